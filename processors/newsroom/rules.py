"""Newsroom cleaning: the named rules that take from an article what is no part of what it says.

    the page's lines, headline again  |  labels, credits, notes, headline, lede and paragraphs again, dateline
    -------- remove_page_lines ------ | ------------------------------ apply_rules -------------------------------

`CLEANING_RULES` is the whole list, in the order in which they are asked, each with an example that is its test. What a
rule takes stands in the body's `taken`, and so in the article that lands: `wirewatch clean --explain` shows it.
"""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from processors.newsroom import boilerplate
from processors.newsroom.corrections import correction_places, split_correction
from processors.newsroom.credits import LAST_PARAGRAPHS, reporter_names, split_credit, split_signature
from processors.newsroom.dateline import split_dateline
from processors.newsroom.edges import split_leading_credit, without_trailing_mark
from processors.newsroom.legal_labels import DEFAULT_LABELS, LabelPatterns, split_labels
from processors.newsroom.page_lines import boilerplate_places
from processors.newsroom.paragraphs import Body, remove_paragraphs, replace_texts
from processors.newsroom.placed_lines import placed_rules
from processors.newsroom.repeats import repeated_ledes, repeated_paragraphs, repeated_titles
from processors.records import Dateline, Taken
from processors.text.characters import count_words, normalize_text, one_line, say_words

MIN_WORDS = 25
"""Words that an article has at least: the length of one agency lede, below which there is a caption or a teaser."""


def say_short(words: int, together: int, least: int, *, missing: str | None = None) -> str:
    """Say how many words a text has, and how many are needed; `together` are those of its headline, too.

    What is told of a page that is missing is that: no more words of the feed's would bring it back.
    """
    if missing:
        return f"the feed's text has {say_words(words)}"
    if least < MIN_WORDS or together == words:
        return f"{say_words(words)} of the {least} needed"
    return f"{say_words(words)}, {together} with the headline, of the {MIN_WORDS} needed"


def is_too_short(text: str) -> bool:
    """Tell whether a text has fewer words than an article; of most the beginning is enough to tell."""
    return count_words(text[:BEGINNING]) < MIN_WORDS and count_words(text) < MIN_WORDS


BEGINNING = 1_000
"""Characters of a text in which nearly always stand the words that an article has at least."""


class CleaningRule(Struct, frozen=True):
    """One rule: its name, what it does, and paragraphs before and after it, under a headline where it looks at that."""

    name: str
    does: str
    before: str
    after: str = ""
    title: str = ""


_LEDE = (
    "Twelve people were killed on Tuesday when a convoy was attacked on the road to the north, the ministry said, and "
    "residents said that the road was closed."
)
CLEANING_RULES = (
    *(CleaningRule(rule.name, rule.does, rule.examples[0]) for rule in boilerplate.LINE_RULES),
    CleaningRule(
        "byline",
        "Takes a line above the text that says who wrote it",
        f"By Jane Doe, Example Times Staff Writer\n{_LEDE}",
        _LEDE,
    ),
    CleaningRule(
        "day_line",
        "Takes a line above the text that says when it was published, unless days head its parts",
        f"Tuesday, May 5, 2026 at 10:30 am EDT\n{_LEDE}",
        _LEDE,
    ),
    CleaningRule(
        "about_author",
        "Takes a line below the text that says who its author is",
        f"{_LEDE}\nIt named no day.\nIt named no place.\nIt named no hour.\nJane Doe is a reporter who covers Asia.",
        f"{_LEDE}\nIt named no day.\nIt named no place.\nIt named no hour.",
    ),
    CleaningRule(
        "trailing_mark", "Takes a stray mark after the last word", "The talks ended. *", "The talks ended."
    ),
    CleaningRule(
        "credit_before_text",
        "Takes the credit of a picture that a paragraph begins with",
        "© AFP The ministry said on Tuesday that the road was open.",
        "The ministry said on Tuesday that the road was open.",
    ),
    CleaningRule(
        "repeated_headline",
        "Takes a paragraph near the top that is the headline again",
        "TALKS GO ON IN KABUL\nThe ministry said so.",
        "The ministry said so.",
        title="Talks go on in Kabul",
    ),
    CleaningRule(
        "label_in_brackets",
        "Takes a legal label in brackets out of the sentence; in English, Russian and others",
        "Fighters of ISIS [Islamic State, terrorist group, banned in Russia] fled.",
        "Fighters of ISIS [Islamic State] fled.",
    ),
    CleaningRule(
        "label_after_comma",
        "Takes a legal label between commas out of the sentence",
        "Бойцы движения «Талибан», запрещённого в России, отступили.",
        "Бойцы движения «Талибан» отступили.",
    ),
    CleaningRule(
        "label_footnote",
        "Takes a legal label under the text, with the asterisks that lead to it",
        "Бойцы ИГИЛ* отступили.\n* террористическая организация, запрещена в России",
        "Бойцы ИГИЛ отступили.",
    ),
    CleaningRule(
        "credit_in_brackets",
        "Takes a credit at the end of a paragraph; reporters become `authors`, editors do not",
        "It named no day. (Reporting by Jane Doe; Editing by John Roe)",
        "It named no day.",
    ),
    CleaningRule(
        "signature",
        "Takes a desk's initials or an agency's mark at the end of the text",
        "It named no day.\nThat was all it said. bur-jds/gle",
        "It named no day.\nThat was all it said.",
    ),
    CleaningRule(
        "correction_note",
        "Keeps a note of what was wrong as `corrections`, where an article is left without it",
        f"{_LEDE}\nCorrection: An earlier version said that 21 people were killed.",
        _LEDE,
    ),
    CleaningRule(
        "repeated_lede",
        "Takes a standfirst with which the paragraph after it begins",
        "The ministry said that talks would go on\nThe ministry said that talks would go on. It named no day.",
        "The ministry said that talks would go on. It named no day.",
    ),
    CleaningRule(
        "repeated_paragraph",
        "Takes a long paragraph that stood before, word for word",
        f"{_LEDE}\nIt named no day.\nIt named no place.\n{_LEDE}",
        f"{_LEDE}\nIt named no day.\nIt named no place.",
    ),
    CleaningRule(
        "dateline",
        "Keeps place, agency and day before the first sentence as `dateline`",
        "KABUL (UrduPoint News / Sputnik - 05th May, 2021) The Taliban denied it.",
        "The Taliban denied it.",
    ),
)


class CleanedText(Struct, frozen=True):
    """An article after the rules: what is left, and what they kept of what they took."""

    title: str
    body: Body
    dateline: Dateline | None = None
    labels: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()
    """Who reported or wrote by the credits, as named there; who edited is not among them."""


def remove_page_lines(body: Body, headlines: Sequence[str] = ()) -> Body:
    """Return the body without the page's own lines, and without repeats of any wording of the headline."""
    parts = [split_leading_credit(text) for text in body.texts]
    found = [(place, "credit_before_text", credit) for place, (_, credit) in enumerate(parts) if credit]
    body = replace_texts(body, [text for text, _ in parts], found) if found else body
    body = remove_paragraphs(body, boilerplate_places(body.texts))
    if placed := placed_rules(body.texts):
        body = remove_paragraphs(body, placed)
    pairs = [without_trailing_mark(text) for text in body.texts]
    marks = [(place, "trailing_mark", mark) for place, (_, mark) in enumerate(pairs) if mark]
    body = replace_texts(body, [text for text, _ in pairs], marks) if marks else body
    for headline in headlines:
        body = _drop(body, repeated_titles(headline, body.texts), "repeated_headline")
    return body


def apply_rules(title: str, body: Body, now: datetime, labels: LabelPatterns = DEFAULT_LABELS) -> CleanedText:
    """Return the article after all other rules; `now` (aware) is when it was published, or else fetched."""
    (headline,), in_title = split_labels([title], labels)
    headline = one_line(headline)
    texts, in_text = split_labels(body.texts, labels)
    known = tuple(dict.fromkeys(label.text for label in (*in_title, *in_text)))
    if in_text:
        found = [(one.place, one.rule, one.text) for one in in_text]
        body = replace_texts(body, [normalize_text(text) for text in texts], found)
    body = _without_signature(_without_credits(body))
    body, corrections = _without_notes(body)
    body = _drop(body, repeated_titles(headline, body.texts), "repeated_headline")
    body = _drop(body, repeated_ledes(body.texts, now), "repeated_lede")
    body = _drop(body, repeated_paragraphs(body.texts), "repeated_paragraph")
    body, dateline = _without_dateline(body, now)
    taken = [Taken(one.rule, one.text, "title") for one in in_title]
    taken += sorted(body.taken, key=lambda one: one.paragraph or 0)
    credited = [one.text for one in taken if one.rule in ("agency_credits", "credit_in_brackets")]
    names = tuple(dict.fromkeys(name for credit in credited for name in reporter_names(credit)))
    return CleanedText(headline, Body(body.paragraphs, tuple(taken)), dateline, known, corrections, names)


def _drop(body: Body, places: Sequence[int], rule: str) -> Body:
    return remove_paragraphs(body, dict.fromkeys(places, rule)) if places else body


def _without_credits(body: Body) -> Body:
    """Return the body without the credits that the last paragraphs end with."""
    last = max(0, len(body.paragraphs) - LAST_PARAGRAPHS)
    texts = body.texts
    pairs = [split_credit(text) for text in texts[last:]]
    found = [(last + n, "credit_in_brackets", credit) for n, (_, credit) in enumerate(pairs) if credit]
    return replace_texts(body, texts[:last] + [text for text, _ in pairs], found) if found else body


def _without_signature(body: Body) -> Body:
    if len(body.paragraphs) < 2:  # an agency's mark under one line may be a place for it, such as "(dpa) - "
        return body
    *others, last = body.texts
    rest, mark = split_signature(last)
    return replace_texts(body, [*others, rest], [(len(others), "signature", mark)]) if mark else body


def _without_notes(body: Body) -> tuple[Body, tuple[str, ...]]:
    """Return the body without correction notes, and these; where too little is left, the note is the article."""
    left = _drop(body, correction_places(body.texts), "correction_note")
    pairs = [split_correction(text) for text in left.texts]
    found = [(place, "correction_note", note) for place, (_, note) in enumerate(pairs) if note]
    left = replace_texts(left, [text for text, _ in pairs], found)
    gone = left.taken[len(body.taken) :]
    if not gone or count_words("\n".join(left.texts)) < MIN_WORDS:
        return body, ()
    return left, tuple(dict.fromkeys(one.text for one in gone))


def _without_dateline(body: Body, now: datetime) -> tuple[Body, Dateline | None]:
    if not body.paragraphs:
        return body, None
    first, *others = body.texts
    dateline, rest = split_dateline(first, now)
    if dateline is None:
        return body, None
    return replace_texts(
        body, [rest, *others], [(0, "dateline", first[: len(first) - len(rest)].strip())]
    ), dateline
