"""Every rule takes its own examples, and sentences of articles pass them all."""

import pytest

from processors.newsroom.boilerplate import (
    LINE_RULES,
    boilerplate_places,
    boilerplate_rule,
    without_trailing_mark,
)

SENTENCES = [
    "More than 40 people were hurt in the blast, officials said.",
    "He told reporters that he would follow the talks on television.",
    "Related groups in Helmand have denied the claim. The ministry said so. Nobody was hurt.",
    "The source said the attack had been planned for weeks.",
    "Updated rules for the crossings come into force next week, the ministry said.",
    "The photo shows three men in front of the embassy, according to two officials.",
    "Comments by the minister drew criticism from both sides of the border.",
    "Taliban officials share the view that no foreign fighters remain.",
    "Топливо подорожало, сообщил министр.",
    "* The figures include the wounded, the ministry said.",
    "— No.",
    "100 %",
]


@pytest.mark.parametrize("rule", LINE_RULES, ids=lambda rule: rule.name)
def test_rule_takes_its_examples(rule):
    """A rule's examples are taken by that rule and by none asked before it."""
    for example in rule.examples:
        assert boilerplate_rule(example) == rule, example


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_stay(sentence):
    """Sentences that begin or end like boilerplate are no boilerplate."""
    assert boilerplate_rule(sentence) is None


def test_long_lines_are_paragraphs():
    """A line too long to be furniture stays whatever it begins with."""
    text = "Related: " + "the talks went on and on " * 20
    assert boilerplate_places([text, "Related: talks"]) == {1: "read_also"}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The talks ended. *", "The talks ended."),
        ("“The talks ended.” **", "“The talks ended.”"),
        ("He gave it five * and one *", "He gave it five * and one *"),
        ("Taliban* said so.", "Taliban* said so."),
    ],
)
def test_a_mark_at_the_end_goes(text, left):
    """An asterisk alone after the last sentence goes; one that belongs to a word or a clause stays."""
    assert without_trailing_mark(text)[0] == left
