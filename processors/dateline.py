"""The dateline of a wire story: "KABUL (UrduPoint News / Sputnik - 05th May, 2021) Taliban ..."

It is no part of the first sentence, and it is the only place where some pages say when they were written.
"""

from datetime import UTC, date, datetime, timedelta

import regex

from processors.records import Dateline

# Names by which agencies sign, as they stand in datelines. Upper case matters: "AP" signs, "ap" does not.
_AGENCIES = (
    r"Thomson Reuters(?: Foundation)?|Reuters|REUTERS|The Associated Press|Associated Press|AP|AFP|"
    r"Agence France-Presse|UPI|Xinhua|"
    r"(?:ITAR-)?TASS|Interfax|Sputnik|RIA(?: Novosti)?|Anadolu(?: Agency)?|AA|UrduPoint(?: News)?|"
    r"Pakistan Point News|APP|Online|INP|NNI|IRNA|"
    r"ISNA|FNA|Fars|Mehr|MNA|Tasnim|Press TV|Pajhwok(?: Afghan News)?|PAN|Khaama(?: Press)?|TOLOnews|"
    r"Ariana News|Bakhtar|AIP|dpa|DPA|EFE|ANSA|Kyodo(?: News)?|"
    r"Jiji|Yonhap|PTI|IANS|ANI|UNI|Bernama|BERNAMA|ANTARA|Antara|AAP|CP|The Canadian Press|Canadian Press|PA|"
    r"PA Media|Europa Press|EP|Lusa|ANP|Belga|"
    r"NTB|TT|Ritzau|STT|PAP|ČTK|CTK|MTI|APA|SDA|Keystone-SDA|KEYSTONE|MENA|WAFA|SANA|SPA|WAM|QNA|KUNA|"
    r"PETRA|Petra|NINA|INA|Azertac|AZERTAC|Trend|Armenpress|"
    r"KazTAG|Kazinform|AKIpress|BNS|ELTA|LETA|Ukrinform|UNIAN|Bloomberg|CNN|BBC(?: News)?|VOA|RFE/RL|DW|"
    r"IRIN|ACN|Fides|EUROPE PRESS|Notimex|Télam|Agência Brasil|"
    r"ТАСС|ИТАР-ТАСС|РИА(?: Новости)?|Интерфакс|Спутник|Sputnik Афганистан|УНИАН|Укринформ|БелТА|БЕЛТА|"
    r"Казинформ|Росбалт|Регнум|REGNUM|"
    r"رويترز|أ ف ب|ا ف ب|فرانس برس|د ب أ|أ ب|الأناضول|سبوتنيك|شينخوا|وكالات|واس|وام|قنا|كونا|وفا|ایرنا|"
    r"ایسنا|فارس|تسنیم|مهر|خامه پرس|پژواک|آوا|"
    r"新华社|新華社|法新社|路透社?|共同|時事|연합뉴스|뉴시스|뉴스1"
)
AGENCY = rf"(?<!\w)(?:{_AGENCIES})(?!\w)"
"""Matches such a name as a whole (for the `regex` module)."""
_CAPITALS = r"\p{Lu}[\p{Lu}\p{M}.'’-]*"
_TITLE = r"\p{Lu}[\p{L}\p{M}.'’-]*"
_PLACE_CAPITALS = rf"(?:(?:{_CAPITALS})(?:[ /]{_CAPITALS}){{0,4}}(?:,? {_TITLE}(?: {_TITLE}){{0,2}}){{0,1}})"
_PLACE_TITLE = (
    rf"(?:{_TITLE}(?:[ /-](?:{_TITLE}|de|del|la|el|al|am|an|der)){{0,4}}(?:, {_TITLE}(?: {_TITLE}){{0,2}})?)"
)
_PLACE_ARABIC = r"(?:[\u0621-\u06ff]{2,}(?: [\u0621-\u06ff]{2,}){0,2})"
_PLACE = rf"(?P<place>{_PLACE_CAPITALS}|{_PLACE_TITLE}|{_PLACE_ARABIC})"
_MONTH = r"[\p{L}\p{M}]{3,12}\.?"
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\.? (?:de )?{_MONTH}(?:,? (?:de )?\d{{4}})?|{_MONTH} \d{{1,2}}(?:st|nd|"
    rf"rd|th)?(?:,? \d{{4}})?|"
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d)"
)
_DASH = r"(?:--|[-–—―]|‐)"
_END = rf"\s*(?:\.?{_DASH}{{1,2}}|:|=)\s*"

# Each shape with what it stands for; the first that fits is taken.
_SHAPES = tuple(
    regex.compile(rf"^\s*{shape}")
    for shape in (
        # KABUL (UrduPoint News / Sputnik - 05th May, 2021) Taliban ...
        rf"{_PLACE},?\s*\(\s*(?P<agency>[^()\d]{{0,40}}{AGENCY}[^()\d]{{0,40}}?)\s*(?:{_DASH}|"
        rf",)\s*(?P<date>{_DATE})\s*\)(?:{_END}|\s*)",
        # KABUL, May 5 (Reuters) - | Kabul, 5 may (EFE).- | SEOUL, May 5 (Yonhap) --
        rf"{_PLACE},?\s+(?P<date>{_DATE})\s*[(/]\s*(?P<agency>[^()/\d]{{0,30}}{AGENCY}[^()/\d]{{0,30}})[)/](?:{_END}|"
        rf"\.\s*)",
        # KABUL, Afghanistan (AP) — | Kabul (dpa) - | ANKARA (AA) - | كابول (رويترز) -
        rf"{_PLACE},?\s*\(\s*(?P<agency>[^()\d]{{0,30}}{AGENCY}[^()\d]{{0,30}})\)(?:{_END}|\s+(?=\p{{Lu}}))",
        # КАБУЛ, 5 мая. /ТАСС/. | КАБУЛ, 5 мая /ТАСС/. | КАБУЛ. /ТАСС/.
        rf"{_PLACE}[.,]?\s*(?P<date>{_DATE})?\s*[.,]?\s*/(?P<agency>[^/\d]{{0,30}}{AGENCY}[^/\d]{{0,30}})/\s*[.:]?\s*",
        # МОСКВА, 5 мая — РИА Новости. | КАБУЛ, 5 мая - Sputnik.
        rf"{_PLACE}[.,]\s*(?P<date>{_DATE})\s*[.,]?\s*{_DASH}\s*(?P<agency>{AGENCY}(?:,\s*[^.]{{3,40}})?)\s*[.:]\s*",
        # Tehran, May 5, IRNA – | Tehran, IRNA -
        rf"{_PLACE},\s+(?:(?P<date>{_DATE}),?\s+)?(?P<agency>{AGENCY}){_END}",
        # كابول - رويترز: | كابول - رويترز
        rf"(?P<place>{_PLACE_ARABIC})\s*{_DASH}\s*\(?\s*(?P<agency>{AGENCY})\s*\)?(?:\s*(?:{_DASH}|"
        rf"[:،.])\s*|\s+|$)",
        # (ANSA) - ROMA, 05 MAG -
        rf"\(\s*(?P<agency>{AGENCY})\s*\)\s*{_DASH}\s*(?P<place>{_PLACE_CAPITALS})(?:,\s*(?P<date>{_DATE}))?\s*{_DASH}\s*",
        # 新华社喀布尔5月5日电 | （路透喀布尔5日电）
        r"[(（]?(?P<agency>新华社|新華社|法新社|路透社?|"
        r"中新社)(?P<place>[\u4e00-\u9fff]{2,8}?)(?P<date>\d{1,2}月\d{1,2}日)电?(?:[（(][^）)]{2,20}[）)])?[)）]?\s*",
        # 【カブール共同】 | 【カブール＝共同】 | (카불=연합뉴스) 홍길동 기자 =
        r"[【(［](?P<place>[^【】()=＝\s]{2,12}?)[=＝]?(?P<agency>共同|時事|연합뉴스|"
        r"뉴시스)[】)］](?:\s*[\uac00-\ud7a3 ]{2,20}=)?\s*",
        # KABUL, May 5 —
        rf"(?P<place>{_PLACE_CAPITALS}),\s+(?P<date>{_DATE})\s*{_DASH}{{1,2}}\s*(?=[\p{{Lu}}\p{{Pi}}\"'])",
        # KABUL — Taliban ... (no agency, no date: see `_is_place`)
        rf"(?P<place>{_PLACE_CAPITALS})\s*(?:--|[–—―])\s*(?=[\p{{Lu}}\p{{Pi}}\"'])",
    )
)
# Words in capitals before a dash that are no place. Where capitals stand alone, nothing else tells them apart.
_NO_PLACE = regex.compile(
    r"\b(?:BREAKING|UPDATED?|EXCLUSIVE|LIVE|VIDEO|WATCH|PHOTOS?|OPINION|ANALYSIS|FACTBOX|EXPLAINER|FACTS?|"
    r"NEWS|ALERT|URGENT|CORRECTED|"
    r"INTERVIEW|FEATURE|COLUMN|EDITORIAL|REVIEW|SUMMARY|BACKGROUND|NOTE|WARNING|TIMELINE|PROFILE|POLL|"
    r"SPECIAL|REPORT|REUTERS|"
    r"TALIBAN|HAMAS|HEZBOLLAH|HIZBULLAH|FATAH|BOKO|HARAM|QAEDA|QAIDA|QAIDA|SHABAAB|HAQQANI|ISLAMIC|"
    r"BROTHERHOOD|DAESH|HOUTHIS?|UNICEF|UNHCR|UNESCO|"
    r"NASDAQ|INTERPOL|EUROPOL|CENTCOM|PENTAGON|KREMLIN|MOSSAD|MOLNIYA|СРОЧНО|ОБНОВЛЕНО|ВИДЕО|ФОТО|ТАЛИБАН|"
    r"ХАМАС|ДАИШ|НОВОСТИ)\b|^.{0,4}$"
)
_SHORT_PLACES = frozenset(
    [
        *(
            "ADEN",
            "AGRA",
            "BAKU",
            "BERN",
            "BONN",
            "CALI",
            "CEBU",
            "DOHA",
            "GAZA",
            "GIZA",
            "KIEV",
            "KYIV",
            "LIMA",
            "LOME",
        ),
        *("OSLO", "PUNE", "RIGA", "ROME", "SUVA", "БАКУ", "КИЕВ", "РИГА", "РИМ"),
    ]
)
"""Places of four letters or fewer: shorter words in capitals are otherwise taken for the name of an organisation."""


def split_dateline(paragraph: str, now: datetime) -> tuple[Dateline | None, str]:
    """Return the dateline that `paragraph` begins with, and the rest; (None, paragraph) where there is none.

    A date without a year is the last one before `now` (aware; the publication, or else the fetch) plus a day, for
    clocks ahead of ours. What
    could be the start of an ordinary sentence is left: a dateline that stays does less harm than a name that goes.
    """
    head = paragraph[:200]
    for shape in _SHAPES:
        match = shape.match(head)
        if match is None:
            continue
        found = match.groupdict()
        rest = paragraph[match.end() :]
        if not rest.strip() or not _is_place(found["place"], bool(found.get("agency") or found.get("date"))):
            continue
        return Dateline(
            _place(found["place"]), _agency(found.get("agency")), _date(found.get("date"), now)
        ), rest
    return None, paragraph


def _is_place(words: str, attested: bool) -> bool:
    """Tell whether the words before a dash may be a place; `attested` where an agency or a date stands beside."""
    if attested:
        return True
    return words in _SHORT_PLACES or not _NO_PLACE.search(words)


def _place(words: str) -> str:
    return words.strip(" ,.")


def _agency(words: str | None) -> str | None:
    return words.strip(" ,-–—") if words else None


def _date(words: str | None, now: datetime) -> date | None:
    if not words:
        return None
    from dateparser import parse

    settings = {
        "RELATIVE_BASE": now.astimezone(UTC).replace(tzinfo=None) + timedelta(days=1),
        "PREFER_DATES_FROM": "past",
        "DATE_ORDER": "DMY",
    }
    plain = regex.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", words)
    if chinese := regex.fullmatch(r"(\d{1,2})月(\d{1,2})日", plain):
        plain = f"{now.year}-{int(chinese[1]):02}-{int(chinese[2]):02}"
    moment = parse(plain, settings=settings)
    return moment.date() if moment else None
