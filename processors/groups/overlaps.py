"""Which candidates become mentions, when several overlap or one waits for another.

What a phrase of `never` holds is out. What waits for a mention elsewhere in the article is decided by what counts, and
so is what is named in one breath with a mention: "the PKK and IS". Then the longest wins. A candidate that does not
count does not shadow the shorter ones within it; only phrases of `never` do.
"""

import re
from bisect import bisect, bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from operator import attrgetter

import msgspec

from processors.groups.aliases import Alias
from processors.groups.disambiguate import NO_WORD_NEAR, VERDICT_COUNTS, VERDICT_WAITS
from processors.groups.fold import Folded, fold_text

INSIDE_NEVER = "inside of a phrase of `never`"
INSIDE_LONGER = "inside of a longer name"
PENDING = "not looked at yet"

_AND = {
    "en": "and or nor as_well_as but_also",
    "de": "und oder noch sowie wie als_auch wie_auch",
    "fr": "et ou ni ainsi_que",
    "es": "y e o u ni así_como",
    "pt": "e ou nem",
    "it": "e ed o né sia così_come",
    "nl": "en of noch",
    "sv": "och eller",
    "da": "og eller",
    "nb": "og eller",
    "fi": "ja tai",
    "tr": "ve veya ile hem_de",
    "id": "dan atau",
    "pl": "i oraz lub ani",
    "cs": "a nebo ani",
    "ro": "și sau",
    "hu": "és vagy",
    "hr": "i ili",
    "sr": "i ili и или",
    "bg": "и или",
    "ru": "и или ни так_и",
    "uk": "та і й або ні так_і",
    "fa": "و یا و_هم",
    "ur": "اور یا و",
    "ps": "او یا",
    "hi": "और या एवं तथा अथवा",
    "bn": "ও এবং আর না_কি নাকি বা অথবা কিংবা",
    "el": "και ή",
    "sw": "na au",
}
"""By language: what stands between the names of two groups that are told of together. Any other is read as English.

A low line stands for a blank."""
_THE = {
    "en": "the",
    "de": "die der den dem",
    "fr": "le la les l'",
    "es": "el la los las",
    "pt": "o a os as",
    "it": "il lo la i gli le l'",
    "nl": "de het",
}
"""By language: what may stand before the second of them."""
_LINKS = 3
"""Names of a list that need company and have it one from the other, at most."""
_APART = 4
"""Characters between them, at least: one word."""
_NEXT = 8
"""Names that wait to look at behind one: a text may be nothing but such."""
_PARAGRAPH = 300
"""Characters between two names that prove each other, at most."""
_ENDS_LIST = re.compile(r"[.,،؛:;)»\"\n]|\Z| و(?=[^\W\d_]{3})")
"""What follows the name of a list in Arabic that no noun or adjective goes on."""
_LETTERS = re.compile(
    "(?:আই|এস|টি|পি|এল|এ|কে|কিউ|জে|এন|এফ|বি|ডি|ই|জি|এইচ|এম|ও|আর|ইউ){2,}|"
    "(?:आई|एस|टी|पी|एल|ए|के|क्यू|जे|एन|एफ|बी|डी|ई|जी|एच|एम|ओ|आर|यू){2,}"
)
"""An abbreviation in Bengali or Hindi: the English names of its letters in a row."""
_LONGEST_BREATH = 16
"""Characters of both, with a comma."""


class FoundAlias(msgspec.Struct, gc=False):
    """A candidate: [start:end] of the folded text, [first:last] of the source, and the verdict so far."""

    alias: Alias
    start: int
    end: int
    first: int
    last: int
    text: str
    why: str


def rule_out_never(found: list[FoundAlias], never: list[FoundAlias]) -> None:
    """Rule out what a phrase of `never` holds. Both lists are in the order of their ends."""
    ends = [phrase.end for phrase in never if phrase.why == VERDICT_COUNTS]
    reach = [phrase.start for phrase in never if phrase.why == VERDICT_COUNTS]
    for at in reversed(range(len(reach) - 1)):
        reach[at] = min(reach[at], reach[at + 1])
    for f in found:
        place = bisect_left(ends, f.end)
        if place < len(ends) and reach[place] <= f.start:
            f.why = INSIDE_NEVER


def rule_out_covered(found: list[FoundAlias]) -> None:
    """Tell of candidates whether one that counts covers them and all that overlaps: no context can change that.

    Between two places that no candidate goes over, the rest of the article decides only which of those within
    count, and the longest wins. `found` is in the order of the ends.
    """
    at = len(found)
    while at:
        last = at = at - 1
        start = found[last].start
        while at and found[at - 1].end > start:
            at -= 1
            start = min(start, found[at].start)
        if last > at:
            _rule_out_within(found[at : last + 1], start, found[last].end)


def _rule_out_within(cluster: list[FoundAlias], start: int, end: int) -> None:
    for whole in cluster:
        if whole.start == start and whole.end == end and whole.why == VERDICT_COUNTS:
            for f in cluster:
                if f.why is PENDING:
                    f.why = INSIDE_LONGER


def choose_mentions(
    fields: list[list[FoundAlias]], texts: Sequence[Folded], language: str | None
) -> list[list[FoundAlias]]:
    """Return the mentions of each field: what waits is decided by what counts, then the longest wins.

    `texts` are the folded texts of the fields, in `language`.
    """
    waiting = [f for candidates in fields for f in candidates if f.why == VERDICT_WAITS]
    if waiting:
        certain = {f.alias.group for mentions in map(_longest, fields) for f in mentions}
        proved = {id(f) for candidates in fields for f in _prove_each_other(candidates)}
        joints = _joints(language if language in _AND else "en")
        for _ in range(_LINKS):
            joined = [
                f for found, text in zip(fields, texts, strict=True) for f in _joined(found, text, joints)
            ]
            if not joined:
                break
            for f in joined:
                f.why = VERDICT_COUNTS  # and is company for the next: "Hezbollah and Hamas and al-Qaeda"
        for f in waiting:
            if f.why == VERDICT_WAITS:
                counts = f.alias.rule and certain & f.alias.rule.groups
                f.why = VERDICT_COUNTS if counts or id(f) in proved else NO_WORD_NEAR
    return [_longest(candidates) for candidates in fields]


def _joined(candidates: list[FoundAlias], text: Folded, joints: re.Pattern[str]) -> list[FoundAlias]:
    """Return those that wait and are told of in one breath with a sure mention."""
    waiting = [f for f in candidates if f.why == VERDICT_WAITS]
    if not waiting:
        return []
    sure = _longest(candidates)
    return [f for f in waiting if _is_in_one_breath(f, sure, text, joints)]


def _is_in_one_breath(
    waiting: FoundAlias, sure: list[FoundAlias], folded: Folded, joints: re.Pattern[str]
) -> bool:
    """Tell whether an abbreviation that waits is joined by a word for "and" to a sure mention of another group.

    A comma alone joins nothing; it does in a row of three that "and" ends. So it is with names that people bear,
    but where a capital follows: Isis Holt, and with Arabic ones at the end of a phrase: "حماس والقاعدة".
    So it is with the names of letters that some scripts write for an abbreviation: আইএস.
    Other aliases are words, which "and" joins to a group as well: "the Taliban and a student". What waits, too, is
    company once it is joined itself.
    """
    if waiting.alias.rule is None:
        return False
    following = folded.source[waiting.last : waiting.last + 2]
    goes_on = following[:1].isspace() and following[1:].isupper()
    if not (
        waiting.alias.rule.is_capitals
        or (waiting.alias.person and not goes_on)
        or (waiting.alias.language == "ar" and _ENDS_LIST.match(folded.source, waiting.last))
        or _LETTERS.fullmatch(waiting.alias.written)
    ):
        return False
    at = bisect(sure, waiting.start, key=attrgetter("start"))
    left, right = sure[max(0, at - 2) : at], sure[at : at + 2]
    before = [_joint(*two, folded.text, joints) for two in pairwise([*left, waiting])][::-1]
    behind = [_joint(*two, folded.text, joints) for two in pairwise([waiting, *right])]
    if "and" in (*before[:1], *behind[:1]):
        return True
    ends_row = before == [", and", ","]
    begins_row = behind[:1] == [","] and behind[1:] in (["and"], [", and"])
    return ends_row or begins_row or (before[:1] == [","] and behind[:1] == [", and"])


def _prove_each_other(candidates: list[FoundAlias]) -> Iterator[FoundAlias]:
    """Yield names that wait, of two groups of which one's name is proved by the other's: "the BLA and the BLF".

    Each means many things, but hardly two of them in one paragraph. Names that people bear are none such, nor are two
    side by side, which a comma may part: "the TTP, TIP lines".
    """
    waiting = [f for f in candidates if f.why == VERDICT_WAITS and _is_no_persons(f)]
    if len({f.alias.group for f in waiting}) < 2:
        return
    for at, left in enumerate(waiting):
        for right in waiting[at + 1 : at + 1 + _NEXT]:
            if right.start - left.end > _PARAGRAPH:
                break
            ours, theirs = left.alias.group, right.alias.group
            is_apart = right.start - left.end >= _APART
            if ours != theirs and is_apart and (_tells(left, theirs) or _tells(right, ours)):
                yield left
                yield right


def _is_no_persons(one: FoundAlias) -> bool:
    """Tell whether a name is an abbreviation or of a script without capitals: people are called Jaish and Lashkar."""
    last = one.alias.written[-1:]
    return last.isupper() or last.upper() == last.lower()


def _tells(one: FoundAlias, group: str | None) -> bool:
    return one.alias.rule is not None and group in one.alias.rule.groups


def _joint(left: FoundAlias, right: FoundAlias, text: str, joints: re.Pattern[str]) -> str:
    """Return what joins two names of different groups: "and", ",", ", and", or nothing."""
    if left.alias.group == right.alias.group or right.start - left.end > _LONGEST_BREATH:
        return ""
    found = joints.fullmatch(text, left.end, max(left.end, right.start))
    if found is None:
        return ""
    return (
        "and" if found["mark"] else f"{',' if found['comma'] else ''}{' and' if found['and'] else ''}".strip()
    )


@cache
def _joints(language: str) -> re.Pattern[str]:
    words = "|".join(fold_text(word.replace("_", " ")).text for word in _AND[language].split())
    articles = "|".join(f"{the}(?<=')|{the} " for the in fold_text(_THE.get(language, "")).text.split())
    return re.compile(
        rf"(?P<mark> ?/ ?|、| و| ו-?| ?[和与與及や] ?)|(?P<comma>[,،])?(?P<and> (?:{words}))? (?:{articles or '(?!)'})?"
    )


def _longest(candidates: list[FoundAlias]) -> list[FoundAlias]:
    """Return those that count and overlap no longer one, in order; of two as long, the left one."""
    kept: list[FoundAlias] = []
    counting = [f for f in candidates if f.why == VERDICT_COUNTS]
    for f in counting:  # in the order of their ends
        while kept and f.start <= kept[-1].start:
            kept.pop()
        if not kept or kept[-1].end <= f.start:
            kept.append(f)
        elif kept[-1].end < f.end:
            return _longest_of(counting)  # two that overlap in part; all others lie one within the other
    return kept


def _longest_of(counting: list[FoundAlias]) -> list[FoundAlias]:
    starts: list[int] = []
    kept: list[FoundAlias] = []
    for f in sorted(counting, key=lambda f: (f.start - f.end, f.start)):
        place = bisect(starts, f.start)
        clear_left = not place or kept[place - 1].end <= f.start
        if clear_left and (place == len(kept) or f.end <= starts[place]):
            starts.insert(place, f.start)
            kept.insert(place, f)
    return kept
