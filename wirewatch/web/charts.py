"""Counts over time as a picture: an SVG that the page shows as an image, so that nothing in it can run."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import drawsvg

COLOURS = ("#2563eb", "#d97706", "#059669", "#b91c1c")
"""Of the series, in order: each can be told from its neighbours by who is blind to colours, and stands out on white
and on black."""
INK = "#808896"
WIDTH, HEIGHT, LEFT, BELOW, ABOVE = 960, 200, 44, 22, 22
LABELS = 8
"""Times that are written below a chart, about."""
MOST_BARS = 400
"""Steps of one chart: of more, neighbours are added up."""
GAP = 0.2
"""Of the room of a step that stays free."""


def draw_timeline(series: Mapping[str, Sequence[tuple[datetime, int]]]) -> str:
    """Draw one or several timelines (at most as many as COLOURS), by their names, as bars over the same time."""
    times = sorted({at for counts in series.values() for at, _ in counts})
    at_once = max(1, -(-len(times) // MOST_BARS))
    steps = [times[first : first + at_once] for first in range(0, len(times), at_once)]
    known = {name: dict(counts) for name, counts in series.items()}
    bars = {name: [sum(at.get(time, 0) for time in step) for step in steps] for name, at in known.items()}
    top = nice_top(max((number for numbers in bars.values() for number in numbers), default=0))
    picture = drawsvg.Drawing(WIDTH, HEIGHT, font_family="system-ui, sans-serif")
    _draw_scale(picture, top)
    hours = any(time.hour for time in times)
    width = (WIDTH - LEFT) / max(len(steps), 1)
    for number, step in enumerate(steps):
        if number % max(1, -(-len(steps) // LABELS)) == 0:
            label = f"{step[0]:%m-%d %H:00}" if hours else f"{step[0]:%Y-%m-%d}"
            picture.append(drawsvg.Text(label, 11, LEFT + number * width, HEIGHT - 6, fill=INK))
    for place, (numbers, colour) in enumerate(zip(bars.values(), COLOURS, strict=False)):
        _draw_bars(picture, numbers, top, colour, place, len(bars))
    if len(bars) > 1:
        _draw_names(picture, list(bars))
    drawn: str = picture.as_svg()
    return drawn


def nice_top(most: int) -> int:
    """Give where a scale ends that holds a count: the next of 1, 2, 5, 10, 20, 50 ..."""
    tops = (step * int(10**power) for power in range(19) for step in (1, 2, 5))
    return next(top for top in tops if top >= most)


def _y(number: float, top: int) -> float:
    return ABOVE + (HEIGHT - ABOVE - BELOW) * (1 - number / top)


def _draw_scale(picture: drawsvg.Drawing, top: int) -> None:
    for number in sorted({0, top // 2, top}):
        y = _y(number, top)
        picture.append(drawsvg.Line(LEFT, y, WIDTH, y, stroke=INK, stroke_opacity=0.4))
        picture.append(drawsvg.Text(f"{number:,}", 11, LEFT - 6, y + 4, text_anchor="end", fill=INK))


def _draw_bars(
    picture: drawsvg.Drawing, numbers: Sequence[int], top: int, colour: str, place: int, places: int
) -> None:
    room = (WIDTH - LEFT) / len(numbers) if numbers else 0
    width = room * (1 - GAP) / places
    for step, number in enumerate(numbers):
        if number:
            x, y = LEFT + step * room + place * width, _y(number, top)
            picture.append(
                drawsvg.Rectangle(
                    round(x, 1), round(y, 1), round(width, 1), round(_y(0, top) - y, 1), fill=colour
                )
            )


def _draw_names(picture: drawsvg.Drawing, names: Sequence[str]) -> None:
    x = LEFT
    for name, colour in zip(names, COLOURS, strict=False):
        picture.append(drawsvg.Rectangle(x, 4, 10, 10, fill=colour))
        picture.append(drawsvg.Text(name, 12, x + 15, 13, fill=INK))
        x += 40 + 7 * len(name)
