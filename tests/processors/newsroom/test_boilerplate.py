"""Every rule takes its own examples, and sentences of articles pass them all."""

import pytest

from processors.newsroom import page_lines
from processors.newsroom.boilerplate import LINE_RULES
from processors.newsroom.page_lines import boilerplate_places, boilerplate_rule

SENTENCES = [
    "Get bad news on your phone and you look at it for hours, said the author of the study of 900 readers.",
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
    "Les meres de Gaza, dit-elle, attendent un cessez-le-feu depuis un an et demi, et rien ne vient de Doha.",
    "Para ver este tipo de violencia, dijo el ministro, no hace falta salir de la capital ni de noche ni de día.",
    "Diese Karte ist ein Beleg für den Vormarsch der Truppen, sagte der Sprecher des Ministeriums am Dienstag.",
    "Photo editors of two papers said on Tuesday that they had seen the pictures.",
    "Have a care for the wounded, he said, and left.",
    "Get the wounded out of your mailbox of a hospital, the minister wrote.",
    "Теги на стенах появились ночью.",
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
    "This story was posted by Dana Whitcombe, digital editor. Get the Sun’s app for alerts.",
    "Get the latest news straight to your phone with the Harbour Tribune app.",
    "Sign up for our nightly digest and never miss a vote in Baton Rouge.",
    "This conversation is part of our “Five questions” series, sponsored by readers.",
    "Nota de transparencia: este medio recibe apoyo de sus lectores y de la Fundación Cauce.",
    "نافذة تنبيهات: فعّل الإشعارات لتصلك العواجل",
    "© 2021 Example News. All rights reserved. This text may not be published, rewritten or redistributed.",
    "Follow The Example Times on Facebook, on Twitter and on Instagram, where the desk is at work all day.",
    "Sign up for the newsletter that brings the news of the day from Kabul to your inbox every morning at seven.",
    "Read also: Taliban deny the reports that they had met the envoys of five neighbours in Kabul on Tuesday.",
    "Have a tip? Jane Doe may be reached by mail and on Twitter at any time of the day, also on Sundays.",
    "Читайте также, что талибы опровергли сообщения о встрече с посланниками пяти соседей в Кабуле во вторник.",
    "Original-Content von: Polizei Musterstadt, übermittelt durch news aktuell",
    "OTS-ORIGINALPRESSEAUSSENDUNG UNTER AUSSCHLIESSLICHER INHALTLICHER VERANTWORTUNG DES AUSSENDERS.",
    "Simak breaking news dan berita pilihan kami langsung di ponselmu.",
    "Dapatkan update berita pilihan setiap hari di channel WhatsApp kami",
    "发布时间：2026-04-09 08:51来源：县融媒体中心浏览次数：字体：大 中 小",
    "作者： 记者王敬照 | 编辑： 王华军",
    "來源：中央社 發布日期：2026-04-09 點擊數：12",
]


@pytest.mark.parametrize("line", LINES)
def test_lines_to_readers_and_about_rights_go(line):
    """A whole sentence goes where it speaks to the reader or of rights, or stands behind a few words and a colon."""
    assert boilerplate_rule(line) is not None


def test_long_lines_are_paragraphs():
    """A line too long to be furniture stays whatever it begins with."""
    text = "Related: " + "the talks went on and on " * 20
    assert boilerplate_places([text, "Related: talks"]) == {1: "read_also"}


def test_lines_beside_others_are_judged_as_alone():
    """The words that rules need are looked up in all lines at once: none is taken for what stands in another."""
    lines = [*SENTENCES, *LINES, *(example for rule in LINE_RULES for example in rule.examples)]
    alone = {place: rule.name for place, line in enumerate(lines) if (rule := boilerplate_rule(line))}
    assert boilerplate_places(lines) == alone


def test_first_letters_rule_out_no_line_that_begins_so():
    """A line is asked for its beginning wherever a pattern by itself finds one, also behind marks."""
    examples = [example for rule in LINE_RULES for example in rule.examples]
    lines = [*SENTENCES, *LINES, *examples, *(f"- {example}" for example in examples)]
    begun = [any(pattern.search(line) for pattern in page_lines._BEGINNINGS) for line in lines]
    assert [page_lines._begins(line) for line in lines] == begun
    assert any(begun)
    assert not page_lines._may_begin("Den")
    assert page_lines._may_begin("Rea")


def test_a_line_that_begins_with_anything_is_taken_among_others():
    """Patterns that take a line whatever it begins with are looked for once in all lines, and asked if found."""
    line = "Nota de la redacción | 5 de mayo · visualizaciones: 1.204"
    assert any(pattern.search(line) for pattern in page_lines._AFTER_ANYTHING)
    assert page_lines._asked("\n".join(SENTENCES)).after_anything == []
    assert boilerplate_places([*SENTENCES, line, *SENTENCES]).keys() == {len(SENTENCES)}


def test_first_letters_rule_out_no_pattern_of_a_rule_that_takes_the_line():
    examples = [example for rule in LINE_RULES for example in rule.examples]
    lines = [*SENTENCES, *LINES, *examples, *(f"- {example}" for example in examples)]
    left = total = 0
    for place, (_, patterns) in enumerate(page_lines._RULES):
        for line in lines:
            asked = page_lines._may_take(place, line[: page_lines._LETTERS])
            assert {pattern for pattern in patterns if pattern.search(line)} <= set(asked)
            left, total = left + len(asked), total + len(patterns)
    assert left < total / 2


@pytest.mark.parametrize("rule", LINE_RULES, ids=lambda rule: rule.name)
def test_patterns_for_beginnings_stand_alone(rule):
    """A pattern that may stand anywhere has no part for beginnings: that part would be tried at every place."""
    anywhere = [pattern for pattern in rule.patterns if not pattern.startswith("^")]
    assert not [pattern for pattern in anywhere if "|^" in pattern or "(^" in pattern]


@pytest.mark.parametrize("rule", [rule for rule in LINE_RULES if not rule.needs], ids=lambda rule: rule.name)
def test_patterns_for_anywhere_know_no_ends(rule):
    """Where no word stands for a rule, its patterns for any place are searched in all lines at once: none sees ends."""
    anywhere = [pattern for pattern in rule.patterns if not pattern.startswith("^")]
    assert not [pattern for pattern in anywhere if any(mark in pattern for mark in ("$", "^", "(?!", "(?<!"))]
