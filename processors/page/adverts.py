"""Advertisements and offers among an article's paragraphs: made otherwise than these, each begins by saying what it is.

A paragraph of the article may begin with the same words. So only what stands in a box, or is of a class of its own, is
asked: the words alone prove nothing, and neither does the make.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import islice

import regex
from lxml.html import HtmlElement

from processors.page.align import HEADINGS, is_named_standfirst
from processors.page.blocks import Block
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


_OFFER = regex.compile(
    r"^\W*(?:"
    r"(?:watch|video|vídeo|vidéo|видео|فيديو|ویدیو|podcast|audio|photos?|in pictures|en images|galería|galeria|"
    r"listen|regardez|écoutez|смотрите|слушайте|ชมคลิป|ดูคลิป)\s?[:：–—|-]|"
    r"شاهد بالفيديو|بالفيديو|شاهد أيضا|ببینید\s?[:：]|izleyin\W|"
    r"(?:links?|liens|enlaces|weblinks|ссылки|روابط|لینک‌ها)\s?[:：]\W*$|"
    r"(?:related|also in|also on|read also|read next|more on|you may like|recommended|don.t miss|"
    r"(?:te|le|les) (?:puede|podría|recomendamos|puede interesar)|también (?:te|le|lea|lee)|lea también|lee también|"
    r"à lire|lire aussi|sur le même|vous aimerez|ähnliche (?:beiträge|artikel)|lesen sie auch|mehr zum|"
    r"leia (?:também|mais)|veja também|leggi anche|potrebbe interessarti|ilginizi çekebilir|bunlar da|читайте также|"
    r"по теме|اقرأ أيضا|قد يهمك|بیشتر بخوانید|مطالب مرتبط|ข่าวที่เกี่ยวข้อง|อ่านเพิ่ม)\b|"
    r"(?:have|got) a (?:news |story )?tip\b|send us (?:your|a)\b|(?:download|get) (?:the|our) (?:[\w’'-]+ ){0,3}app\b|"
    r"(?:téléchargez|descarg(?:a|ue|ate)|baixe|scarica|installez|instala|laden sie|скачайте|установите|indirin|"
    r"حمّل|حمل تطبيق|دانلود کنید)\b|"
    r"(?:subscribe|sign up|support (?:us|our|independent)|donate|become a member|join us|help us)\b|"
    r"(?:suscr[ií]b\w+|subscreva|assine|apoie|apóy[ae]\w*|hazte soci[oa]|contribua|doe|soutenez|abonnez-vous|"
    r"faites un don|rejoignez|sostieni(?:ci)?|abbonati|iscriviti|unterstützen sie|unterstütze|spenden sie|"
    r"jetzt abonnieren|"
    r"поддержите|подпи(?:шитесь|сывайтесь)|поддержать|подтримайте|wesprzyj|dołącz|steun (?:ons|de)|word lid|"
    r"abone ol\w*|destek ol\w*|.{0,30}\babonesi ol\b|ادعم|ادعموا|اشترك|اشتركوا|حمایت کنید|مشترک شوید|"
    r"สนับสนุนเรา|สมัครสมาชิก|תמכו|הצטרפו|支持我们|登録する)"
    r"(?!\w))",
    regex.IGNORECASE,
)
"""How a film, other articles, links, an app and an appeal begin, in the imperative."""


def is_offer(block: Block) -> bool:
    """Tell whether a block is an advertisement, or begins like an offer, an appeal, a film, or a list of articles."""
    return block.words <= MAX_ADVERT and (is_advert(block) or _OFFER.match(block.text) is not None)


def is_advert(block: Block) -> bool:
    """Tell whether a block begins with the word for an advertisement, set apart by a mark, by capitals or in bold."""
    if block.words > MAX_ADVERT:
        return False
    if _LABELLED.match(block.text):
        return True
    called = _CALLED.match(block.text)
    return called is not None and (called[1].isupper() or _is_apart(block.element))


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
        if not block.words or block.noise:
            continue
        box = _box_around(block, homes, texts)
        if box is not None:
            boxes.setdefault(box, []).append(block)
        is_own = place > first and made(block) != usual and block.element.tag not in _PARTS
        if is_own and (kept is None or id(block) in kept) and is_offer(block):
            found.add(id(block))
    for blocks in boxes.values():
        if kept is not None and not any(id(block) in kept for block in blocks):
            continue
        is_small = sum(block.words for block in blocks) <= MAX_BOX
        if is_small and is_offer(blocks[0]) and not is_named_standfirst(blocks[0]):
            found |= {id(block) for block in blocks}
    return found


def _box_around(block: Block, homes: Homes, texts: Collection[HtmlElement]) -> HtmlElement | None:
    """Return the lowest box in which a block stands, of a class and no container of paragraphs, or nothing."""
    for each in (block.element, *islice(block.element.iterancestors(), MAX_LEVELS)):
        if homes.are(each) or homes.are_in(each):
            return None
        if each not in texts and each.tag in _BOX_TAGS and each.get("class"):
            return each
    return None


MAX_LEVELS = 3
"""Elements above a block among which the box is that it stands in."""
_BOX_TAGS = ("div", "section", "aside")


_PARTS = HEADINGS | {"li", "dt", "dd", "blockquote"}
