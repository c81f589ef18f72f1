"""Draw docs/article.svg, the way of one article, from the text below; `make docs` runs it.

    python scripts/draw_pipeline.py [FILE]

One box a stage: what it does, and what it leaves behind. The stages are those of wirewatch/pipeline.py.
"""

import sys
from pathlib import Path

import drawsvg

FILE = Path(__file__).parents[1] / "docs" / "article.svg"
STAGES = (
    ("poll", "asks each feed", "links"),
    ("fetch", "asks for the page", "raw page"),
    ("process", "cleans, tags, finds copies", "article"),
    ("index", "makes it searchable", "document"),
    ("match", "runs every rule", "alerts"),
    ("deliver", "tells each channel", "messages"),
)
"""A stage's name, what it does, and what it leaves."""
OUTSIDE = (("feeds", 0, 1), ("web sites", 1, 1), ("search", 3, -1), ("mail, chat, webhooks", 5, -1))
"""What is not ours: its name, the stage that it belongs to, and whether the arrow leads in (1) or out (-1)."""
LEDGER = "the ledger: every link, what became of it, and why; work that a kill cut off begins again from here"
BOX, HEIGHT, GAP, TOP, LEFT = 140, 64, 20, 78, 12
WIDTH = 2 * LEFT + len(STAGES) * BOX + (len(STAGES) - 1) * GAP
INK, FAINT, FILL, PAPER = "#1b2733", "#5b6b7b", "#dbe9f6", "#ffffff"
FONT = "Helvetica, Arial, sans-serif"


def draw() -> drawsvg.Drawing:
    """Return the picture."""
    picture = drawsvg.Drawing(WIDTH, 250, font_family=FONT)
    picture.append_title("The way of one article: " + ", ".join(name for name, _, _ in STAGES))
    picture.append(drawsvg.Rectangle(0, 0, WIDTH, 250, fill=PAPER))
    head = drawsvg.Marker(0, -4, 8, 4, orient="auto", scale=0.8)
    head.append(drawsvg.Lines(0, -4, 8, 0, 0, 4, fill=FAINT, close=True))
    for number, (name, does, leaves) in enumerate(STAGES):
        left = LEFT + number * (BOX + GAP)
        _box(picture, left, name, does)
        _text(picture, leaves, left + BOX / 2, TOP + HEIGHT + 18, FAINT, italic=True)
        _line(picture, head, (left + BOX / 2, TOP + HEIGHT + 26), (left + BOX / 2, 190))
        if number:
            _line(picture, head, (left - GAP, TOP + HEIGHT / 2), (left - 9, TOP + HEIGHT / 2))
    for name, number, way in OUTSIDE:
        middle = LEFT + number * (BOX + GAP) + BOX / 2
        _text(picture, name, middle, 24, INK)
        ends = [(middle, 32), (middle, TOP - 9)] if way > 0 else [(middle, TOP), (middle, 42)]
        _line(picture, head, *ends)
    picture.append(drawsvg.Rectangle(LEFT, 200, WIDTH - 2 * LEFT, 36, rx=6, fill="#f3efe2", stroke=FAINT))
    _text(picture, LEDGER, WIDTH / 2, 223, INK)
    return picture


def _box(picture: drawsvg.Drawing, left: float, name: str, does: str) -> None:
    picture.append(drawsvg.Rectangle(left, TOP, BOX, HEIGHT, rx=6, fill=FILL, stroke=FAINT))
    _text(picture, name, left + BOX / 2, TOP + 27, INK, size=17, bold=True)
    _text(picture, does, left + BOX / 2, TOP + 48, INK, size=11)


def _text(
    picture: drawsvg.Drawing,
    text: str,
    middle: float,
    base: float,
    colour: str,
    *,
    size: int = 13,
    bold: bool = False,
    italic: bool = False,
) -> None:
    style = {"font_weight": "bold"} if bold else {"font_style": "italic"} if italic else {}
    picture.append(drawsvg.Text(text, size, middle, base, text_anchor="middle", fill=colour, **style))


def _line(
    picture: drawsvg.Drawing, head: drawsvg.Marker, start: tuple[float, float], end: tuple[float, float]
) -> None:
    picture.append(drawsvg.Line(*start, *end, stroke=FAINT, stroke_width=1.5, marker_end=head))


if __name__ == "__main__":
    drawn = draw().as_svg(header="")
    (Path(sys.argv[1]) if len(sys.argv) > 1 else FILE).write_text(f"{drawn}\n", "utf-8")
