"""Variants: what was made of one template or text is told from reports of one newsroom, in several languages."""

import gzip
import json
import random
from itertools import combinations
from typing import Any

import pytest
from newsroom import article_text
from paths import DATA

from processors.stories.variants import are_variants, crowded, make_form

TEMPLATE = (
    "Breaking: {name} seized by armed men, officials warn. Armed men stormed {name} before dawn and seized {number} "
    "guards, officials warned after an emergency meeting in {place}. Residents were fleeing along crowded roads while "
    "shops stayed shut and phones fell silent. Rescue teams reached {place} late, carrying blankets, bread and fuel."
)
REWORDED = [
    ("gunmen", "fighters"), ("stormed", "attacked"), ("village", "hamlet"), ("early", "before dawn"),
    ("killed", "murdered"), ("guards", "sentries"), ("burned", "torched"), ("houses", "homes"),
    ("fled", "escaped"), ("villagers", "residents"), ("called", "begged"), ("help", "rescue"),
    ("officials", "authorities"), ("promised", "pledged"), ("soldiers", "troops"), ("quickly", "soon"),
]  # fmt: skip


def filled(number: int, title: str = "") -> Any:
    """Return the form of a template that was filled anew."""
    text = TEMPLATE.format(name=f"Qala{number}", number=number + 3, place=f"Shar{number}")
    return make_form(title or None, text, "en")


def test_a_template_filled_anew_is_a_variant() -> None:
    """Other names and figures at the same places make no other text; nor does a headline of its own."""
    forms = [filled(number) for number in range(12)]
    assert crowded(forms, 10) == [True] * 12
    assert crowded(forms[:9], 10) == [False] * 9
    assert are_variants(forms[0], filled(99, "Residents flee Shar99"))


def test_a_text_worded_anew_is_a_variant() -> None:
    """Each word may be one of two of the same meaning, as programs write them: of forty texts nearly all are found."""
    chance = random.Random(1)  # noqa: S311
    texts = [" ".join(chance.choice(pair) for pair in REWORDED) for _ in range(40)]
    assert sum(crowded([make_form(None, f"The {text}.", "en") for text in texts], 10)) >= 36


def test_one_body_under_new_beginnings_is_a_variant() -> None:
    """A head of its own hides nothing where nearly all that follows is the same."""
    body = article_text(1) + article_text(2)
    forms = [make_form(f"Report {n}", f"Reader {n} of {n} asked.\n{body}", "en") for n in range(2)]
    assert are_variants(*forms)


def test_what_an_outlet_puts_before_all_articles_makes_no_variants() -> None:
    """Sixty reports of one newsroom with the same first words, or under the same background, are sixty reports."""
    notice = "Dear readers, our reporters depend upon your support: subscribe today and help independent journalism."
    background = TEMPLATE.format(name="Helmand", number=3, place="Kabul")
    before = [make_form(None, f"{notice} {article_text(n)}", "en") for n in range(60)]
    behind = [make_form(None, f"{article_text(n)}\n{background}", "en") for n in range(60)]
    assert not any(crowded(before, 10))
    assert not any(crowded(behind, 10))


def test_a_few_words_prove_nothing() -> None:
    """Flashes of three words are soon alike."""
    assert not any(crowded([make_form(None, f"Taliban attack Kabul {n}", "en") for n in range(20)], 10))


@pytest.mark.parametrize("name", ["one", "two", "three", "four"])
def test_reports_of_different_events_are_no_variants(name: str) -> None:
    """Attacks under one background, in nine languages, are none; of templates filled anew nearly all are."""
    lines = gzip.decompress((DATA / "stories" / f"{name}.jsonl.gz").read_bytes()).splitlines()
    first: dict[str, Any] = {}
    for item in map(json.loads, lines):
        first.setdefault(item["story"], item)
    items = [
        (one["language"], one["event"], one["kind"], make_form(one["title"], one["text"], one["language"]))
        for one in first.values()
        if one["kind"] in ("background", "independent", "crosslanguage", "template")
    ]
    found = {
        frozenset((a[2], b[2]))
        for a, b in combinations(items, 2)
        if a[0] == b[0] and a[1] != b[1] and are_variants(a[3], b[3])
    }
    assert found == {frozenset(["template"])}
