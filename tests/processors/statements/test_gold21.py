"""The twenty-first gold set with its traps, ties and pledges as the press writes them, and the kinds behind them."""

from pathlib import Path

import pytest

from benchmarks.statements import measure, read_gold
from tests.processors.statements.test_statements import told

GOLD = Path(__file__).parents[3] / "tests" / "data" / "statements"


def test_the_twenty_first_gold_set_and_its_traps_keep_their_figures() -> None:
    """Of 140 texts in fifteen languages, half of them English, and 80 traps, by a writer who had not seen the frames.

    At first look the precision was .954, the recall .861 (English .940 and .840), and a trap made a statement.
    Three of those that are missed name a group by letters that alone are no sure name: TTP, ELN and HTS.
    """
    one = measure(read_gold(GOLD / "gold21.jsonl"))
    assert one["all"]["right"] / (one["all"]["right"] + one["all"]["wrong"]) >= 0.99
    assert one["all"]["right"] / (one["all"]["right"] + one["all"]["missed"]) >= 0.96
    traps = measure(read_gold(GOLD / "traps21.jsonl"))["all"]
    assert (traps["traps"], traps["trapped"]) == (80, 0)


def test_ties_and_pledges_are_read_as_the_press_writes_them() -> None:
    """Of forty ties and forty pledges in fifteen languages, written before a look at the frames.

    At first look the precision was .93, and the recall .35 of ties and .68 of pledges. The two that are wrong name
    a group as it is not known by that word alone.
    """
    one = measure(read_gold(GOLD / "press21.jsonl"))
    assert one["all"]["wrong"] <= 2
    assert one["link"]["right"] >= 37
    assert one["pledge"]["right"] >= 35


def test_kinds_that_were_missed_are_read_and_what_looks_alike_is_not() -> None:
    """Each of these sentences makes its statements and no other; of those that look alike none makes any."""
    kinds = measure(read_gold(GOLD / "kinds21.jsonl"))["all"]
    assert (kinds["right"] > 110, kinds["wrong"], kinds["missed"]) == (True, 0, 0)
    plain = measure(read_gold(GOLD / "plain21.jsonl"))["all"]
    assert (plain["traps"] > 110, plain["trapped"]) == (True, 0)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Al-Shabaab fighters stormed the hotel, the interior minister said.",
            "en",
            [("blame", "other", ("al-shabaab",), False)],
        ),
        ("Al-Shabaab fighters stormed a hotel, the interior minister said.", "en", []),
        (
            '"Hamas killed three of my sons," the mayor said.',
            "en",
            [("blame", "other", ("hamas",), False)],
        ),
        (
            "Walid Sukkar, who heads the media centre of Hezbollah, denied any role.",
            "en",
            [("deny", "hezbollah", (), False)],
        ),
        (
            "Его представитель в Дохе, член политбюро ХАМАС, потребовал освободить пленных.",
            "ru",
            [("demand", "hamas", (), False)],
        ),
    ],
)
def test_who_says_what_is_told_and_who_only_reports(
    text: str, language: str, expected: list[tuple[str, str, tuple[str, ...], bool]]
) -> None:
    """A deed that is new is a report, one that is known is laid on a group; who heads its office speaks for it."""
    assert told(text, language) == expected
