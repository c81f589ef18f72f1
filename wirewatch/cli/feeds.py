"""Commands on feeds: list, add, remove, pause, resume, fix, check, discover, import, export."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from processors.text.counted import counted

if TYPE_CHECKING:
    from scrapers.discover import FoundFeed
    from scrapers.records import Feed

LONGEST_TITLE = 100
"""Characters of a feed's own title that become its name."""

app = typer.Typer(help="What is polled.", no_args_is_help=True, rich_markup_mode=None)
Json = Annotated[bool, typer.Option("--json", help="A JSON list, in a form that stays")]


@app.command("list")
def list_(context: typer.Context, json: Json = False) -> None:
    """Print the feeds of feeds.yaml."""
    from msgspec.structs import replace

    from wirewatch.cli.show import print_json, print_table
    from wirewatch.project import Project

    feeds = Project(context.obj).feeds
    if json:
        print_json([replace(feed, url=_shown(feed), login=None) for feed in feeds])
    else:
        rows = (
            (
                feed.name,
                feed.source.name,
                feed.source.country,
                feed.language,
                _shown(feed) + (" (paused)" if feed.paused else ""),
            )
            for feed in feeds
        )
        print_table(("name", "source", "country", "language", "url"), rows)


@app.command()
def add(
    context: typer.Context,
    site: Annotated[
        str,
        typer.Argument(
            metavar="SITE", help="A site's address or bare domain, such as example.org, or a feed's address"
        ),
    ],
    name: Annotated[str, typer.Option(help="What to call the feed [its own title]")] = "",
) -> None:
    """Find the feed of a site and add it to feeds.yaml; a site that is there already is told, and not asked."""
    from datetime import UTC, datetime

    from scrapers.discover import choose_main_feed
    from scrapers.login import with_login
    from scrapers.urls import hide_credentials
    from wirewatch.config.edit import add_feed
    from wirewatch.config.feeds import read_feeds
    from wirewatch.config.known_feeds import known_feeds
    from wirewatch.errors import Trouble
    from wirewatch.inspect.feedcheck import find_feeds

    site, file = site.strip(), _feeds_file(context)
    known = read_feeds(file) if file.exists() else []
    if there := known_feeds(site, known):
        _print_known(site, there)
        return
    _refuse_no_address(site)
    found = find_feeds(site, context.obj)
    if not found:
        mend = "add the address of its feed if you know it, or scrape a page for its links by `sites:` in feeds.yaml"
        raise Trouble(f"no feed found at {site}; {mend}")
    if not found[0].itself:
        typer.echo(f"found {counted(len(found), 'feed')} at {hide_credentials(site)}")
    there = [known_feed for feed in found for known_feed in known_feeds(feed.url, known)]
    if there:
        _print_known(site, there)
    else:
        chosen = choose_main_feed(found, datetime.now(UTC))
        add_feed(file, with_login(chosen.url, chosen.login), name or _title(chosen), _outlet(site, chosen))
        typer.echo(f"added {_line(chosen)}")
        there = known_feeds(chosen.url, read_feeds(file))
    _print_others(found, there)


def _print_others(found: "Sequence[FoundFeed]", listed: "Sequence[Feed]") -> None:
    """Say which feeds of a site are not in feeds.yaml, and how one is added."""
    urls = {feed.url for feed in listed}
    if others := [feed for feed in found if feed.url not in urls]:
        typer.echo("not added; `wirewatch feeds add URL` adds one of them:")
        for other in others:
            typer.echo(f"  {_line(other)}")


def _print_known(asked: str, feeds: "Sequence[Feed]") -> None:
    """Say which feeds of feeds.yaml are meant by what was asked for."""
    from scrapers.urls import drop_credentials, hide_credentials

    urls = [f"{_shown(feed)} ({feed.name or feed.source.name})" for feed in feeds]
    if len(urls) == 1:
        same = feeds[0].url == drop_credentials(asked)
        typer.echo(f"{hide_credentials(asked)} is there already" + ("" if same else f": {urls[0]}"))
        return
    typer.echo(f"{hide_credentials(asked)} is there already, with {len(urls)} feeds:")
    for url in urls:
        typer.echo(f"  {url}")


def _refuse_no_address(site: str) -> None:
    from scrapers.errors import ScrapeError
    from scrapers.urls import canonicalize
    from wirewatch.config.known_feeds import is_name
    from wirewatch.errors import Mistake

    if is_name(site):
        message = f"feeds.yaml has no feed called {site!r}, and it is no address"
        raise Mistake(message, "write a site's domain, such as example.org")
    try:
        canonicalize(site if "://" in site else f"https://{site}")
        if "://" not in site and "@" in site:
            raise ValueError  # a mail address
    except (ScrapeError, ValueError):
        mend = "write a site's domain, such as example.org, or an address that begins with https://"
        raise Mistake(f"{site!r} is no web address", mend) from None


def _shown(feed: "Feed | FoundFeed") -> str:
    """Give a feed's address for people to read: with `***` where it has a user and password."""
    from scrapers.login import with_login
    from scrapers.urls import hide_credentials

    return hide_credentials(with_login(feed.url, feed.login))


def _line(feed: "FoundFeed") -> str:
    return f"{_shown(feed)}: {_title(feed) or 'no title'}, {counted(feed.entries, 'entry', 'entries')}"


def _title(feed: "FoundFeed") -> str:
    """Give a feed's own title, in one line of moderate length."""
    from wirewatch.cli.show import safe_text

    return " ".join(safe_text(feed.title or "").split())[:LONGEST_TITLE].strip()


def _outlet(site: str, feed: "FoundFeed") -> str:
    """Give the domain of the site whose feed is elsewhere, as at a service for feeds; else an empty text."""
    from scrapers.urls import domain_of

    if feed.itself:
        return ""
    own = domain_of(site if "://" in site else f"https://{site}")
    return own if own != domain_of(feed.url) else ""


@app.command()
def remove(context: typer.Context, url: str) -> None:
    """Take a feed out of feeds.yaml. What it brought stays."""
    from scrapers.urls import hide_credentials
    from wirewatch.config.edit import remove_feed
    from wirewatch.errors import Mistake

    if not remove_feed(_feeds_file(context), url):
        raise Mistake(
            f"no feed {hide_credentials(url)}", "`wirewatch feeds list` shows them", _feeds_file(context)
        )
    typer.echo(f"removed {hide_credentials(url)}")


FeedName = Annotated[
    str, typer.Argument(metavar="URL", help="Its address; a domain or a name means all its feeds")
]


@app.command()
def pause(context: typer.Context, feed: FeedName) -> None:
    """Stop polling a feed, until `wirewatch feeds resume`. What it brought stays."""
    _pause(context, feed, paused=True)


@app.command()
def resume(context: typer.Context, feed: FeedName) -> None:
    """Poll a feed again that was paused."""
    _pause(context, feed, paused=False)


def _pause(context: typer.Context, asked: str, *, paused: bool) -> None:
    from wirewatch.config.edit import pause_feeds
    from wirewatch.inspect.feedcheck import meant_feeds
    from wirewatch.project import Project

    with Project(context.obj) as project:
        feeds = meant_feeds(project, asked)
    changed = {feed.url for feed in feeds if feed.paused != paused}
    if changed:
        pause_feeds(_feeds_file(context), changed, paused=paused)
    done, already = ("paused", "is paused already") if paused else ("resumed", "is not paused")
    for feed in feeds:
        typer.echo(f"{done} {_shown(feed)}" if feed.url in changed else f"{_shown(feed)} {already}")


@app.command()
def fix(
    context: typer.Context,
    feed: Annotated[
        str, typer.Argument(metavar="[FEED]", help="Its address, domain or name [all feeds]")
    ] = "",
) -> None:
    """Write the new addresses of feeds that have moved for good into feeds.yaml."""
    from scrapers.moves import AGREEING
    from scrapers.urls import hide_credentials
    from wirewatch.inspect.feedcheck import meant_feeds
    from wirewatch.inspect.moved_feeds import moved_feeds, write_moves
    from wirewatch.project import Project

    with Project(context.obj) as project:
        moved = moved_feeds(project, meant_feeds(project, feed) if feed.strip() else project.feeds)
        written = write_moves(project, moved)
    for one in moved:
        shown, to = _shown(one.feed), hide_credentials(one.move.to)
        if one in written:
            typer.echo(f"{shown} is now {to}")
        elif one.there:
            typer.echo(
                f"{shown} has moved to {to}, which is there already; `wirewatch feeds remove` takes it out"
            )
        elif one.move.settled:
            told = (
                f"{shown} has moved to {to}, another server, which its login, cookies and headers are not for"
            )
            typer.echo(f"{told}; write the new address into feeds.yaml yourself")
        else:
            told = f"{len(one.move.told)} of {AGREEING} answers within two days say so"
            typer.echo(f"{shown} stays as it is: {told} that it has moved to {to}")
    if not moved:
        typer.echo("nothing to fix: no feed has moved")


@app.command()
def check(
    context: typer.Context,
    feed: Annotated[
        str,
        typer.Argument(
            metavar="[FEED]", help="Its address, domain or name: also what `every` would do [all feeds]"
        ),
    ] = "",
    json: Json = False,
) -> None:
    """Ask every feed now, without recording anything: how it is, what is wrong, and what mends it."""
    from wirewatch.cli.feed_health import print_health
    from wirewatch.cli.show import print_json
    from wirewatch.inspect import feedcheck
    from wirewatch.project import Project

    with Project(context.obj) as project:
        meant = feedcheck.meant_feeds(project, feed) if feed.strip() else None
        results = feedcheck.check_configured_feeds(project, meant)
    if json:
        print_json(results)
    else:
        print_health(results, whole=meant is not None)
    if any(result["error"] for result in results):
        raise typer.Exit(1)


@app.command()
def discover(context: typer.Context, site: str) -> None:
    """Print the feeds that a site announces or keeps in the usual places."""
    from wirewatch.errors import Trouble
    from wirewatch.inspect.feedcheck import find_feeds

    found = find_feeds(site, context.obj)
    if not found:
        raise Trouble(f"no feed found at {site}; `sites:` in feeds.yaml scrapes a page for its links")
    for feed in found:
        typer.echo(f"{_shown(feed)}\t{feed.title or ''}")


@app.command("import")
def import_(context: typer.Context, file: Path) -> None:
    """Add the feeds of an OPML file to feeds.yaml, without asking them."""
    from scrapers.errors import ScrapeError
    from scrapers.opml import MAX_BYTES, MAX_FEEDS, read_opml
    from scrapers.urls import hide_credentials
    from wirewatch.config.edit import add_feeds
    from wirewatch.config.yaml_file import read_whole_file
    from wirewatch.errors import Mistake

    try:
        listed = read_opml(read_whole_file(file, MAX_BYTES, "give an OPML file", "list of feeds"))
    except ScrapeError as error:
        raise Mistake(error.detail or error.reason, "give an OPML file", file) from None
    added, refused = add_feeds(_feeds_file(context), listed)
    for url, why in refused:
        typer.echo(hide_credentials(f"wirewatch: {url} is left out: {why}"), err=True)
    if len(listed) == MAX_FEEDS:
        typer.echo(f"wirewatch: no more than {MAX_FEEDS} feeds of a list are read", err=True)
    typer.echo(f"added {added} of {counted(len(listed), 'feed')}")


@app.command()
def export(
    context: typer.Context,
    with_secrets: Annotated[
        bool, typer.Option("--with-secrets", help="Also the users and passwords in addresses.")
    ] = False,
) -> None:
    """Print the feeds of feeds.yaml as OPML, without the passwords that are in their addresses."""
    from scrapers.login import with_login
    from scrapers.opml import write_opml
    from wirewatch.project import Project

    feeds = Project(context.obj).feeds
    sys.stdout.buffer.write(
        write_opml(
            [
                (
                    with_login(feed.url, feed.login) if with_secrets else feed.url,
                    feed.name or feed.source.name,
                )
                for feed in feeds
                if not feed.links
            ]
        )
    )


def _feeds_file(context: typer.Context) -> Path:
    file: Path = context.obj.config / "feeds.yaml"
    return file
