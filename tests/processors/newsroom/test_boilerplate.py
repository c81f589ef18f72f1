"""Every rule takes its own examples, and sentences of articles pass them all."""

import pytest

from processors.newsroom.boilerplate import (
    LINE_RULES,
    boilerplate_places,
    boilerplate_rule,
    split_leading_credit,
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
    "Related attacks were reported in Herat on Tuesday, and nine people died in them, the ministry said.",
    "Trending now among officials in Kabul is the fear that the border will be closed again within days.",
    "Copyright disputes have long divided the two publishers, which both printed the list of the dead.",
    "Residents must register with the ministry by e-mail before they leave the city, two officials in Kabul said.",
    "Militants follow orders that are sent over Telegram, a police official in the province said on Tuesday.",
    "Photos by the group show nine men in the square of the town, three officials in Kabul said on Tuesday.",
    "© Jane Doe ISIS-K claimed a bomb attack in Kabul on Tuesday that killed nine people, the ministry said.",
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


LINES = [
    "© 2021 Example News. All rights reserved. This text may not be published, rewritten or redistributed.",
    "Follow The Example Times on Facebook, on Twitter and on Instagram, where the desk is at work all day.",
    "Sign up for the newsletter that brings the news of the day from Kabul to your inbox every morning at seven.",
    "Read also: Taliban deny the reports that they had met the envoys of five neighbours in Kabul on Tuesday.",
    "Have a tip? Jane Doe may be reached by mail and on Twitter at any time of the day, also on Sundays.",
    "Читайте также, что талибы опровергли сообщения о встрече с посланниками пяти соседей в Кабуле во вторник.",
]


@pytest.mark.parametrize("line", LINES)
def test_lines_to_readers_and_about_rights_go(line):
    """A whole sentence goes where it speaks to the reader or of rights, or stands behind a few words and a colon."""
    assert boilerplate_rule(line) is not None


@pytest.mark.parametrize(
    ("credit", "text"),
    [
        ("© AFP", "ISIS-K claimed a bomb attack in Kabul."),
        ("© 2021 AFP/Reuters", "“We were there,” said the elder."),
        ("(AP Photo/Rahmat Gul)", "The Taliban blamed the group for it."),
        ("Photo: Reuters", "The blast happened shortly after noon prayers."),
        ("© Archive Photos/Moviepix/Getty Images", "The psychologists say why we watch sad films."),
        ("Photo by Jane Doe/Getty Images", "U.S. officials said that the road was open."),
        ("Image source: Getty Images.", "The idea that the border opens is new."),
        ("Photo: Jane Doe / AFP", "The blast happened shortly after noon prayers."),
        ("Фото: РИА Новости", "Талибы заявили, что дорога на север открыта."),
        (None, "(AP) The Taliban blamed the group for it."),
        (None, "Photos: Reuters"),
        (None, "© Jane Doe ISIS-K claimed a bomb attack in Kabul."),
        (None, "© Jane Doe ISIS-K told AFP that it had claimed the attack."),
        (None, "Photos by Jane Doe show what Reuters told of the road."),
        (None, "Reuters photographers were there when the road was opened."),
    ],
)
def test_a_credit_before_a_text_goes_alone(credit, text):
    """The credit of a picture goes by the words that are known, and what stands behind it stays whole."""
    assert split_leading_credit(f"{credit} {text}" if credit else text) == (text, credit)


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
