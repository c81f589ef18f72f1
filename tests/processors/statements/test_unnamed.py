"""Texts that name no group: which of them may hold a statement, and are cut into sentences."""

from pathlib import Path

import pytest

from processors.groups.fold import fold_text
from processors.statements.anchors import Anchors
from processors.statements.lines import cut
from processors.statements.match import Lexicon
from wirewatch.config.statements import read_all_frames

FRAMES = {one.language: one for one in read_all_frames(Path(__file__).parents[3] / "config")}
ENGLISH = Anchors(Lexicon(FRAMES["en"]), [("suhail", "shaheen")])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("No group has claimed responsibility for the attack.", True),
        ("A militant group said its fighters had ambushed the convoy.", True),
        ("A militant group (which nobody knows) said its fighters (of 2021) had ambushed the convoy.", True),
        ("A militant group spoke.\nIts fighters [a reader asks. She is right] ambushed the convoy.", True),
        ("A militant group spoke.\n(The road is closed. Its fighters ambushed the convoy.)", True),
        ("A militant group spoke.\nIts fighters rested (cf. p. 4) and (on the next day) ambushed the convoy.", True),
        ("A militant group spoke.\nIts books (cf. p. 4) tell of those who were kind and ambushed the convoy.", False),
        ("Suhail Shaheen spoke to the press.", True),
        ("A militant group is one thing. Its history was told in books that nobody reads behind the wall.", False),
        ("A militant group spoke.\nIts fighters rested.\nThe police ambushed the convoy.", False),
        ("Its fighters ambushed the convoy.", False),
        ("The bakery sells bread in the morning.", False),
    ],
)  # fmt: skip
def test_a_text_without_groups_is_read_where_words_of_a_claim_stand_together(text: str, told: bool) -> None:
    """What is claimed counts where its words are near each other in a line, and a stranger is in the text."""
    assert ENGLISH.may_tell(fold_text(text).text, is_named=False) is told


@pytest.mark.parametrize(
    "written", ["(claimed,", "claimed", "claim-", "'s", '"its', "u.s.", "responsibility."]
)
def test_a_word_with_marks_around_it_means_what_its_tokens_mean(written: str) -> None:
    """The short way for one word gives the parts of patterns that all its tokens give."""
    meanings = ENGLISH._meanings
    every = {part for token in cut(written) for part in meanings._parts_of(token)}
    assert set(meanings[written]) == every
