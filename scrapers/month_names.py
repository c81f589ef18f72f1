"""The names of months, in the languages of the watched feeds and in the calendars of these."""

import re
from calendar import month_abbr, month_name
from functools import cache
from importlib import import_module
from typing import NamedTuple

from scrapers.calendars import Calendar

_LANGUAGES = """
    en ar de es fa fr hi id it ps pt ru tr ur zh
    uk pl cs nl sv da nb fi ro hu el bg sr hr bn th he az kk ky uz tg ka hy ms sw so ha vi ja ko
"""

# What dateparser's tables lack: the months of the Levant and Iraq, of Turkish Arabic, and Pashto's and Urdu's.
_MORE = (
    "كانون الثاني|جانفي|جنوري|january|janv|янв",
    "شباط|فيفري|فبروري|فروری|feb|févr",
    "آذار|اذار|مارس|مارچ|march|mär|märz|mars",
    "نيسان|أفريل|ابريل|أبريل|اپریل|اپريل|april",
    "أيار|ايار|مايو|ماي|مئی|مې|may|май|мая",
    "حزيران|جوان|يونيو|جون|june",
    "تموز|جويلية|يوليو|جولائی|جولای|july",
    "آب|أوت|أغسطس|اغسطس|اگست|اګست|august|août",
    "أيلول|ايلول|سبتمبر|ستمبر|سپتمبر|september|sept",
    "تشرين الأول|تشرين الاول|أكتوبر|اكتوبر|اکتوبر|اکتوبر|october",
    "تشرين الثاني|نوفمبر|نومبر|نومبر|november",
    "كانون الأول|كانون الاول|ديسمبر|دسمبر|december",
)
_PERSIAN = (
    "فروردین|فروردين|حمل|وری|farvardin|hamal",
    "اردیبهشت|ارديبهشت|ثور|غویی|ordibehesht|saur|sawr",
    "خرداد|جوزا|غبرګولی|khordad|jawza",
    "تیر|تير|سرطان|چنګاښ|tir|saratan",
    "مرداد|اسد|زمری|mordad|asad",
    "شهریور|شهريور|سنبله|وږی|shahrivar|sunbula",
    "مهر|میزان|ميزان|تله|mehr|mizan",
    "آبان|عقرب|لړم|aban|aqrab",
    "آذر|قوس|لیندۍ|azar|qaws",
    "دی|دي|جدی|جدي|مرغومی|dey|jadi",
    "بهمن|دلو|سلواغه|bahman|dalw",
    "اسفند|حوت|کب|esfand|hut",
)
_ISLAMIC = (
    "محرم|محرم الحرام|المحرم|muharram",
    "صفر|صفر المظفر|safar",
    "ربيع الأول|ربيع الاول|ربیع الاول|ربیع‌الاول|rabi al-awwal|rabi al-awal|rabi i",
    "ربيع الآخر|ربيع الاخر|ربيع الثاني|ربیع الثانی|ربیع‌الثانی|rabi al-thani|rabi al-akhir|rabi ii",
    "جمادى الأولى|جمادى الاولى|جمادی الاول|جمادی‌الاول|جمادی الاولی|jumada al-awwal|jumada al-ula|jumada i",
    "جمادى الآخرة|جمادى الاخرة|جمادى الثانية|جمادی الثانی|جمادی‌الثانی|jumada al-thani|jumada al-akhirah|jumada ii",
    "رجب|رجب المرجب|rajab",
    "شعبان|شعبان المعظم|shaban|sha'ban",
    "رمضان|رمضان المبارك|رمضان المبارک|ramadan|ramazan",
    "شوال|شوال المکرم|shawwal",
    "ذو القعدة|ذي القعدة|ذو القعده|ذوالقعدة|ذی القعده|ذیقعده|dhu al-qadah|dhul qadah|dhu al-qa'dah",
    "ذو الحجة|ذي الحجة|ذوالحجة|ذی الحجه|ذیحجه|dhu al-hijjah|dhul hijjah",
)


class Month(NamedTuple):
    """A month, by its number from 1, in one calendar."""

    calendar: Calendar
    number: int


@cache
def months() -> dict[str, Month]:
    """Return each name, casefolded, without a dot at its end; those that are two months in two languages are left out.

    Read from dateparser's tables, once a process: this takes some tens of milliseconds.
    """
    found: dict[str, set[Month]] = {}
    for language in _LANGUAGES.split():
        try:
            words = import_module(f"dateparser.data.date_translation_data.{language}").info
        except ModuleNotFoundError:
            continue
        for number, english in enumerate(month_name[1:], 1):
            for name in words.get(english.lower(), ()):
                found.setdefault(_key(name), set()).add(Month("gregorian", number))
    calendars: tuple[tuple[Calendar, tuple[str, ...]], ...] = (
        ("persian", _PERSIAN),
        ("islamic", _ISLAMIC),
        ("gregorian", _MORE),
    )
    for calendar, rows in calendars:  # these are surer than the tables, the last of them the surest
        for number, names in enumerate(rows, 1):
            for name in names.split("|"):
                found[_key(name)] = {Month(calendar, number)}
    for number in range(1, 13):  # whatever language has the word too
        found[_key(month_name[number])] = found[_key(month_abbr[number])] = {Month("gregorian", number)}
    return {name: min(known) for name, known in found.items() if len(known) == 1 and len(name) > 1}


MARK = r"<(?P<calendar>[a-z]+) (?P<month>\d+)>"
"""An expression that matches what `mark_months` writes."""


def mark_months(text: str) -> str:
    """Return casefolded `text` with each month's name, also with a dot behind it, written as `<gregorian 5>`."""
    return _names().sub(_mark, text.replace("<", " "))


def _mark(name: re.Match[str]) -> str:
    month = months()[_key(name[0])]
    return f"<{month.calendar} {month.number}>"


@cache
def _names() -> re.Pattern[str]:
    """Return an expression that matches the names as whole words, the longest first."""
    names = sorted((name for name in months() if not name[0].isdigit()), key=len, reverse=True)
    words = "|".join(re.escape(name).replace("\\ ", r"\s+") for name in names)
    return re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])\.?")


def _key(name: str) -> str:
    return " ".join(name.casefold().split()).rstrip(".")
