"""Two names that only look like one: behind an Arabic verb its subject and its object stand side by side.

"اتهمت طالبان باكستان بقصف ..." is the Taliban, who accuse Pakistan of the shelling, and no Pakistani Taliban. The verb
is at the head of the sentence: in "إسلام آباد اتهمت طالبان باكستان" it has its subject before it. And what somebody is
accused of follows at once: in "اتهمت طالبان باكستان الجيش" another is the object.
"""

import re
from functools import cache

from processors.groups.fold import Folded, fold_text

_STATES = "باكستان أفغانستان إيران العراق سوريا اليمن الصومال لبنان مصر تركيا الهند"
"""Names of states with which names of groups end."""
_VERBS = {
    "اتهمت اتهم تتهم يتهم طالبت طالب تطالب يطالب": "ب",
    "حذرت حذر تحذر يحذر": "من",
    "دعت دعا تدعو يدعو": "إلى",
}
"""What is done to a state, and what stands before that of which it is accused, or to which it is called."""
_DAYS = "يوم اليوم أمس الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد مساء صباح"
_REACH = 40
"""Characters to look at on each side."""


def is_subject_and_object(folded: Folded, start: int, end: int) -> bool:
    """Tell whether a name that ends with a state's, at [start:end] of a folded text, is a group and a state."""
    text = folded.text
    if not text.endswith(_states(), start, end):
        return False
    before, behind = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    return any(verb.search(before) and then.match(behind) for verb, then in _patterns())


@cache
def _states() -> tuple[str, ...]:
    return tuple(f" {state}" for state in fold_text(_STATES).text.split())


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    days = "|".join(fold_text(_DAYS).text.split())
    return tuple(
        (
            re.compile(rf"(?:\A|[.:;!?؟»\"\n|] ?)و?(?:{'|'.join(fold_text(verbs).text.split())}) \Z"),
            re.compile(rf" (?:(?:{days}) ){{0,3}}{fold_text(then).text}"),
        )
        for verbs, then in _VERBS.items()
    )
