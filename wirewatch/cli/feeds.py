"""Commands on feeds: list, add, remove, check, discover, import, export."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(help="What is polled.", no_args_is_help=True, rich_markup_mode=None)
Json = Annotated[bool, typer.Option("--json", help="A JSON list, in a form that stays")]


@app.command("list")
def list_(context: typer.Context, json: Json = False) -> None:
    """Print the feeds of feeds.yaml."""
    from wirewatch.cli.show import print_json, print_table
    from wirewatch.project import Project

    feeds = Project(context.obj).feeds
    if json:
        print_json(feeds)
    else:
        rows = ((feed.name, feed.source.name, feed.source.country, feed.language, feed.url) for feed in feeds)
        print_table(("name", "source", "country", "language", "url"), rows)


@app.command()
def add(context: typer.Context, url: str, name: str = "") -> None:
    """Add a feed to feeds.yaml, after asking it whether it is one."""
    from wirewatch.config.edit import add_feed
    from wirewatch.config.feeds import read_feeds
    from wirewatch.errors import Trouble
    from wirewatch.inspect.feedcheck import check_feeds

    feed, file = _feed_at(url), _feeds_file(context)
    if file.exists() and any(known.url == url for known in read_feeds(file)):
        typer.echo(f"{url} is there already")
        return
    result = check_feeds([feed], context.obj)[0]
    if result["error"]:
        private = result["error"].startswith("private_address")
        mend = (
            "WIREWATCH_ALLOW_PRIVATE_NETWORKS=1 allows it"
            if private
            else "`wirewatch feeds discover` finds a site's feeds"
        )
        raise Trouble(f"{url} is not added: {result['error']}; {mend}")
    add_feed(file, url, name)
    typer.echo(f"added {url}: {result['title'] or 'no title'}, {result['entries']} entries")


@app.command()
def remove(context: typer.Context, url: str) -> None:
    """Take a feed out of feeds.yaml. What it brought stays."""
    from wirewatch.config.edit import remove_feed
    from wirewatch.errors import Mistake

    if not remove_feed(_feeds_file(context), url):
        raise Mistake(f"no feed {url}", "`wirewatch feeds list` shows them", _feeds_file(context))
    typer.echo(f"removed {url}")


@app.command()
def check(context: typer.Context, json: Json = False) -> None:
    """Ask every feed now, without recording anything, and print its health."""
    from wirewatch.cli.show import print_json, print_table
    from wirewatch.inspect import feedcheck
    from wirewatch.project import Project

    with Project(context.obj) as project:
        results = feedcheck.check_configured_feeds(project)
    if json:
        print_json(results)
    else:
        columns = ("health", "entries", "newest", "skipped", "error", "url")
        print_table(columns, ([result[column] for column in columns] for result in results))
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
    for url, title in found:
        typer.echo(f"{url}\t{title or ''}")


@app.command("import")
def import_(context: typer.Context, file: Path) -> None:
    """Add the feeds of an OPML file to feeds.yaml, without asking them."""
    from scrapers.errors import ScrapeError
    from scrapers.opml import read_opml
    from wirewatch.config.edit import add_feed
    from wirewatch.errors import Mistake

    try:
        listed = read_opml(file.read_bytes())
    except OSError as error:
        raise Mistake(f"cannot be read: {error.strerror}", file=file) from None
    except ScrapeError as error:
        raise Mistake(error.detail or error.reason, "give an OPML file", file) from None
    added = 0
    for url, title in listed:
        try:
            added += add_feed(_feeds_file(context), url, title or "")
        except Mistake as error:
            typer.echo(f"wirewatch: {url} is left out: {error}", err=True)
    typer.echo(f"added {added} of {len(listed)} feeds")


@app.command()
def export(context: typer.Context) -> None:
    """Print the feeds of feeds.yaml as OPML."""
    from scrapers.opml import write_opml
    from wirewatch.project import Project

    feeds = Project(context.obj).feeds
    sys.stdout.buffer.write(
        write_opml([(feed.url, feed.name or feed.source.name) for feed in feeds if not feed.links])
    )


def _feeds_file(context: typer.Context) -> Path:
    file: Path = context.obj.config / "feeds.yaml"
    return file


def _feed_at(url: str) -> Any:
    from pydantic import ValidationError

    from wirewatch.config.feeds import FeedSpec, feed_of
    from wirewatch.errors import Mistake

    try:
        return feed_of(FeedSpec(url=url))
    except ValidationError:
        raise Mistake(f"{url!r} is no web address", "give one that begins with http:// or https://") from None
