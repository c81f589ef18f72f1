"""Advertisements and offers among an article's paragraphs: made otherwise than these, each begins by saying what it is.

A paragraph of the article may begin with the same words. So only what stands in a box, or is of a class of its own, is
asked: the words alone prove nothing, and neither does the make.
"""

from collections import Counter
from collections.abc import Collection, Sequence

import regex
from lxml.html import HtmlElement

from processors.page.align import is_named_standfirst
from processors.page.blocks import ENDS_LIKE_A_SENTENCE, Block
from processors.page.headline_element import HEADINGS
from processors.page.homes import Homes
from processors.page.select_blocks import BlockSelection
from processors.page.small_boxes import MAX_BOX, made

_LABEL = (
    r"advertisement|advertorial|sponsored(?: content)?|paid (?:content|post)|publicit[ée]|publi-?reportage|"
    r"publicidad|publicidade|anzeige|werbung|pubblicit[àa]|annonce|annons|advertentie|mainos|"
    r"reklam[ay]?|hirdet[ée]s|ogłoszenie|реклама|оголошення|iklan|quảng cáo|διαφήμιση|פרסומת|"
    r"إعلان(?: ممول| مدفوع)?|اعلان|آگهی|تبلیغ(?:ات)?|اشتہار|विज्ञापन|বিজ্ঞাপন|โฆษณา|广告|廣告|広告|광고"
)
"""The words for an advertisement. Most mean something else as well: an announcement, a complaint to the police."""
_LABELLED = regex.compile(rf"^\W*(?:{_LABEL})\s?(?:[:：|–—]|[-•·]\s)", regex.IGNORECASE)
_ALONE = regex.compile(rf"^\W*(?:{_LABEL})\W*$", regex.IGNORECASE)
_CALLED = regex.compile(rf"^\W*({_LABEL})\s", regex.IGNORECASE)
MAX_ADVERT = 40
"""Words of an advertisement in one block."""


_FILM = regex.compile(
    r"^\W*(?:(?:watch|video|vídeo|vidéo|видео|فيديو|ویدیو|podcast|audio|photos?|in pictures|en images|galería|galeria|"
    r"listen|regardez|écoutez|смотрите|слушайте|ชมคลิป|ดูคลิป)(?:\s?[:：–—|]|\s-\s)|"
    r"شاهد بالفيديو|بالفيديو|شاهد أيضا|ببینید\s?[:：]|izleyin\W|"
    r"(?:links?|liens|enlaces|weblinks|ссылки|روابط|لینک‌ها)\s?[:：]\W*$)",
    regex.IGNORECASE,
)
"""How a film, pictures and links begin: a word and a mark. "Video-Aufnahmen zeigen ..." is a sentence."""
_OTHERS = regex.compile(
    r"^\W*(?:related(?: (?:stories|articles|news|posts?|content|coverage))?|also (?:in|on|read)|read (?:also|next)|"
    r"more on(?: (?:this|the) (?:topic|subject|story|issue))?|"
    r"you (?:may|might) (?:also )?like|recommended|don.t miss|"
    r"(?:te|le|les) (?:puede|podría) interesar|(?:te|le|les) recomendamos|también (?:te|le|lea|lee)|lea también|"
    r"lee también|à lire|lire aussi|sur le même (?:sujet|thème)|vous aimerez|ähnliche (?:beiträge|artikel)|"
    r"lesen sie auch|mehr zum thema|leia (?:também|mais)|veja também|leggi anche|potrebbe interessarti|"
    r"ilginizi çekebilir|bunlar da ilginizi|читайте (?:также|також)|по теме|اقرأ أيضا|قد يهمك|بیشتر بخوانید|"
    r"مطالب مرتبط|بیشتر در این باره|همچنین بخوانید|یہ بھی پڑھی(?:ں|ے|ئے)|baca juga|"
    r"soma (?:pia|zaidi)|sidoo kale akhri|ku karanta|ข่าวที่เกี่ยวข้อง|อ่านเพิ่ม)(?!\w)(\s?[:：])?",
    regex.IGNORECASE,
)
"""How a list of other articles begins, and a colon behind that, where there is one."""
_APPEAL = regex.compile(
    r"^\W*(?:"
    r"(?:have|got) a (?:news |story )?tip|send us (?:your|a)|(?:download|get) (?:the|our) (?:[\w’'-]+ ){0,3}app|"
    r"téléchargez|installez (?:\S+ ){0,2}(?:l.)?appli\w*|descárgate|"
    r"(?:descarg(?:a|ue)|instala|baixe|instale) (?:\S+ ){0,2}(?:app|aplicación|aplicativo)|"
    r"(?:scarica|installa) (?:\S+ ){0,2}(?:l.)?app\w*|laden sie .{0,40}(?:app|herunter)|скачайте|установите|indirin|"
    r"حمّ?ل (?:ال)?تطبيق\w*|دانلود کنید|"
    r"subscribe (?:to|now|today|for)|sign up (?:for|to|now|here|today)|"
    r"support (?:us|our (?:work|journalism|reporting|newsroom|reporters|mission)|independent \w+)|"
    r"donate (?:to|now|today|here|via|online)|become a member|join us (?:on|at|in|for|today|now)|"
    r"help us (?:keep|continue|report|do|grow|stay|fund|tell)|"
    r"our (?:journalism|reporting|newsroom|work|stories) (?:is|are) (?:paid for|funded|supported|made possible|"
    r"sustained|powered) by (?:our |you\b|donations|(?:\S+ ){0,2}(?:readers|members|supporters|subscribers|listeners))|"
    r"(?:if you |do you |you )?(?:value|appreciate|enjoy|like) our (?:work|journalism|reporting|coverage)|"
    r"(?:si )?(?:vous )?(?:appréciez|aimez)(?:-vous)? (?:notre travail|nos (?:articles|enquêtes))|"
    r"(?:ihnen|dir) gefällt unsere arbeit|¿?te gusta nuestro trabajo|gosta do nosso trabalho|"
    r"ti piace il nostro lavoro|"
    r"suscr[ií]b(?:ete|ase|anse|ite)|subscreva|assine (?:já|agora|a nossa|nossa|o nosso|nosso)|"
    r"apoie (?:(?:o |um |nosso )?jornalismo|a nossa|nossa|o nosso|nosso|este|esta)|apóy[ae]nos|"
    r"apoy[ae] (?:nuestro|el periodismo)|"
    r"hazte soci[oa]|contribua com|doe (?:agora|para|qualquer|via)|soutenez(?:-nous| notre| la presse| l.information)|"
    r"abonnez-vous|faites un don|rejoignez(?:-nous| notre| nos)|sostieni(?:ci| il nostro| la nostra| l.informazione)|"
    r"abbonati (?:a|al|alla|ora|subito|per)|iscriviti (?:a|al|alla|ai|ora|qui|subito|per)|"
    r"(?:unterstützen sie|unterstütze) (?:uns|unser\w*|unabhängig\w*)|spenden sie|jetzt abonnieren|"
    r"поддержите (?:нас|наш\w*|редакцию|проект|независим\w+)|поддержать (?:нас|редакцию|проект)|"
    r"подпи(?:шитесь|сывайтесь)|підтримайте (?:нас|наш\w*|редакцію|проєкт)|wesprzyj|dołącz do (?:nas|naszej)|"
    r"steun (?:ons|onze|de journalistiek)|word lid|abone ol(?:un(?:uz)?|mak için)?|destek ol(?:un(?:uz)?)?|"
    r".{0,30}\babonesi ol|ادعمو?نا|ادعموا?|اشتركو?ا? (?:الآن|معنا|في (?:نشرتنا|النشرة|قناتنا|القناة))|حمایت کنید|"
    r"مشترک شوید|สนับสนุนเรา|สมัครสมาชิก|תמכו בנו|הצטרפו אלינו|支持我们|登録する"
    r")(?!\w)",
    regex.IGNORECASE,
)
"""How an appeal to readers begins, in the imperative, with what is asked of them: "Join us or die" is news."""
_SAID = regex.compile(
    r",\s(?:\S+\s){0,3}(?:said|says|told|asked|urged|shouted|chanted|wrote|sagte|rief|schrieb|disait|dit|écrivait|dijo|"
    r"decía|gritaron|disse|dizia|diceva|сказал\w*|заявил\w*|призвал\w*)\b",
    regex.IGNORECASE,
)
"""Who said what stands before: an appeal that is told of, not made."""


def is_offer(block: Block) -> bool:
    """Tell whether a block is an advertisement, or begins like an offer, an appeal, a film, or a list of articles."""
    if block.words > MAX_ADVERT:
        return False
    if _is_advert(block) or _FILM.match(block.text):
        return True
    others = _OTHERS.match(block.text)
    if others:
        return others[1] is not None or not ENDS_LIKE_A_SENTENCE.search(block.text)
    return _APPEAL.match(block.text) is not None and not _SAID.search(block.text)


def _is_advert(block: Block) -> bool:
    """Tell whether a block begins with the word for an advertisement, set apart by a mark, by capitals or in bold."""
    if _LABELLED.match(block.text):
        return True
    called = _CALLED.match(block.text)
    if called is None:
        return False
    goes_on = block.text[called.end() : called.end() + 1].islower()  # "ANZEIGE wegen Mordes ..."
    return (called[1].isupper() and not goes_on) or _is_apart(block.element)


def _is_apart(element: HtmlElement) -> bool:
    first = next(element.iterchildren("b", "strong", "span", "small", "em", "i"), None)
    if first is None or (element.text or "").strip():
        return False
    return _ALONE.match(str(first.text_content())) is not None


def adverts(
    selection: BlockSelection, own: Sequence[tuple[int, Block]], homes: Homes, kept: Collection[int] | None
) -> set[int]:
    """Return the blocks (by `id`) that are advertisements and offers, made as most paragraphs are not.

    Those of a class of their own stand behind the first paragraph; a heading, a point or a cell that begins so tells of
    one. What begins a box of few words speaks for all of the box, wherever it stands. `kept` are the blocks of which
    it is asked, None for all.
    """
    usual = Counter(made(block) for _, block in own).most_common(1)[0][0]
    first = next(place for place, block in own if made(block) == usual)
    texts = {block.element for _, block in own if made(block) == usual}
    found = set[int]()
    boxes: dict[HtmlElement, list[Block]] = {}
    for place, block in enumerate(selection.blocks):
        if not block.words or block.noise or (kept is not None and id(block) not in kept):
            continue
        box = _box_around(block, homes, texts)
        if box is not None:
            boxes[box] = []
        is_own = place > first and made(block) != usual and block.element.tag not in _PARTS
        if is_own and is_offer(block):
            found.add(id(block))
    for block in selection.blocks if boxes else ():  # few pages have any
        box = _box_around(block, homes, texts) if block.words and not block.noise else None
        if box in boxes:
            boxes[box].append(block)
    for blocks in boxes.values():
        is_small = sum(block.words for block in blocks) <= MAX_BOX
        is_head = any(block.element.tag == "h1" for block in blocks)  # "Video: ..." begins many headlines
        if is_small and not is_head and is_offer(blocks[0]) and not is_named_standfirst(blocks[0]):
            found |= {id(block) for block in blocks}
    return found


def _box_around(block: Block, homes: Homes, texts: Collection[HtmlElement]) -> HtmlElement | None:
    """Return the lowest box in which a block stands, of a class and no container of paragraphs, or nothing."""
    each = block.element
    for _ in range(MAX_LEVELS + 1):  # an iterator for each block would take longer than its steps
        if each is None or homes.are(each) or homes.are_in(each):
            return None
        if each not in texts and each.tag in _BOX_TAGS and each.get("class"):
            return each
        each = each.getparent()
    return None


MAX_LEVELS = 3
"""Elements above a block among which the box is that it stands in."""
_BOX_TAGS = ("div", "section", "aside")


_PARTS = HEADINGS | {"li", "dt", "dd", "blockquote"}
