"""Advertisements and offers among an article's paragraphs: made otherwise than these, each begins by saying what it is.

A paragraph of the article may begin with the same words. So only what stands in a box, or is of a class of its own, is
asked: the words alone prove nothing, and neither does the make.
"""

import regex
from lxml.html import HtmlElement

from processors.page.blocks import Block

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
    r"(?:links?|liens|enlaces|weblinks|ссылки|روابط|لینک‌ها)\s?[:：]?\W*$|"
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
