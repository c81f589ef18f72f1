"""Lines that are the page's by where they stand: bylines and days above a text, and who the author is below it.

In the middle of an article the same words are its own: "5 May 2021" heads a part of a chronicle.
"""

import regex

from processors.metadata.date_words import find_day, is_month_name
from processors.text.agencies import OFFICE_OF_REPORTER
from processors.text.characters import count_words

FIRST_PLACES = 6
"""Paragraphs from the top among which bylines and days stand."""
MIN_CHRONICLE = 3
"""Days with text between them from which on they head the parts of an article."""
MAX_LOOKED_AT = 200
"""Paragraphs among which such days are looked for."""
LAST_PLACES = 3
"""Paragraphs from the end among which is told who the author is."""
MAX_LINE = 120
"""Characters of a byline or a line with a day."""
MAX_OTHER_WORDS = 3
"""Words beside a day's own up to which a line tells the day and, at most, a name: "5 May 2021 | Jane Doe"."""
MIN_REST = 25
"""Words that are left of an article; with fewer, no line of it is the page's."""

_NAME = r"\p{Lu}[\p{L}\p{M}.'’-]*(?:\s+(?:de|da|del|van|von|der|bin|al|el)){0,2}(?:\s+\p{Lu}[\p{L}\p{M}.'’-]*){1,3}"
_BYLINE = regex.compile(
    rf"^\W*(?:(?i:by|von|por|par|di|door|av|af|yazan|автор|текст)\s*[:：]?\s+|(?:نویسنده|نوشته|بقلم|कथा)\s*[:：]?\s+)"
    rf"{_NAME}(?:\s*(?:,|&|(?i:and|und|y|et|e|и|en|og|och|ve))\s*{_NAME}){{0,4}}"
    r"(?:\s*[,|·•–—-]\s*[^.!?]{0,60})?(?<![.!?])$"
)
_BIO = regex.compile(
    r"^\W{0,3}(?:\p{Lu}[\p{L}\p{M}.'’-]*\s+){1,4}(?i:is|ist|est|es|è|é)\s+(?:(?i:an?|the|eine?|une?|una?|uma?|l['’])\s?)?"
    r"(?:[\p{L}’'-]+\s+){0,6}?(?i:reporter|correspondent|journalist|columnist|writer|editor|fellow|redakteur(?:in)?|"
    r"korrespondent(?:in)?|journaliste|periodista|redactora?|corresponsal|giornalista|jornalista)\b"
    r"(?=.*\b(?i:covers?|covering|writes?|based|reports?|reached|follow|focus\w*|joined|for|at|with|bei|im|pour|"
    r"para|de|à|chez)\b)"
    r"(?!.*\b(?i:said|says|told|killed|arrested|detained|charged|accused|jailed|wounded|fled|died|dead)\b)"
)
_CONTACT = regex.compile(
    r"^(?:\p{Lu}[\p{L}\p{M}.'’-]*\s+){1,4}(?:can be (?:reached|contacted) (?:at|by|on|via)|"
    r"may be reached at|is on (?:twitter|x) at)\b|"
    r"^(?:reach|contact|e-?mail|follow) (?:him|her|them|the (?:author|reporter|writer)s?|\p{Lu}\S+ "
    r"\p{Lu}\S+) (?:at|on|via)\b|"
    r"^(?:\p{Lu}[\p{L}\p{M}.'’-]*\s+){1,4}covers [^.!?]{2,80}\.\s+(?:reach|contact|e-?mail|follow) "
    r"(?:him|her|them) (?:at|on|via)\b",
    regex.IGNORECASE,
)
_PHONE = r"(?:(?i:phone|tel|telefon|tél)[.:]*\s*)?\+?[(]?\p{Nd}[\p{Nd}\s()./-]{5,18}\p{Nd}"
_MAIL = r"(?:(?i:e-?mail|mail|at)[.:]*\s*)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_REACHED = regex.compile(
    rf"^\W*(?i:(?:contact|reach|e-?mail|write to)\s+)?{_NAME}(?:,\s[^,.@\p{{Nd}}]{{3,40}})?"
    rf"(?:[\s,;:|•·/–—-]+(?:{_PHONE}|@\w+))*[\s,;:|•·/–—(-]+{_MAIL}(?:[\s,;:|•·/–—-]+(?:{_PHONE}|@\w+))*\W*$"
)
"""A name, a number and an address to write to, and nothing else: who wrote the text."""
_AUTHOR = regex.compile(
    r"^\W*(?:(?:the|this) (?:author|writer)s? (?:is|are|was|teach\w*|writes?|works?)\b|"
    r"(?:der autor|die autor(?:in|en|innen)) (?:ist|sind|war|lehrt|arbeitet|leitet|schreibt|forscht|studiert)\b|"
    r"l['’]auteure? (?:est|était|enseigne|dirige)\b|(?:el autor|la autora) (?:es|fue|enseña|dirige)\b|"
    r"(?:o autor|a autora) (?:é|foi|ensina|dirige)\b|l['’]autore (?:è|insegna)\b|de auteur is\b|"
    r"автор\s?[—–-]\s|(?:الكاتب|الكاتبة) (?:هو |هي )?(?:أستاذ|باحث|صحفي|صحافي|محلل|خبير|أكاديمي|كاتب|محاضر)|"
    r"نویسنده (?:استاد|پژوهشگر|روزنامه|کارشناس)|"
    r"(?:about the author|über (?:den autor|die autorin)|sobre (?:el autor|la autora|o autor|a autora)|"
    r"à propos de l['’]auteure?|об авторе|про автора|عن الكاتبة?|درباره نویسنده|yazar hakkında)\s?[:：—–-])",
    regex.IGNORECASE,
)
"""How a line begins that tells of an author without his name."""
_HAPPENS = (
    r"(?:\p{L}+(?:s|ing|ion|fire|age|ence|quake|ack|ast|est)|outbreak|strike|riot|crash|clash|smoke|fog|rain|snow|flood|"
    r"tsunami|storm|panic|cholera|ebola|polio|dengue|malaria|typhoid|anthrax|mpox)\b"
)
"""What else than a person is "reported from" a place, in one word: "Gunfire reported from Khartoum."."""
_WHO = rf"(?:{_NAME}|(?!(?i:{_HAPPENS}))\p{{Lu}}[\p{{L}}\p{{M}}'’-]*\p{{Ll}})"
_FROM = regex.compile(
    rf"^{_WHO}(?:(?:,? and|,) {_WHO}){{0,3}} reported from \p{{Lu}}[\p{{L}}\p{{M}}'’.-]+"
    r"(?:(?:,? and)?,? \p{Lu}[\p{L}\p{M}'’.-]+){0,5}\.$"
)
"""Where somebody wrote from who worked on a text, and nothing else: "Vance reported from London."."""
_SIGNED = regex.compile(rf"^{_NAME},\s+(?i:{OFFICE_OF_REPORTER})$")
"""Who signs a text, and from where he reports: "Jane Doe, correspondent in Mopti"."""
_AUTHOR_OF = regex.compile(
    r"^(?:\p{Lu}[\p{L}\p{M}.'’-]*\s+){2,4}is (?:an? (?:\p{Ll}+[ -]){0,3}fellow (?:at|of|with)\b|the author of (?:"
    r"[\"“«‘]|(?!\S+[’']s\b|.{0,40}\b(?:Bill|Resolution|Act|Law|Amendment|Proposition|Measure)\b)\p{Lu}|"
    r"(?:several|many|numerous|\p{Nd}+|two|three|four|five) (?:\p{Ll}+ )?(?:books|novels|works)\b|"
    r"(?:the|an?) (?:\p{Ll}+ ){0,2}(?:books?|novels?|memoir|biography)\b))"
    r"(?!.*\b(?:said|says|told|killed|arrested|detained|charged|accused|jailed|wounded|fled|died|dead|bombings?|"
    r"attacks?)\b)"
)
"""How a line tells what somebody has written, or which institute he is of."""
_ABOVE = regex.compile(
    r"[|•·@]|\b\d{1,2}:\d\d\b|\b\d{1,2}[.]\d\d (?i:uhr|h|hs?)\b|^\W*(?i:by|von|por|par|di|door)\s"
)
"""What stands in a line above a text beside names and a day, and seldom in a sentence with a day."""
_CREDITS = regex.compile(
    r"^\W*(?:texte?|texto|testo|words|story|reportage|текст)\s?[:：]\s.{3,50}\s[—–|•·/-]\s?"
    r"(?:photos?|fotos?|pictures|images?|bilder|фото)\b.{0,3}[:：]",
    regex.IGNORECASE,
)
"""Who wrote and who took the pictures, in one line."""
_NAMED = rf"(?:{_NAME}|\p{{Lu}}{{2,6}}\b)"
"""A person's name, or an agency's short one."""
_ROLE = regex.compile(
    r"^\W*(?i:illustrations?|ilustraci(?:ón|ones)|ilustraç(?:ão|ões)|illustrazion[ei]|illustration(?:en)?|ilüstrasyon|"
    r"çizim|иллюстраци[яи]|рисун(?:ок|ки)|редактор|корректор|editör(?:ler)?|editors?|editor(?:a|es)|edición|edição|"
    r"edição de texto|edited by|texto|texte|testo|redaktion|bildredaktion|grafik|graphics?|gráficos?|infográfico|"
    r"infografía|fotoğraf(?:lar)?|"
    r"كتبت?|بقلم|نویسنده|نوشته|ویراستار|مترجم|گزارشگر|عکاس|عکس|إعداد|تحرير|تصوير|ترجمة|رسوم|"
    r"เรื่อง(?:และภาพ)?|ภาพ(?:ถ่าย|ประกอบ)?|กราฟิก|เรียบเรียง|บรรณาธิการ|כתב|צילום|עריכה)\s?[:：/]\s?"
    rf"(?:{_NAMED}(?:(?:\s*(?:,|&|/|\b(?i:and|und|y|et|e|и|en|og|ve)\b)\s*){_NAMED}){{0,4}}|"
    r"[\p{Lo}\p{M}]+(?:[\s,،]+[\p{Lo}\p{M}]+){0,3})$"
)
"""Who wrote, drew, took or edited something: a role, a mark and a name."""
_FIGURE = regex.compile(r"\d")
_LETTERS = regex.compile(r"[\p{L}\p{M}\u200c.]*\p{L}[\p{L}\p{M}\u200c.]*")
_OF_DAYS = frozenset(
    word
    for words in (
        "mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday am pm a.m.",
        "p.m. a.m p.m st nd rd th at on of et est edt gmt utc pt pst pdt ist cet cest bst by ago min read",
        "updated published posted last first received accepted revised online montag dienstag mittwoch",
        "donnerstag freitag samstag sonntag uhr aktualisiert veröffentlicht stand um von le à h publié mis",
        "date mise ligne auteur auteurs s",
        "jour lundi mardi mercredi jeudi vendredi samedi dimanche de del el a las publicado actualizado hora",
        "lunes martes miércoles jueves viernes sábado domingo в опубликовано обновлено понедельник вторник",
        "среда четверг пятница суббота воскресенье г мск pazartesi salı çarşamba perşembe cuma cumartesi",
        "pazar güncelleme yayınlanma tarihi saat الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
        "نُشر نشر في الساعة تاريخ النشر آخر تحديث شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه پنج‌شنبه جمعه",
        "تاریخ انتشار ساعت کد خبر เวลา น. น พ.ศ. วันที่ 更新",
        "公開 配信 掲載 発行 时间 发布 来源 年 月 日 년 월 일 입력 수정",
    )
    for word in words.split()
)
"""Words that stand with a day: weekdays, hours, zones, and what was done that day."""


def placed_rules(paragraphs: list[str]) -> dict[int, str]:
    """Return the places (from 0) of lines that are the page's by their place, each with the rule's name."""
    found: dict[int, str] = {}
    above = {place for place, text in enumerate(paragraphs[:FIRST_PLACES]) if is_day_line(text)}
    if above:
        days = above | {place for place, text in enumerate(paragraphs[:MAX_LOOKED_AT]) if is_day_line(text)}
        if sum(place - 1 not in days for place in days) < MIN_CHRONICLE:
            found.update(dict.fromkeys(above, "day_line"))
    for place, text in enumerate(paragraphs[:FIRST_PLACES]):
        if len(text) <= MAX_LINE and (
            _BYLINE.search(text)
            or (_ROLE.search(text) and count_words(text) <= MAX_ROLE)
            or _CREDITS.search(text)
            or (place < MAX_ABOVE and place not in above and _is_above(text))
        ):
            found[place] = "byline"
    for place in range(max(LAST_PLACES, len(paragraphs) - LAST_PLACES), len(paragraphs)):
        text = paragraphs[place]
        reached = "@" in text and len(text) <= MAX_LINE and _REACHED.search(text)
        if reached or any(
            line.search(text) for line in (_BIO, _CONTACT, _AUTHOR, _AUTHOR_OF, _FROM, _SIGNED)
        ):
            found[place] = "about_author"
    if not found:
        return found
    left = sum(count_words(text) for place, text in enumerate(paragraphs) if place not in found)
    return found if left >= MIN_REST else {}


def _is_above(text: str) -> bool:
    """Tell whether a line has names and a day with marks between them, or the hour: "By Jane Doe | 5 May 2021"."""
    ends = text.rstrip()[-1:] in ".!?؟:…。"
    return (
        not ends
        and _ABOVE.search(text) is not None
        and _YEAR.search(text) is not None
        and bool(find_day(text))
    )


MAX_ROLE = 8
"""Words of a line with a role and a name; in Thai, each counts a few."""
MAX_ABOVE = 2
"""Paragraphs from the top that may be such a line: farther down it may head a part of a chronicle."""
_YEAR = regex.compile(r"(?<!\d)(?:1[34]|19|20|25)\d\d(?!\d)")


def is_day_line(text: str) -> bool:
    """Tell whether a line tells a day and next to nothing else."""
    if len(text) > MAX_LINE or text.rstrip()[-1:] in ("!", "?", "؟", ":") or not _FIGURE.search(text):
        return False
    words = [word.strip(".").lower() for word in _LETTERS.findall(text)]
    others = [word for word in words if word not in _OF_DAYS and not is_month_name(word)]
    most = MAX_LABELLED if _LABELLED.match(text) else MAX_OTHER_WORDS
    return len(others) <= most and find_day(text) is not None


_LABELLED = regex.compile(
    r"\W*(?:[\p{L}\p{M}]+\s){0,2}[\p{L}\p{M}]+\s?[:：]\s?\d.{4,20}\s\d{1,2}:\d\d(?:\s?[ap]m)?(?:\sby\s[^.!?।]{2,40})?$",
    regex.IGNORECASE,
)
MAX_LABELLED = 7
"""Words beside a day's own in a line of a label, a day and an hour: "Posted On: 9 Oct 2024 6:52PM by the Bureau"."""
