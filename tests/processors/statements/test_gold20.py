"""The twentieth gold set with its traps, whole articles, and the kinds that were mended behind them."""

from pathlib import Path

import pytest

from benchmarks.statements import measure, read_gold
from tests.processors.statements.test_statements import told

GOLD = Path(__file__).parents[3] / "tests" / "data" / "statements"


def test_the_twentieth_gold_set_and_its_traps_keep_their_figures() -> None:
    """Of 140 texts in fifteen languages and 80 traps, by a writer who had not seen the frames.

    At first look the precision was .981, the recall .819 (of denials .721), and a trap made a statement.
    """
    one = measure(read_gold(GOLD / "gold20.jsonl"))
    assert one["all"]["right"] / (one["all"]["right"] + one["all"]["wrong"]) >= 0.99
    assert one["all"]["right"] / (one["all"]["right"] + one["all"]["missed"]) >= 0.94
    traps = measure(read_gold(GOLD / "traps20.jsonl"))["all"]
    assert (traps["traps"], traps["trapped"]) == (80, 0)


def test_whole_articles_have_their_statements_and_no_others() -> None:
    """Of 20 articles of 206 to 305 words, written without a look at the frames: 121 statements, headlines among them.

    At first look the precision was .979, and the recall .760.
    """
    whole = measure(read_gold(GOLD / "whole20.jsonl"))["all"]
    assert whole["wrong"] == 0
    assert whole["right"] / (whole["right"] + whole["missed"]) >= 0.88


def test_plain_news_is_read_and_what_must_be_silent_is() -> None:
    """Of 200 sentences as wires write them in fifteen languages, and 80 that tell nothing or have another speaker.

    At first look the precision of the 200 was .994 and their recall .871; four of 73 silent ones made a statement.
    """
    world = measure(read_gold(GOLD / "world20.jsonl"))["all"]
    assert (world["wrong"], world["missed"] <= 6) == (0, True)
    silent = measure(read_gold(GOLD / "silent20.jsonl"))["all"]
    assert (silent["traps"], silent["trapped"], silent["wrong"], silent["right"]) == (73, 0, 0, 9)


def test_kinds_that_were_missed_are_read_and_what_looks_alike_is_not() -> None:
    """Each of these sentences makes its statements and no other; of those that look alike none makes any."""
    kinds = measure(read_gold(GOLD / "kinds20.jsonl"))["all"]
    assert (kinds["right"] > 240, kinds["wrong"], kinds["missed"]) == (True, 0, 0)
    plain = measure(read_gold(GOLD / "plain20.jsonl"))["all"]
    assert (plain["traps"] > 100, plain["trapped"]) == (True, 0)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Israel accused Hezbollah of the attack and praised Hamas. The group denied any role.",
            "en",
            [("blame", "other", ("hezbollah",), False)],
        ),
        (
            "Israel blamed Hamas for the fire. A spokesman for the group of farmers denied any role.",
            "en",
            [("blame", "other", ("hamas",), False)],
        ),
        (
            "Israël accuse le Hamas de l'attaque. Un porte-parole du groupe Total a nié toute implication.",
            "fr",
            [("blame", "other", ("hamas",), False)],
        ),
        (
            "Israel accused Hezbollah's leader of the attack. He denied it.",
            "en",
            [("blame", "other", ("hezbollah",), False)],
        ),
        (
            "Its rival, the Islamic State West Africa Province, said it had killed five soldiers.",
            "en",
            [("claim", "iswap", (), False)],
        ),
        (
            "Der Verein, dem Spenden an die PKK zur Last gelegt werden, ist geschlossen.",
            "de",
            [],
        ),
        ("Der Anschlag wurde der PKK zur Last gelegt.", "de", [("blame", "unknown", ("pkk",), False)]),
        ("قد يتهم وزير الدفاع حزب الله بالهجوم.", "ar", []),
        ("قد اتهم وزير الدفاع حزب الله بالهجوم.", "ar", [("blame", "other", ("hezbollah",), False)]),
    ],
)
def test_whom_a_group_that_is_not_named_means(
    text: str, language: str, expected: list[tuple[str, str, tuple[str, ...], bool]]
) -> None:
    """A group that is only called so is the only one named before; a minister's he is the minister."""
    assert told(text, language) == expected
