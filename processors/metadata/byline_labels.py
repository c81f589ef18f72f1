"""What makers of sites write around an author's name, in their translations: "Submitted by", "... tarafından".

Drupal, WordPress, Joomla, Blogger and the systems of Korea and China tell in these words who wrote a text and when. One
list serves all who look for a byline: those who ask for a label, and those who take it off a name.
"""

import re
from functools import lru_cache

from processors.metadata.byline_ends import BEFORE_A_DATE

_ALWAYS = """
    by|written by|reported by|posted by|submitted by|story by|words by|text by|article by|von|geschrieben von|
    verfasst von|veröffentlicht von|eingestellt von|ein beitrag von|par|écrit par|publié par|rédigé par|
    posté par|por|escrito por|escrita por|publicado por|publicada por|redactado por|redactada por|texto por|
    postado por|postada por|di|scritto da|pubblicato da|redatto da|postato da|a cura di|door|geschreven door|
    geplaatst door|gepubliceerd door|av|af|skrevet av|skrevet af|skrivet av|skriven av|publisert av|
    publicerad av|ditulis oleh|diposting oleh|scris de|publicat de|napisane przez|opublikowane przez|текст|
    автор|yazan|كتب|كتبت
"""
"""What stands before a name with a colon or without one, wherever a name does: it is taken off each of several, too."""
_ALWAYS_JOINED = "โดย|بقلم"
"""The same where no blank need be behind it."""
_VERBS = """
    reporting by|published by|compiled by|details written by|added by|created by|contributed by|gepostet von|
    bericht von|text von|aufgezeichnet von|eingereicht von|gespeichert von|erstellt von|publiziert von|
    hinzugefügt von|article par|texte par|propos recueillis par|soumis par|proposé par|envoyé par|ajouté par|
    mis en ligne par|enviado por|enviada por|creado por|subido por|ingresado por|submetido por|criado por|
    inserido por|inviato da|inserito da|creato da|ingediend door|ingezonden door|toegevoegd door|publicerat av|
    inskickad av|inskickat av|postad av|postat av|upplagd av|indsendt af|oprettet af|sendt inn av|innsendt av|
    lagt inn av|lagt ut av|oleh|diposkan oleh|dikirim oleh|dipublikasikan oleh|diterbitkan oleh|dihantar oleh|
    trimis de|postat de|adăugat de|przesłane przez|wysłane przez|dodane przez|nadesłane przez|
    zamieszczone przez|utworzone przez|napisał|napisała|írta|опубликовал|опубликовала|написал|написала|
    подготовил|подготовила|разместил|разместила|опубликовано пользователем|отправлено пользователем|
    добавлено пользователем|опубликовано автором|пише|написав|підготував|підготувала|надіслано користувачем|
    опубліковано користувачем|изпратено от|публикувано от|написано от|добавено от|въведено от|качено от|napsal|
    napsala|odeslal uživatel|vložil uživatel|odoslal používateľ|piše|γράφει|υποβλήθηκε από|δημοσιεύτηκε από|
    δημοσιεύθηκε από|αναρτήθηκε από|γράφτηκε από|đăng bởi|được đăng bởi|viết bởi|được viết bởi|gửi bởi|
    được gửi bởi|bởi|qoraa|waxaa qoray|waxaa soo diray|waxaa daabacay|imeandikwa na|imechapishwa na|
    imetumwa na|imewekwa na|daga|w/q|enviat per|publicat per|escrit per|كتب بواسطة|أعد|أعده|أعدها|أعدّه|أعدّها|
    مرسلة بواسطة|نشر بواسطة|نُشر بواسطة|تم النشر بواسطة|تم الإرسال بواسطة|أضيف بواسطة|أضيفت بواسطة|كُتب بواسطة|
    بواسطة|توسط|ارسال شده توسط|نوشته شده توسط|فرستاده شده توسط|منتشر شده توسط|ثبت شده توسط|درج شده توسط|
    ارسال توسط|מאת|על ידי|על-ידי|נשלח על ידי|פורסם על ידי|נכתב על ידי|הועלה על ידי|द्वारा लिखित|
    द्वारा प्रकाशित|द्वारा पोस्ट किया गया|เขียนโดย|โพสต์โดย|ส่งโดย|เผยแพร่โดย|รายงานโดย|기자명|글쓴이|작성자|등록자|필자|
    texto de|texte de|testo di|text av|tekst af|reportagem de|reportaje de|reportage de|reportage von|
    crónica de
"""
"""What stands so at the beginning of a byline; before one word, "Oleh" and "Daga" are names."""
_POSTED = """
    dodał|dodała|közzétette|feltöltötte|добавил|добавила|опублікував|опублікувала|vložil|vložila|odeslal|
    odeslala|přidal|přidala|publikoval|publikovala|zveřejnil|zveřejnila|odoslal|napísal|napísala|pridal|
    pridala|objavio|objavila|napisao|poslao|objavil|објавио|објавила|lähettänyt|kirjoittanut|julkaissut|
    postitas|kirjutas|lisas|pateikė|parašė|paskelbė|iesniedza|ievietoja|publicēja|γράφει ο|γράφει η|
    gönderen|ekleyen|yayınlayan|hazırlayan|كتبه|كتبها|أرسله|أرسلها|نشره|نشرها|أضافه|أضافها|লিখেছেন|
    পোস্ট করেছেন|beküldte
"""
"""What stands so with a colon or in an element marked as a byline: in a text such verbs say who added or wrote what."""
_MARKED = """
    опубликовано|отправлено|добавлено|размещено|создано|додано|створено|опубліковано|надіслано|από|
    من قبل|نوشته|از|द्वारा|由
"""
"""What stands so where an element is marked as a byline, and before much else where none is."""
_ALWAYS_NOUNS = """
    author|authors|autor|autora|autoras|autores|autori|autors|auteur|auteurs|autore|авторы|haber|muhabir|تحریر|
    رپورٹ
"""
"""Nouns that are taken off each name, with a colon or without one."""
_NOUNS_JOINED = "نویسنده|作者|記者|记者"
"""The same where no blank need be behind them."""
_NOUNS_BEFORE_COLON = """
    texte|texto|testo|text|إعداد|تقرير|گزارشگر|گزارشگران|خبرنگار|خبرنگاران
"""
"""Nouns that are taken off each name before a colon."""
_OFFICES = "संवाददाता|প্রতিবেদক|mwandishi"
"""Nouns that are taken off a name of two words: a reporter's office."""
_NOUNS = """
    reporter|contributor|contributors|autorin|autoren|autorii|autorzy|autrice|författare|forfatter|kirjoittaja|
    teksti|reportera|szerző|penulis|wartawan|jurnalis|pewarta|автор|автори|журналист|корреспондент|yazar|
    συντάκτης|συγγραφέας|tekst|الكاتب|الكاتبة|المحرر|المحررة|نگارنده|مصنف|لیکوال|כתב|כתבה|כתבת|लेखक|লেখক|
    रिपोर्ट|रिपोर्टर|ρεπορτάζ|кореспондент|кореспондентка|журналистка|журналіст|журналістка|ผู้เขียน|
    ผู้สื่อข่าว|เรื่อง|글|文|发布者|发布人|發佈者|發布者|發佈人|撰稿|撰稿人|
    投稿者|執筆者|著者|作成者|tác giả|autorius|müəllif|muallif|муаллиф|
    հեղինակ|ავტორი|egilea|autoare|autorja
"""
"""What stands before a name with a colon, or alone in the line above it: else the words tell of somebody."""


def phrases(listed: str) -> list[str]:
    """Return the phrases of a list that bars part, with single blanks."""
    return list(dict.fromkeys(" ".join(phrase.split()) for phrase in listed.split("|")))


def any_of(listed: list[str]) -> str:
    """Return the pattern for one of the phrases, the longest first, with any blanks between its words."""
    longest_first = sorted(listed, key=len, reverse=True)
    return "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in longest_first)


LABEL_VERBS = phrases(f"{_ALWAYS}|{_ALWAYS_JOINED}|{_VERBS}")
LABEL_NOUNS = phrases("|".join((_ALWAYS_NOUNS, _NOUNS_JOINED, _NOUNS_BEFORE_COLON, _OFFICES, _NOUNS)))
LABEL_POSTED = phrases(_POSTED)
BY = re.compile(
    rf"^(?:(?:{any_of(phrases(f'{_ALWAYS}|{_ALWAYS_NOUNS}'))})\b|{any_of(phrases(f'{_ALWAYS_JOINED}|{_NOUNS_JOINED}'))}|"
    rf"(?:{any_of(phrases(_NOUNS_BEFORE_COLON))})(?=\s*[:：])|"
    rf"(?:{any_of(phrases(_OFFICES))})(?!\s(?:w[aety]\S{{0,2}}|maalum)\b)(?=\s\S+\s\S)|"
    r"(?:(?:written|reported|story|posted|submitted|words|article|text|review|medically reviewed|content|"
    r"interview)\s*)?(?:by|from)\b|"
    r"(?:view |see |read )?(?:all |more |other |latest )?(?:posts?|articles?|stories|news|more) (?:by|from)\b|"
    r"mehr (?:artikel )?(?:von|über)\b|(?:plus|autres articles|tous les articles) (?:de|par)\b|"
    r"más (?:artículos |noticias )?de\b|(?:altri articoli|tutti gli articoli) di\b|"
    r"(?:все|другие) (?:материалы|статьи)(?: автора)?\b|yazarın diğer yazıları|"
    r"(?:zeige )?(?:alles|alle (?:beiträge|artikel)) von\b|zum profil von\b|profile? (?:de|von|of)\b|"
    r"(?:ein )?(?:beitrag|artikel|gastbeitrag) von\b|(?:vom|od|redakcja)\b|"
    r"(?-i:Author(?=[A-Z]))|گفت(?:\u200c?و)?گو از|نوشته|گزارش(?: از)?|"
    r"(?:مراسل(?:ن?ا|تنا|و)?|موفد(?:ن?ا|تنا)?)(?: (?:في|إلى) \S+)?(?=\s*:)|"
    r"(?:文・写真|写真・文|取材・文|文・構成|執筆)|"
    r"(?:本[报報刊台网網站]|新华社|新華社|见习|見習|实习|實習|特约|特約)+(?:記者|记者)|文(?=[:：]))\s*[:：|/–-]?\s*(?=\S)",
    re.IGNORECASE,
)
"""What is taken off each name: the labels that stand wherever a name does, and what links to more of the author's."""
_BEFORE_NAMES = [*LABEL_VERBS, *LABEL_POSTED, *phrases(_MARKED)]
_COLON = ":：՝"
_FIRST = frozenset(each.split()[0] for each in (*_BEFORE_NAMES, *LABEL_NOUNS))
_LABEL = re.compile(
    rf"(?:(?:{any_of(_BEFORE_NAMES)})(?:\s*[{_COLON}]\s*|\s+)|(?:{any_of(LABEL_NOUNS)})\s*[{_COLON}]\s*)(?=\S)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s+(?:(?:द्वारा|দ্বারা|tarafından|tərəfindən)(?:\s.*)?|ने(?:\s.*)?|की रिपोर्ट|نے(?:\s.*)?|کی رپورٹ|"
    r"(?:منتشر|ارسال|نوشته|فرستاده|ثبت) شده(?:\s.*)?|님(?:이|의 글)?(?:\s.*)?|(?:が|さん)(?:\s.*)?|"
    r"(?:提交|发表|發表|发布|發布|發佈|撰写|撰寫|张贴|張貼|上传|上傳)(?:[于於在].*)?|"
    r"(?:تاریخ|التاريخ|날짜|작성일|등록일)(?:\s*[:：])?)$"
)
"""What stands behind a name in scripts that put "by" there, and before a day that is no more in the line."""
_FIELD = re.compile(
    rf"(?:(?P<mark>[|·•／/,;–—-])\s*|\s)(?P<label>[^\s{_COLON}|/,;]{{2,20}})\s?[{_COLON}](?!:)"
)


def without_label(line: str) -> str:
    """Return a byline without what its maker wrote around the name, and without the fields behind the name's.

    "Geschrieben von: Jo Doe Kategorie: Aktuell", "ارسال شده توسط ... در", "... द्वारा".
    """
    text, is_labelled = _after_label(line)
    text = _before_next_field(text, is_labelled)
    return _without_end(text) or line


def _after_label(line: str) -> tuple[str, bool]:
    if not _opens_with_label(line):
        return line, False
    found = _LABEL.match(line)
    rest = line[found.end() :] if found else line
    if found is None or (" " not in rest.strip() and found[0].rstrip().isalpha()):
        return line, False  # one word before another is a name: "Oleh Sentsov"
    return rest, True


def _opens_with_label(line: str) -> bool:
    first = line.split(None, 1)[:1]
    return bool(first) and first[0].lower().rstrip(_COLON).partition(":")[0].partition("：")[0] in _FIRST


def _before_next_field(text: str, is_labelled: bool) -> str:
    """Return a text up to a word with a colon behind a mark, or behind a name that has a label itself.

    No name goes on with a label: "... | Wyświetleń: 5309", "... Kategorie: Aktuell".
    """
    for found in _FIELD.finditer(text) if any(colon in text for colon in _COLON) else ():
        if not text[: found.start()].strip() or is_author_label(found["label"]):
            continue
        if found["mark"] or is_labelled:
            return text[: found.start()]
    return text


@lru_cache(256)
def is_author_label(label: str) -> bool:
    """Tell whether a word with a colon behind it says that an author's name follows."""
    return label.lower() in _LABELS


_LABELS = frozenset((*_BEFORE_NAMES, *LABEL_NOUNS))


def _without_end(text: str) -> str:
    """Return a name without the words behind it that open a day: no name ends so."""
    bare = _BEHIND.sub("", text).rstrip()
    words = bare.split()
    while len(words) > 1 and words[-1].rstrip(".,") in BEFORE_A_DATE:
        words.pop()
    return " ".join(words)
