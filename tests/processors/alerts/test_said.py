"""The sentence of an alert about statements: that of one of them, with who speaks in it."""

from typing import Any

import pytest
from sample_documents import sample_document

from processors.alerts.alert import make_alert
from processors.query.query import parse_query
from processors.records import Mention, Statement

FIRST = "Isis claimed the bomb at the mosque."
SECOND = "Haqqani claimed the fire at the hotel."
MORE = "A hotel burnt, smoke rose, and the fire spread to a school."
TEXT = f"The weather was fine. {FIRST} {MORE} {SECOND}"
TITLE = "Hamas claims the attack on the port"


def statement(by: str, by_name: str, text: str, sentence: str, field: Any = "text") -> Statement:
    """Make the claim of a group that stands in a sentence of a field."""
    start = text.index(sentence)
    return Statement("claim", by, by_name, (), False, field, start, start + len(sentence), False, "en.claim")


def said(query: str, text: str = TEXT, title: str = "Reports", *more: Statement) -> tuple[str, str]:
    """Return sentence and speaker of the alert of a query about an article of two claims."""
    statements = (
        ()
        if text != TEXT
        else (statement("isis", "Isis", TEXT, FIRST), statement("haqqani", "Haqqani", TEXT, SECOND))
    )
    mentions = (Mention("isis", "Isis", "text", 22, 26),) if text == TEXT else ()
    groups = {"groups": ("isis",), "mentions": mentions}
    document = sample_document(1, text, title=title, statements=(*statements, *more), **groups)
    alert = make_alert("r", parse_query(query), document, 1)
    return alert.sentence, alert.speaker


@pytest.mark.parametrize(
    ("query", "shown"),
    {
        "claims:*": (FIRST, "Isis"),
        "claims:haqqani": (SECOND, "Haqqani"),
        "claims:* AND fire": (SECOND, "Haqqani"),
        "claims:* AND bomb": (FIRST, "Isis"),
        "claims:haqqani AND groups:isis AND smoke AND school": (SECOND, "Haqqani"),
        "fire AND smoke": (MORE, ""),
        "denies:* OR smoke": (MORE, ""),
    }.items(),
)
def test_a_speaker_is_that_of_the_sentence(query: str, shown: tuple[str, str]) -> None:
    """Of several statements the one is shown that holds most of what is asked for, and who says that one."""
    assert said(query) == shown


def test_a_statement_of_the_headline_is_shown_by_the_headline() -> None:
    """No sentence of the text is laid into the mouth of him who speaks in the headline alone."""
    claim = statement("hamas", "Hamas", TITLE, TITLE, "title")
    text = "Shots were heard at the port for hours. Two ships burnt."
    assert said("claims:hamas", text, TITLE, claim) == (TITLE, "Hamas")
    assert said("claims:hamas AND ships", text, TITLE, claim) == (TITLE, "Hamas")
    assert said("claims:*", TEXT, TITLE, claim) == (FIRST, "Isis")
