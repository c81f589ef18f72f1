"""Days of other calendars, and months with two names, written anew as others write them: the rest reads them then.

The solar calendar of Iran and Afghanistan, the Buddhist years of Thailand, the eras of Japan, and the Arabic months of
the Levant, which stand alone ("12 كانون الثاني 2026") or beside the names of Egypt ("28 نيسان / أبريل 2026").
"""

import re
from datetime import date

_SOLAR_MONTHS = (
    ("فروردین", "حمل", "وری"),
    ("اردیبهشت", "ثور", "غویی"),
    ("خرداد", "جوزا", "غبرګولی"),
    ("تیر", "سرطان", "چنګاښ"),
    ("مرداد", "اسد", "زمری"),
    ("شهریور", "سنبله", "وږی"),
    ("مهر", "میزان", "تله"),
    ("آبان", "عقرب", "لړم"),
    ("آذر", "قوس", "لیندۍ"),
    ("دی", "جدی", "مرغومی"),
    ("بهمن", "دلو", "سلواغه"),
    ("اسفند", "حوت", "کب"),
)
"""In Iran, in Afghanistan in Dari, and there in Pashto."""
_THAI_MONTHS = (
    ("มกราคม", "ม.ค."),
    ("กุมภาพันธ์", "ก.พ."),
    ("มีนาคม", "มี.ค."),
    ("เมษายน", "เม.ย."),
    ("พฤษภาคม", "พ.ค."),
    ("มิถุนายน", "มิ.ย."),
    ("กรกฎาคม", "ก.ค."),
    ("สิงหาคม", "ส.ค."),
    ("กันยายน", "ก.ย."),
    ("ตุลาคม", "ต.ค."),
    ("พฤศจิกายน", "พ.ย."),
    ("ธันวาคม", "ธ.ค."),
)
_ARABIC_MONTHS = (
    ("يناير", "كانون الثاني", "جانفي"),
    ("فبراير", "شباط", "فيفري"),
    ("مارس", "آذار", "اذار"),
    ("أبريل", "نيسان", "أفريل", "ابريل", "إبريل"),
    ("مايو", "أيار", "ايار", "ماي"),
    ("يونيو", "حزيران", "جوان"),
    ("يوليو", "تموز", "جويلية", "يوليوز"),
    ("أغسطس", "آب", "أوت", "غشت", "اغسطس"),
    ("سبتمبر", "أيلول", "ايلول", "شتنبر"),
    ("أكتوبر", "تشرين الأول", "تشرين الاول", "اكتوبر"),
    ("نوفمبر", "تشرين الثاني", "نونبر"),
    ("ديسمبر", "كانون الأول", "كانون الاول", "دجنبر"),
)
"""In Egypt, in the Levant and Iraq, in the Maghreb, and other spellings."""


def _numbers(months: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    return {name: number for number, names in enumerate(months, 1) for name in names}


def _any_of(names: dict[str, int]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_SOLAR, _THAI, _ARABIC = map(_numbers, (_SOLAR_MONTHS, _THAI_MONTHS, _ARABIC_MONTHS))
_SOLAR_DAY = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})\s+(?P<m>{_any_of(_SOLAR)})\s*(?:ماه)?[\s,،]+(?:سال\s+)?(?P<y>1[34]\d\d)(?!\d)"
)
_SOLAR_FIGURES = re.compile(
    r"(?<![\d/.-])(?P<y>1(?:3[6-9]|4[0-2])\d)(?P<sep>[/.-])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>\d{1,2})(?!\d)"
    r"|(?<![\d/.-])(?P<d2>\d{1,2})(?P<sep2>[/.-])(?P<m2>0?[1-9]|1[0-2])(?P=sep2)(?P<y2>1(?:3[6-9]|4[0-2])\d)(?!\d)"
)
"""Later years are those of the lunar calendar, which Arabic offices write before ours: 1447 is 2025."""
_THAI_DAY = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})\s*(?P<m>{_any_of(_THAI)})\s*(?:พ\.ศ\.?\s*)?(?P<y>25\d\d|20\d\d|\d\d)(?!\d)"
)
_BUDDHIST_FIGURES = re.compile(
    r"(?<![\d/.-])(?:(?P<y>25[3-9]\d)(?P<sep>[/.-])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})(?P<sep2>[/.-])(?P<m2>\d{1,2})(?P=sep2)(?P<y2>25[3-9]\d))(?!\d)"
)
_ARABIC_DAY = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})\s+(?P<m>{_any_of(_ARABIC)})(?:\s*[/(\-–]\s*(?:{_any_of(_ARABIC)})\s*\)?)?"
    r"[\s,،/]+(?P<y>(?:19|20)\d\d)(?!\d)"
)
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
"""Japan's eras, each with the year before its first."""
_ERA_DAY = re.compile(
    rf"(?P<era>{'|'.join(_ERAS)})\s?(?P<y>\d{{1,2}}|元)\s?年\s?(?P<m>\d{{1,2}})\s?月\s?(?P<d>\d{{1,2}})\s?日"
)
_ERA_BESIDE = re.compile(
    rf"(?P<y>(?:19|20)\d\d)\s?年?\s?[（(](?:{'|'.join(_ERAS)})\s?(?:\d{{1,2}}|元)\s?年?[）)]\s?年?"
)
"""A year with the era's in brackets behind it: "2026（令和8）年"."""
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹๐๑๒๓๔๕๖๗๘๙", "0123456789" * 3)
BUDDHIST_YEARS = 543
"""By how much a year of Thailand is ahead."""


def in_gregorian(text: str) -> str:
    """Return `text` with its days of these calendars as 2026-04-28 (as long as they were, or little longer)."""
    if text.isascii():
        return (
            _BUDDHIST_FIGURES.sub(_buddhist, _SOLAR_FIGURES.sub(_solar, text))
            if "/" in text or "-" in text
            else text
        )
    plain = text.translate(_DIGITS)
    plain = _SOLAR_FIGURES.sub(_solar, _SOLAR_DAY.sub(_solar, plain))
    plain = _BUDDHIST_FIGURES.sub(_buddhist, _THAI_DAY.sub(_thai, plain))
    if "年" in plain:
        plain = _ERA_BESIDE.sub(lambda found: f"{found['y']}年".rjust(len(found[0])), plain)
        plain = _ERA_DAY.sub(_of_era, plain)
    return _ARABIC_DAY.sub(_arabic, plain)


def _parts(match: re.Match[str]) -> tuple[int, str, int]:
    named = match.groupdict()
    year, month, day = (named[key] or named[f"{key}2"] for key in "ymd")
    return int(year), month, int(day)


def _written(match: re.Match[str], day: date | None) -> str:
    return day.isoformat().ljust(len(match[0])) if day else match[0]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _solar(match: re.Match[str]) -> str:
    year, month, day = _parts(match)
    return _written(match, solar_day(year, _SOLAR.get(month) or int(month), day))


def _buddhist(match: re.Match[str]) -> str:
    year, month, day = _parts(match)
    return _written(match, _date(year - BUDDHIST_YEARS, int(month), day))


def _thai(match: re.Match[str]) -> str:
    year, month, day = _parts(match)
    full = 2500 + year if year < 100 else year
    return _written(match, _date(full - BUDDHIST_YEARS if full >= 2500 else full, _THAI[month], day))


def _of_era(match: re.Match[str]) -> str:
    year = 1 if match["y"] == "元" else int(match["y"])
    return _written(match, _date(_ERAS[match["era"]] + year, int(match["m"]), int(match["d"])))


def _arabic(match: re.Match[str]) -> str:
    year, month, day = _parts(match)
    return _written(match, _date(year, _ARABIC[month], day))


def solar_day(year: int, month: int, day: int) -> date | None:
    """Return a day of the solar calendar of Iran and Afghanistan in ours, or None where there is no such day."""
    from persiantools.jdatetime import JalaliDate

    try:
        found: date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError):
        return None
    return found
