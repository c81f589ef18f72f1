"""Whether an Arabic name of a group and a state is one name, or a verb's subject and its object."""

from pathlib import Path

import pytest

from processors.groups.tag import Tagger
from wirewatch.config.groups import read_groups

TAGGER = Tagger(read_groups(Path(__file__).parents[3] / "config" / "groups.yaml"))


@pytest.mark.parametrize(
    "text",
    [
        "اتهمت طالبان باكستان بقصف منازل مدنيين في ولاية خوست.",
        "انتهى الاجتماع. واتهمت طالبان باكستان يوم الخميس بانتهاك المجال الجوي.",
        "حذرت طالبان باكستان من تكرار الغارات.",
        "دعت طالبان باكستان إلى ضبط النفس.",
    ],
)
def test_a_verb_at_the_head_has_a_group_and_a_state_behind_it(text: str) -> None:
    """The Taliban accuse, warn and call on Pakistan."""
    assert [(m.group, m.text) for m in TAGGER.tag(text, "ar")] == [("taliban", "طالبان")]


@pytest.mark.parametrize(
    "text",
    [
        "إسلام آباد اتهمت طالبان باكستان بتنفيذ الهجوم.",
        "اتهمت إسلام آباد طالبان باكستان بتنفيذ الهجوم.",
        "اتهمت طالبان باكستان الجيش بقتل مدنيين.",
        "تبنت طالبان باكستان الهجوم على قافلة للشرطة.",
        "طالبان باكستان من أكبر الجماعات هناك.",
    ],
)
def test_elsewhere_both_are_one_name(text: str) -> None:
    """The verb has its subject before it, another object, or none."""
    assert [m.group for m in TAGGER.tag(text, "ar")] == ["ttp"]
