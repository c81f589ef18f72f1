"""Whether a text tells of several things under labels of their own, as a digest does.

    "MALI - Drivers queued ..." | "NIGERIA - Dock workers ..." | "RED SEA - A freighter ..."

Such a text is a copy of none of the reports whose first sentences it has.
"""

import regex

MIN_LABELS = 3
"""Labels, each another, from which on a text is a digest: a report may have a dateline, and a note on its source."""
MIN_LABELLED = 0.75
"""Share of the lines that begin with one: a digest may have a first line of its own."""
MAX_LINES = 40
"""Lines that are looked at."""
_LABEL = regex.compile(
    r"\W{0,3}(?P<label>\p{L}[^\n.:!?،,。：“”«»\"\d–—]{1,30}?)(?:\s[-–—]\s|】)(?=\W*[^\n]{40})"
)
"""A few words before a dash, and a sentence behind it. Before a colon stands who says it, or the name of a part of one
report: "Hintergrund:", "وأضاف:"."""


def is_digest(text: str) -> bool:
    """Tell whether nearly every line of a text begins with a label of its own, and there are some.

    In a label every word has a capital, where the script has some: "Why it matters:" is a part of one report.
    """
    lines = [line for line in text.split("\n", MAX_LINES)[:MAX_LINES] if line.strip()]
    labels = [match["label"] for line in lines if (match := _LABEL.match(line))]
    labels = [label for label in labels if not any(word[0].islower() for word in label.split())]
    return len(set(labels)) >= MIN_LABELS and len(labels) >= MIN_LABELLED * len(lines)
