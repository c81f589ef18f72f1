"""A text cut at its mentions is whole, and copies differ by their sentences."""

import time

from hypothesis import given
from hypothesis import strategies as st

from wirewatch.web.marked import cut_at_mentions, what_changed


@given(
    st.text("ab\n é👍", max_size=40),
    st.lists(st.tuples(st.integers(-3, 45), st.integers(-3, 45)), max_size=6),
)
def test_the_pieces_of_a_text_are_the_text(text: str, places: list[tuple[int, int]]) -> None:
    """Whatever mentions say of their places, no letter is lost or doubled."""
    mentions = [{"start": start, "end": end, "group": "x", "field": "text"} for start, end in places]
    paragraphs = cut_at_mentions(text, "text", mentions)
    assert "\n".join("".join(run.text for run in runs) for runs in paragraphs) == text


def test_a_mention_is_a_piece_of_its_own() -> None:
    """The words of a mention stand by themselves, with their group, in the paragraph in which they are."""
    mentions = [{"start": 7, "end": 11, "group": "isis", "field": "text"}]
    assert cut_at_mentions("Who?\nA ISIS man", "text", mentions)[1] == [
        ("A ", None),
        ("ISIS", "isis"),
        (" man", None),
    ]


def test_thousands_of_lines_with_a_mention_each_are_cut_in_no_time() -> None:
    """A list of names takes as long as it is: each line is given its own mentions, and not those of all."""
    line = "Taliban and ISIS\n"
    mentions = [
        {"start": at * len(line) + start, "end": at * len(line) + end, "group": group, "field": "text"}
        for at in range(20_000)
        for start, end, group in ((0, 7, "taliban"), (12, 16, "isis"))
    ]
    began = time.process_time()
    paragraphs = cut_at_mentions(line * 20_000, "text", mentions)
    assert time.process_time() - began < 20  # it was the square of it: 20,000 times 40,000 comparisons
    assert paragraphs[:-1] == [[("Taliban", "taliban"), (" and ", None), ("ISIS", "isis")]] * 20_000


def test_a_copy_is_compared_by_its_sentences_and_not_by_its_marks() -> None:
    """Another quotation mark is no change; a sentence more or less is one."""
    first = 'He said "no". Two men died in Kabul. It rained.'
    changes = what_changed(first, "He said “no”. Three men died in Kabul. It rained.", "en")
    assert changes.added == ("Three men died in Kabul.",)
    assert changes.removed == ("Two men died in Kabul.",)
