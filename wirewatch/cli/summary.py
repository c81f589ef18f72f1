"""The summary at the end of a run, on a terminal."""

from collections import Counter
from collections.abc import Iterator

from processors.text.counted import counted
from wirewatch.cli.show import as_command, safe_text
from wirewatch.inspect.summary import Pages, Summary
from wirewatch.settings import Settings

MOST = 5
"""Groups, or reasons, that are named."""
STATES = {
    "sent": "sent",
    "pending": "still to be sent",
    "gathering": "waiting for a digest",
    "failed": "failed",
    "muted": "muted",
}


def summary_lines(summary: Summary, settings: Settings) -> Iterator[str]:
    """Give what a run brought, and for what failed the command that says why."""
    articles = counted(summary.articles, "new article")
    stories = counted(summary.stories, "story", "stories")
    yield f"{articles} in {stories}" if summary.articles else "no new articles"
    if summary.groups:
        yield f"groups named most: {_listed(summary.groups)}"
    if summary.alerts:
        yield f"{counted(summary.alerts, 'alert')}; messages: {_states(summary.deliveries)}"
    else:
        yield "no alerts"
    if summary.deliveries["failed"] or summary.deliveries["pending"]:
        yield f"  why not sent: {as_command(settings, 'alerts', 'log')}"
    if summary.failed_feeds:
        yield f"{summary.failed_feeds} of {counted(summary.feeds, 'feed')} failed"
        yield f"  why: {as_command(settings, 'status')}"
    yield from _pages(summary.ended, "without an article", settings)
    yield from _pages(summary.again, "to be tried again", settings)


def _pages(pages: Pages, what: str, settings: Settings) -> Iterator[str]:
    if number := pages.reasons.total():
        yield f"{counted(number, 'page')} {what}: {_listed(pages.reasons)}"
        yield f"  why, for example: {as_command(settings, 'why', safe_text(pages.example))}"


def _listed(counts: Counter[str]) -> str:
    more = f" and {len(counts) - MOST} more" if len(counts) > MOST else ""
    return ", ".join(f"{name} {number}" for name, number in counts.most_common(MOST)) + more


def _states(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[state]} {words}" for state, words in STATES.items() if counts[state]) or "none"
