"""How `status` prints: links by fate, open work, what is unwell, index, alerts."""

from collections.abc import Sequence
from typing import Any

from processors.text.counted import counted

LOST_FILES_SHOWN = 10
"""Damaged files of the landing zone that a terminal shows."""
FEEDS_SHOWN = 50
"""Feeds that are unwell which a terminal shows: all of a newsroom's, and of thousands the worst."""


def show_status(state: dict[str, Any]) -> None:
    """Print what `project_status` gave."""
    from collections import Counter

    from wirewatch.cli.show import console, print_table, print_text, safe_text

    out = console()
    _show_mistakes(state["mistakes"])
    out.print(f"{counted(state['links'], 'link')}: {state['fates']['indexed']} indexed")
    for fate in ("rejected", "failed"):
        for reason, number in sorted(state["fates"][fate].items()):
            out.print(f"  {number:6} {fate}: {safe_text(reason)}")
    for fate, number in state["open"].items():
        if number:
            out.print(f"  {number:6} open: {fate}")
    _show_lost_files(state["lost_files"])
    healths = Counter(feed["health"] for feed in state["feeds"])
    print_text(f"feeds: {', '.join(f'{number} {name}' for name, number in healths.items()) or 'none'}")
    _show_feeds(
        ("url", "health", "failures", "reason", "detail"),
        [feed for feed in state["feeds"] if feed["health"] not in ("ok", "new")],
        "failures",
    )
    _show_feeds(("url", "skipped", "detail"), [feed for feed in state["feeds"] if feed["skipped"]], "skipped")
    _show_shortage(state)
    if state["hosts"]:
        host_columns = ("host", "health", "quarantined", "since", "detail")
        print_table(host_columns, ([host[column] for column in host_columns] for host in state["hosts"]))
    print_text(
        "index: " + ", ".join(f"{name} {safe_text(value)}" for name, value in state["index"].items()),
        hanging="  ",
    )
    if state["fates"]["indexed"] and state["index"].get("documents") == 0:
        print_text("it is empty, and was not: `wirewatch reprocess` fills it from the landing zone", "  ")
    out.print("alerts: " + ", ".join(f"{number} {state}" for state, number in state["alerts"].items()))
    _show_floods(state["floods"])
    columns = ("name", "pending", "gathering", "failed", "waits", "until", "detail")
    if rows := [
        [channel[name] for name in columns]
        for channel in state["channels"]
        if any(channel[name] for name in columns[1:])
    ]:
        print_table(("channel", *columns[1:]), rows)


def _show_feeds(columns: Sequence[str], feeds: list[dict[str, Any]], worst: str) -> None:
    """Print the feeds that have something wrong, where they are many those with the most of it."""
    from wirewatch.cli.show import print_table, print_text

    if not feeds:
        return
    more = len(feeds) - FEEDS_SHOWN
    if more > 0:
        feeds = sorted(feeds, key=lambda feed: -feed[worst])[:FEEDS_SHOWN]
    print_table(("feed", *columns[1:]), ([feed[column] for column in columns] for feed in feeds))
    if more > 0:
        print_text(f"and {counted(more, 'more feed')} (`status --json` has all)", "  ")


def _show_shortage(state: dict[str, Any]) -> None:
    """Say what waits because this machine lacked something: no fate and no host's health tells of it."""
    from wirewatch.cli.show import print_text

    links, feeds = state["shortage"], sum(feed["reason"] == "shortage" for feed in state["feeds"])
    if links or feeds:
        print_text(
            f"this machine was short of open files, memory or disk: {counted(links, 'link')} and "
            f"{counted(feeds, 'feed')} wait; `ulimit -n` sets how many files a process may open",
            hanging="  ",
        )


def _show_floods(floods: list[dict[str, Any]]) -> None:
    """Print which sources' alike articles are held back, and by which rules."""
    from wirewatch.cli.show import print_table

    columns = ("source", "rule", "held", "since", "until")
    if floods:
        print_table(("flood of", *columns[1:]), ([flood[column] for column in columns] for flood in floods))


def _show_lost_files(files: list[dict[str, Any]]) -> None:
    """Print the first files of the landing zone that are damaged or gone, and how to have their pages again."""
    from wirewatch.cli.show import print_text, safe_text

    for lost in files[:LOST_FILES_SHOWN]:
        print_text(
            safe_text(
                f"lost: the pages of {counted(lost['links'], 'link')}, as {lost['file']} is damaged or gone"
            ),
            "  ",
        )
    if len(files) > LOST_FILES_SHOWN:
        print_text(
            f"lost: and {counted(len(files) - LOST_FILES_SHOWN, 'more file')} (`status --json` has all)", "  "
        )
    if files:
        print_text("`wirewatch replay --reason landing_lost` has these pages fetched again", "  ")


def _show_mistakes(mistakes: list[dict[str, Any]]) -> None:
    """Print the first mistake of each file of the configuration, and how many more it has."""
    from collections import Counter

    from wirewatch.cli.show import print_text, safe_text

    numbers = Counter(mistake["file"] for mistake in mistakes)
    first = {mistake["file"]: mistake for mistake in reversed(mistakes)}
    for file, mistake in reversed(first.items()):
        where = f"{file}:{mistake['line']}" if mistake["line"] else file
        mend = f"; {mistake['mend']}" if mistake["mend"] else ""
        more = f" (and {numbers[file] - 1} more: `wirewatch alerts check`)" if numbers[file] > 1 else ""
        text = f"mistake: {where}: {mistake['message']}{mend}{more}"
        print_text(safe_text(text), hanging="  ", style="bold red")
