"""Whether a text tells of several things under labels of their own, as a digest does.

    "MALI - Drivers queued ..." | "NIGERIA - Dock workers ..." | "RED SEA - A freighter ..."

An item may have a heading of its own.

Such a text is a copy of none of the reports whose first sentences it has.
"""

import regex

MIN_LABELS = 3
"""Labels, each another, from which on a text is a digest: a report may have a dateline, and a note on its source."""
MIN_LABELLED = 0.75
"""Share of the lines that begin with one: a digest may have a first line of its own."""
MAX_HEADING = 120
"""Characters of a line over an item, at most."""
MAX_LINES = 40
"""Lines that are looked at."""
_LABEL = regex.compile(
    r"\W{0,3}(?P<label>\p{L}[^\n.:!?،,。：“”«»\"\d–—]{1,30}?)(?:\s[-–—]\s|】)(?=\W*[^\n]{40})"
)
"""A few words before a dash, and a sentence behind it. Before a colon stands who says it, or the name of a part of one
report: "Hintergrund:", "وأضاف:"."""


def is_digest(text: str) -> bool:
    """Tell whether nearly every line of a text, headings aside, begins with a label of its own, and there are some.

    In a label every word has a capital, where the script has some: "Why it matters:" is a part of one report.
    """
    lines = [line for line in text.split("\n", MAX_LINES)[:MAX_LINES] if line.strip()]
    labels = [_label(line) for line in lines]
    items = sum(label is not None for label in labels)
    headings = sum(
        over is None and label is not None and _is_heading(line)
        for line, over, label in zip(lines, labels, labels[1:], strict=False)
    )
    return len(set(labels) - {None}) >= MIN_LABELS and items >= MIN_LABELLED * (len(lines) - headings)


def _label(line: str) -> str | None:
    """Give the label that a line begins with, or None."""
    match = _LABEL.match(line)
    return (
        None if match is None or any(word[0].islower() for word in match["label"].split()) else match["label"]
    )


def _is_heading(line: str) -> bool:
    """Tell whether a line may be a heading: it is short, and no sentence ends with it."""
    return len(line) <= MAX_HEADING and line.rstrip()[-1] not in ".!?…:。！？؟۔।"
