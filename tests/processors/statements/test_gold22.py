"""The twenty-second gold set with its traps, acts as the press writes them, and the kinds behind them."""

from pathlib import Path

import pytest

from benchmarks.statements import measure, read_gold
from tests.processors.statements.test_statements import told

GOLD = Path(__file__).parents[3] / "tests" / "data" / "statements"


def test_the_twenty_second_gold_set_and_its_traps_keep_their_figures() -> None:
    """Of 140 texts in fifteen languages, and 80 traps, by a writer who had not seen the frames.

    At first look the precision was .982, the recall .703 (English 1.000 and .706), and no trap made a statement.
    Three are counted wrong. Who accuses a group of shelter for another tells of a tie, as elsewhere in these sets;
    the label of s22-fa-007 says blame. In s22-en-010 and -030 a group is only meant by a man's name and by a nickname.
    """
    one = measure(read_gold(GOLD / "gold22.jsonl"))
    assert one["all"]["wrong"] <= 3
    assert one["all"]["right"] >= 139
    traps = measure(read_gold(GOLD / "traps22.jsonl"))["all"]
    assert (traps["traps"], traps["trapped"]) == (80, 0)


def test_demands_ties_threats_and_blame_are_read_as_the_press_writes_them() -> None:
    """Of 156 demands, ties, threats and accusations in fifteen languages, written before a look at the frames.

    At first look the precision was .959 and the recall .596.
    """
    one = measure(read_gold(GOLD / "press22.jsonl"))
    assert (one["all"]["right"] >= 146, one["all"]["wrong"]) == (True, 0)


def test_kinds_that_were_missed_are_read_and_what_looks_alike_is_not() -> None:
    """Each of these sentences makes its statements and no other; of those that look alike none makes any.

    The last fifty were a second set as the press writes: of 48 the recall was .417 at first look, the precision 1.
    """
    kinds = measure(read_gold(GOLD / "kinds22.jsonl"))["all"]
    assert (kinds["right"] >= 123, kinds["wrong"], kinds["missed"]) == (True, 0, 0)
    plain = measure(read_gold(GOLD / "plain22.jsonl"))["all"]
    assert (plain["traps"] >= 149, plain["trapped"]) == (True, 0)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("EU to Hamas: free the last bodies now", "en", [("demand", "other", ("hamas",), False)]),
        ("EU to Hamas: we will go on talking", "en", []),
        ("Le Hamas, accuse le ministre, a violé la trêve.", "fr", [("blame", "other", ("hamas",), False)]),
        (
            "Лидер хуситов Абдель Малик аль-Хуси пригрозил новыми ударами.",
            "ru",
            [("threaten", "houthis", (), False)],
        ),
        ("«Талибану» предъявили ультиматум: освободить заложников.", "ru", []),
        ("В похищении главы общины обвиняют боевиков «Аш-Шабаб».", "ru", []),
        ("Во взрыве власти обвиняют талибов.", "ru", [("blame", "other", ("taliban",), False)]),
        ("Netanyahu, Hamas'ı ateşkesi ihlal etmekle suçladı.", "tr", [("blame", "other", ("hamas",), False)]),
        ("طالبان مسئولیت وزارت معارف را بر عهده گرفت.", "fa", []),
        ("The US envoy promised support for the fight against Hezbollah.", "en", []),
    ],
)
def test_who_stands_beside_a_group_is_told_from_it(
    text: str, language: str, expected: list[tuple[str, str, tuple[str, ...], bool]]
) -> None:
    """Who tells a group what to do is no group, nor is what stands in the dative; an office taken over is no deed."""
    assert told(text, language) == expected
