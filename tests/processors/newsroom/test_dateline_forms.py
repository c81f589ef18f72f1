"""Datelines as the agencies write them, in their languages, and first sentences that only look like some."""

from datetime import UTC, date, datetime

import pytest
from paths import DATA

from processors.newsroom.dateline import split_dateline
from processors.records import Dateline

NOW = datetime(2021, 5, 20, tzinfo=UTC)
FILES = DATA / "newsroom"


def lines(name: str) -> list[str]:
    return [line for line in (FILES / name).read_text("utf-8").splitlines() if not line.startswith("#")]


FORMS = [line.split("\t") for line in lines("datelines.tsv")]
SENTENCES = lines("no_datelines.txt")


@pytest.mark.parametrize(
    ("language", "place", "agency", "day", "line"), FORMS, ids=[form[4] for form in FORMS]
)
def test_form_is_read(language: str, place: str, agency: str, day: str, line: str) -> None:
    """Place, agency and day of each form are told, and what follows is whole."""
    head, rest = line.split("¦")
    place, agency, day = (None if told == "-" else told for told in (place, agency, day))
    expected = Dateline(place, agency, date.fromisoformat(day) if day else None)
    assert split_dateline(head + rest, NOW) == (expected, rest)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentence_is_left(sentence: str) -> None:
    """A first sentence that begins like a dateline, and is none, stays as it is."""
    assert split_dateline(sentence, NOW) == (None, sentence)


def test_there_are_enough() -> None:
    """The forms are of more than twelve languages, and the sentences half as many."""
    assert len({form[0] for form in FORMS}) > 12
    assert len(FORMS) >= 80
    assert len(SENTENCES) >= 40
