"""The table of cleaning's rules: each does what its example says, and what it takes is told."""

from datetime import UTC, datetime

import pytest

from processors.newsroom.paragraphs import number_paragraphs
from processors.newsroom.rules import (
    CLEANING_RULES,
    MIN_WORDS,
    CleanedText,
    apply_rules,
    is_too_short,
    remove_page_lines,
)
from processors.records import Taken

NOW = datetime(2021, 5, 20, tzinfo=UTC)


def run(title: str, text: str) -> CleanedText:
    return apply_rules(title, remove_page_lines(number_paragraphs(text.split("\n")), (title,)), NOW)


@pytest.mark.parametrize("rule", CLEANING_RULES, ids=lambda rule: rule.name)
def test_rule_does_what_its_example_says(rule):
    """A rule's example comes out as it says, and by that rule alone."""
    edited = run(rule.title, rule.before)
    assert "\n".join(edited.body.texts) == rule.after
    assert {one.rule for one in edited.body.taken} == {rule.name}


@pytest.mark.parametrize("rule", CLEANING_RULES, ids=lambda rule: rule.name)
def test_rule_has_done_all_at_once(rule):
    """What a rule leaves has nothing more that any rule would take."""
    assert run(rule.title, rule.after).body.taken == ()


def test_names_are_distinct():
    """Each rule has a name of its own, and says in words what it does."""
    assert len({rule.name for rule in CLEANING_RULES}) == len(CLEANING_RULES)
    assert all(rule.does for rule in CLEANING_RULES)


def test_what_is_taken_is_told_in_order_with_its_place():
    """Words taken are told as they stood, the headline's first, then by the paragraph of the body as it was found."""
    text = (
        "Share this article\n"
        "KABUL (Reuters) - The Taliban (banned in Russia) denied it.\n"
        "Read also: Talks go on\n"
        "It named no day. *"
    )
    edited = run("Taliban (banned in Russia) deny it", text)
    assert edited.title == "Taliban deny it"
    assert edited.body.texts == ["The Taliban denied it.", "It named no day."]
    assert edited.body.taken == (
        Taken("label_in_brackets", "(banned in Russia)", "title", None),
        Taken("page_furniture", "Share this article", "text", 1),
        Taken("label_in_brackets", "(banned in Russia)", "text", 2),
        Taken("dateline", "KABUL (Reuters) -", "text", 2),
        Taken("read_also", "Read also: Talks go on", "text", 3),
        Taken("trailing_mark", "*", "text", 4),
    )


def test_all_words_of_a_text_are_counted_before_it_is_too_short():
    """A text that begins with a thousand marks is as long as its words, which come behind them."""
    marks = "* " * 1000
    assert is_too_short(marks + "word " * (MIN_WORDS - 1))
    assert not is_too_short(marks + "word " * MIN_WORDS)
    assert not is_too_short("word " * MIN_WORDS)
