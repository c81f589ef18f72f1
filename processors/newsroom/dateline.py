"""The dateline of a wire story: "KABUL (UrduPoint News / Sputnik - 05th May, 2021) Taliban ..."

It is no part of the first sentence, and it is the only place where some pages say when they were written.
"""

from calendar import month_name
from datetime import UTC, date, datetime, timedelta

import regex

from processors.records import Dateline
from processors.text.agencies import AGENCY, CITIES, SOUTH_ASIAN

_CAPITALS = r"\p{Lu}[\p{Lu}\p{M}.'’-]*"
_TITLE = r"\p{Lu}[\p{L}\p{M}.'’-]*"
_PLACE_CAPITALS = rf"(?:(?:{_CAPITALS})(?:[ /]{_CAPITALS}){{0,4}}(?:,? {_TITLE}(?: {_TITLE}){{0,2}}){{0,1}})"
_PLACE_TITLE = (
    rf"(?:{_TITLE}(?:[ /-](?:{_TITLE}|de|del|la|el|al|am|an|der)){{0,4}}(?:, {_TITLE}(?: {_TITLE}){{0,2}})?)"
)
_NO_OPENING = (
    r"(?!(?:قال|قالت|أعلن|أعلنت|ذكر|ذكرت|أفاد|أفادت|أكد|أكدت|كشف|كشفت|نقل|نقلت|في|من|إن|"
    r"خبرگزاری|به|در|گفت)\b)"
)
"""Words that begin an Arabic or Persian sentence and no place."""
_PLACE_ARABIC = rf"(?:{_NO_OPENING}[\u0621-\u06ff]{{2,}}(?: [\u0621-\u06ff]{{2,}}){{0,2}}?)"
_PLACE_INDIC = r"(?:[\u0900-\u097f]{2,}(?: [\u0900-\u097f]{2,}){0,2})"
_PLACE = rf"(?P<place>(?:{_PLACE_CAPITALS}|{_PLACE_TITLE})(?: ?\[[\p{{L}} ]{{3,30}}\])?|{_PLACE_ARABIC}|{_PLACE_INDIC})"
_LEVANT = (
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
    *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
)
"""The months, from January, as Syria, Iraq and their neighbours call them; often behind the other name."""
_LEVANTINE = "|".join(_LEVANT)
_MONTH = rf"(?:(?:{_LEVANTINE})|[\p{{L}}\p{{M}}]{{2,12}}\.?(?:[ /](?:{_LEVANTINE}))?)"
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\.? (?:de )?{_MONTH}(?:,? (?:de )?\d{{4}})?|{_MONTH} \d{{1,2}}(?:st|nd|"
    rf"rd|th)?(?:,? \d{{4}})?|"
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d)"
)
_DASH = r"(?:--|[-–—―_]|‐)"
_END = rf"\s*(?:\.?{_DASH}{{1,2}}|:|=)\s*"
_STOP = r"\s*[.۔।]\s*"
_SIGNED = rf"[^()/\d]{{0,30}}{AGENCY}[^()/\d]{{0,30}}"
_IN_BRACKETS = rf"(?:[^()\d]{{0,30}}{AGENCY}[^()\d]{{0,30}})"
_HAN = r"[^\W\d_说說称稱报報道的在记記者a-zA-Z]"

# Each shape with what it stands for; the first that fits is taken.
_SHAPES = tuple(
    regex.compile(rf"^\s*{shape}")
    for shape in (
        # KABUL (UrduPoint News / Sputnik - 05th May, 2021) Taliban ...
        rf"{_PLACE}\s?,?\s*\(\s*(?P<agency>[^()\d]{{0,40}}{AGENCY}[^()\d]{{0,40}}?)\s*(?:{_DASH}|,)\s*"
        rf"(?P<date>{_DATE})\s*\)(?:{_END}|\s*)",
        # KABUL, May 5 (Reuters) - | Kabul, 5 may (EFE).- | New Delhi, May 5 (PTI) The | أبوظبي في 5 مايو / وام /
        rf"{_PLACE}[.,]?\s+(?:في )?(?P<date>{_DATE})\s*(?:\(\s*(?P<agency>{_SIGNED})\)|/\s*(?P<agency>{_SIGNED})/)"
        rf"(?:{_END}|{_STOP}|\s+(?=[\p{{Lu}}\p{{Lo}}\p{{Pi}}\"']))",
        # May 5 (Reuters) - | (CNN) —
        rf"(?P<date>{_DATE})\s*\(\s*(?P<agency>{AGENCY})\s*\){_END}(?=[\p{{Lu}}\p{{Pi}}\"'])",
        rf"\(\s*(?P<agency>{AGENCY})\s*\){_END}(?=[\p{{Lu}}\p{{Pi}}\"'](?![\p{{Lu}}/ ]+{_DASH}|[\p{{Lu}}/ ]+,))",
        # KABUL, Afghanistan (AP) — | Kabul (dpa) - | ANKARA, (DHA)- | Genf (epd). | كابول (رويترز) - | کابل (اے ایف پی)
        rf"{_PLACE}\s?,?\s*\(\s*(?P<agency>{_IN_BRACKETS})\)(?:{_END}|\.\s+|\s+(?=\p{{Lu}}))",
        rf"{_PLACE}\s?,?\s*\(\s*(?P<agency>{SOUTH_ASIAN})\s*\)(?:{_END}|{_STOP}|\s+)",
        # КАБУЛ, 5 мая. /ТАСС/. | КАБУЛ. /ТАСС/. | Кабул, 5 мая /Синьхуа/ -- | 5 мая, Минск /Корр. БЕЛТА/.
        rf"{_PLACE}(?:[.,]?\s+(?P<date>{_DATE}))?\s*[.,]?\s*/(?P<agency>{_SIGNED})/\s*[.:]?\s*(?:{_DASH}\s*)?",
        rf"(?P<date>{_DATE}),\s+{_PLACE}\s*/(?P<agency>{_SIGNED})/\s*[.:]?\s*",
        # МОСКВА, 5 мая — РИА Новости. | КАБУЛ, 5 мая 2021, 12:30 — REGNUM
        rf"{_PLACE}[.,]\s*(?P<date>{_DATE})(?:,? \d{{1,2}}:\d\d)?\s*[.,]?\s*{_DASH}\s*"
        rf"(?P<agency>{AGENCY}(?:,\s*[^.]{{3,40}})?)\s*(?:[.:]\s*|(?<=REGNUM)\s+)",
        # Tehran, May 5, IRNA – | Москва. 5 мая. ИНТЕРФАКС - | YEREVAN, MAY 5, ARMENPRESS. | Tehran, IRNA -
        rf"{_PLACE}[.,]\s+(?P<date>{_DATE})[.,]?\s+(?P<agency>{AGENCY})(?:{_END}|{_STOP}|\s+(?=\p{{Lu}}\p{{Ll}}))",
        rf"{_PLACE}[.,]\s+(?P<agency>{AGENCY}){_END}",
        # TEMPO.CO, Jakarta - | AA / Kaboul /
        rf"(?P<agency>(?:{AGENCY}|\w+\.(?:com|co|id))),\s+(?P<place>{_PLACE_TITLE}){_END}",
        rf"(?P<agency>AA)\s*/\s*(?P<place>{_PLACE_TITLE})\s*/\s*",
        # كابول - رويترز: | دمشق-سانا | كابول / الأناضول
        rf"(?P<place>{_PLACE_ARABIC})\s*(?:{_DASH}|/)\s*\(?\s*(?P<agency>{AGENCY})\s*\)?(?:\s*(?:{_DASH}|"
        rf"[:،.])\s*|\s+|$)",
        # (ANSA) - ROMA, 05 MAG - | (ANSA-AFP) - KABUL, 05 MAG -
        rf"\(\s*(?P<agency>{AGENCY}(?:[-/]\w+)?)\s*\)\s*{_DASH}\s*(?P<place>{_PLACE_CAPITALS})(?:,\s*(?P<date>{_DATE}))?\s*"
        rf"{_DASH}\s*",
        # 新华社喀布尔5月5日电 | 中新网5月5日电 | （路透喀布尔5日电）
        rf"[(（]?(?P<agency>新华社|新華社|新华网|人民网|法新社|路透社?|中新社|中新网|中央社)(?P<place>{_HAN}{{2,8}}?)?"
        r"(?P<date>(?:\d{1,2}月)?\d{1,2}日)(?:[电電讯訊](?![话話视視影脑腦])|\s*-)(?:[（(][^）)]{2,20}[）)])?[)）]?\s*",
        # 【カブール共同】 | 【カブールAFP=時事】 | (카불=연합뉴스) 홍길동 기자 = | [서울=뉴시스] | (카불 AFP=연합뉴스)
        r"[【(（［\[](?!사진|자료|그래픽|영상|写真)(?P<place>[^【】()=＝\[\]\s]{2,12}?)[=＝ ]?"
        r"(?P<agency>(?:(?:AFP|AP|로이터|ロイター)[=＝/])?(?:共同|時事|연합뉴스|뉴시스|뉴스1))[】)）］\]]"
        r"(?:\s*[\uac00-\ud7a3 ]{2,20}=)?\s*",
        # ［カブール ５日 ロイター］ - | 【5月5日 AFP】
        r"[［\[](?P<place>[^\s\]］]{2,12})\s(?P<date>\d{1,2}日)\s(?P<agency>ロイター)[］\]]\s*[-－–—]?\s*",
        r"【(?P<date>\d{1,2}月\d{1,2}日)\s?(?P<agency>AFP)】\s*",
        # KABUL, May 5 — | KABUL, May 5:
        rf"(?P<place>{_PLACE_CAPITALS}),\s+(?P<date>{_DATE})\s*(?:{_DASH}{{1,2}}|:)\s*(?=[\p{{Lu}}\p{{Pi}}\"'])",
        # KABUL — Taliban ... (no agency, no date: see `_is_place`)
        rf"(?P<place>{_PLACE_CAPITALS})\s*(?:--|[–—])\s*(?=[\p{{Lu}}\p{{Pi}}\"'])",
        # ISLAMABAD: The (cities alone: see `_is_place`)
        rf"(?P<city>{_PLACE_CAPITALS})(?::| -)\s+(?=[\p{{Lu}}\p{{Pi}}\"'])",
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
        if not rest.strip() or not _is_place(found):
            continue
        place = _place(found.get("place") or found.get("city"))
        return Dateline(place, _agency(found.get("agency")), _date(found.get("date"), now)), rest
    return None, paragraph


def _is_place(found: dict[str, str | None]) -> bool:
    """Tell whether the words before the dash or colon may be a place: an agency or a date beside them attest it."""
    if found.get("agency") or found.get("date"):
        return True
    if city := found.get("city"):
        return city in CITIES
    words = found.get("place") or ""
    return words in CITIES or words in _SHORT_PLACES or not _NO_PLACE.search(words)


def _place(words: str | None) -> str | None:
    """Return the place, "Kabul [Afghanistan]" as "Kabul, Afghanistan"."""
    return regex.sub(r" ?\[([^\]]+)\]", r", \1", words).strip(" ,.") if words else None


def _agency(words: str | None) -> str | None:
    return words.strip(" ,-–—") if words else None


def _date(words: str | None, now: datetime) -> date | None:
    if not words:
        return None
    from dateparser import parse

    latest = now.astimezone(UTC).replace(tzinfo=None) + timedelta(days=1)
    settings = {"RELATIVE_BASE": latest, "PREFER_DATES_FROM": "past", "DATE_ORDER": "DMY"}
    plain = regex.sub(rf"(?<=\d)(?:st|nd|rd|th)\b|(?<=\p{{L}})[ /](?:{_LEVANTINE})", "", words)
    plain = regex.sub(_LEVANTINE, lambda name: month_name[_LEVANT.index(name[0]) + 1], plain)
    if east := regex.fullmatch(r"(?:(\d{1,2})月)?(\d{1,2})日", plain):
        month = int(east[1]) if east[1] else _month_of(int(east[2]), latest)
        plain = f"{int(east[2])} {month_name[month]}" if 1 <= month <= len(month_name) - 1 else ""
    moment = parse(plain, settings=settings) if plain else None
    return moment.date() if moment else None


def _month_of(day: int, latest: datetime) -> int:
    """Return the month of the last such day up to `latest`."""
    return latest.month if day <= latest.day else (latest.replace(day=1) - timedelta(days=1)).month
