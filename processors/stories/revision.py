"""What a publisher changed between two readings of one address: nothing, or what makes the later a new revision.

Both are cleaned already, so what is compared is headline, paragraphs and correction notes, their blanks, case and
punctuation aside.
Lines that only say when something was updated, and advertisements that say that they are some, do not count.
"""

import regex
from msgspec import Struct

from processors.errors import Reject
from processors.records import Article
from processors.text.characters import comparable_form, count_words, say_words

MIN_REST_SHARE = 0.5
"""A newer reading with nothing new and less than this share of the words is a page behind a wall, not a revision."""


class GroupChanges(Struct, frozen=True):
    """A new revision: the groups that it names and the one before did not, and the other way round, sorted."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def compare_revisions(before: Article, after: Article) -> GroupChanges:
    """Return what `after` changes of `before`, both made by the same code and the same catalogue.

    Raises Reject(unchanged) where that is nothing, and Reject(no_page) or Reject(too_short) where the newer reading is
    none: the page has gone and only the feed's words are left, or a good part of the text has and nothing came.
    """
    if before.text_from == "page" and after.text_from == "feed":
        raise Reject("no_page", "only the feed's text is to be had now")
    old, new = (
        {
            form: count_words(line)
            for line in (article.title or "", *article.text.split("\n"), *article.corrections)
            if (form := _form(line))
        }
        for article in (before, after)
    )
    if old.keys() == new.keys():
        raise Reject("unchanged")
    if new.keys() <= old.keys() and sum(new.values()) < MIN_REST_SHARE * sum(old.values()):
        raise Reject("too_short", f"{say_words(sum(new.values()))} left of {sum(old.values())}")
    ours, theirs = set(before.groups), set(after.groups)
    return GroupChanges(tuple(sorted(theirs - ours)), tuple(sorted(ours - theirs)))


MAX_STAMP_WORDS = 12
"""Words of a line that may be a time stamp."""
_CLOCK = r"\d{1,2}\s?[:.h]\s?\d\d\b|\b\d{1,2}\s?[ap]\.?m\b"
_DATE = r"\b\d{4}[-./]\d{1,2}[-./]\d{1,2}|\b\d{1,2}[-./]\d{1,2}[-./]\d{2,4}\b|\b(?:19|20)\d\d\b|\d{4}\s?年"
_AGO = (
    r"\b\d+\s?(?:s|m|h|d|secs?|mins?|minutes?|hrs?|hours?|days?) ago\b|\bjust now\b|\bvor \d+ (?:minute|stunde|tag)|"
    r"\bil y a \d+|\bhace \d+|\bhá \d+|\b\d+ \w+ (?:fa|назад|тому|önce|geleden|temu)\b|"
    r"منذ|\d+ دقیقه پیش|\d+\s?(?:分钟|小时|天|分|時間)前"
)
_STAMP = regex.compile(f"{_CLOCK}|{_DATE}|{_AGO}", regex.IGNORECASE)
_SENTENCE = regex.compile(r"[.!?。！？؟۔।]\W*$")
_UPDATED = regex.compile(
    r"^\W*(?:(?:last |first )?(?:updated|modified|published|posted)|aktualisiert|stand:|mis à jour|publié|actualizado|"
    r"publicado|atualizado|aggiornato|pubblicato|обновлено|опубликовано|оновлено|güncelleme|son güncelleme|diperbarui|"
    r"آخر تحديث|به.?روزرسانی|更新|发布)",
    regex.IGNORECASE,
)
_ADVERTISEMENT = regex.compile(
    r"^\W*(?:advertisement|advertising|sponsored|promoted|paid content|anzeige|werbung|publicité|publicidad|"
    r"publicidade|pubblicità|реклама|на правах рекламы|advertentie|reklam|iklan|إعلان|تبلیغات|广告|廣告|広告)\b",
    regex.IGNORECASE,
)


def _form(line: str) -> str:
    """Return what a line is compared by, or nothing where it does not count."""
    if _ADVERTISEMENT.search(line):
        return ""
    if (
        count_words(line) <= MAX_STAMP_WORDS
        and not _SENTENCE.search(line)
        and (_UPDATED.search(line) or _STAMP.search(line))
    ):
        return ""
    return comparable_form(line)
