"""Counts over time as a picture: an SVG that the page shows as an image, so that nothing in it can run."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import pygal
from pygal.style import Style

LABELS = 8
"""Times that are written below a chart."""
MOST_BARS = 400
"""Bars of one chart: of more steps, neighbours are added up."""
_STYLE = Style(
    background="transparent",
    plot_background="transparent",
    foreground="#667085",
    foreground_strong="#667085",
    foreground_subtle="#98a2b3",
    colors=("#2563eb", "#d97706", "#059669", "#b91c1c"),
    font_family="system-ui, sans-serif",
    guide_stroke_color="#98a2b355",
    major_guide_stroke_color="#98a2b388",
    label_font_size=11,
    major_label_font_size=11,
    legend_font_size=12,
)


def draw_timeline(series: Mapping[str, Sequence[tuple[datetime, int]]]) -> bytes:
    """Draw one or several timelines, by their names, as bars over the same time; each begins and ends where it does."""
    times = sorted({at for counts in series.values() for at, _ in counts})
    at_once = max(1, -(-len(times) // MOST_BARS))
    steps = [times[first : first + at_once] for first in range(0, len(times), at_once)]
    chart = pygal.Bar(
        js=[],
        style=_STYLE,
        width=960,
        height=200,
        margin=4,
        spacing=4,
        show_legend=len(series) > 1,
        legend_at_bottom=True,
        show_minor_x_labels=False,
        show_minor_y_labels=False,
        y_labels_major_count=4,
        truncate_label=-1,
        no_data_text="no articles",
        print_values=False,
        explicit_size=True,
        disable_xml_declaration=False,
    )
    chart.x_labels = [_label(step[0], hours=_by_hour(times)) for step in steps]
    every = max(1, len(steps) // LABELS)
    chart.x_labels_major = chart.x_labels[::every]
    for name, counts in series.items():
        known = dict(counts)
        chart.add(name, [sum(known.get(at, 0) for at in step) for step in steps])
    picture: bytes = chart.render()
    return picture


def _by_hour(times: Sequence[datetime]) -> bool:
    return any(at.hour for at in times)


def _label(at: datetime, *, hours: bool) -> str:
    return f"{at:%Y-%m-%d %H:00}" if hours else f"{at:%Y-%m-%d}"
