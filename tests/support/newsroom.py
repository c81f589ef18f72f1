"""A newsroom for tests: feeds and pages on a Hostile server, a configuration that reads them, and Wirewatch on it.

with Hostile() as web:
    newsroom = Newsroom(web, tmp_path)
    newsroom.publish("/one.xml", 1, 2, 3)       # three pages, /a/1 to /a/3, in a feed of outlet `one`
    newsroom.write_feeds()
    newsroom.run_pipeline()                     # in this process
    newsroom.run_command("status", "--json")    # in this process
    newsroom.start_command("run", "--once")     # as a process of its own
"""

import contextlib
import io
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch
from xml.sax.saxutils import escape

import terminal
import yaml
from hostile_server import Hostile

from wirewatch.cli.app import run
from wirewatch.pipeline import StagePass, run_once
from wirewatch.project import Project
from wirewatch.settings import read_settings

RSS = "application/rss+xml; charset=utf-8"
HOOK = "/hook"
RULE = {"name": "taliban", "query": "groups:taliban", "to": ["desk"]}
PROSE = (
    "the minister of health told a court on monday that two rivers had risen after weeks of rain and that farmers in "
    "northern valleys were moving their sheep to higher ground while engineers measured old bridges with new tools "
    "because no market could open before trucks carrying flour salt tea and fuel came through snow from both sides "
    "under an agreement which neighbours signed last spring for schools hospitals workshops"
)


def random_text(number: int, count: int = 90) -> str:
    """Return a text of `count` words that shares no run of words with any other number's."""
    chosen = random.Random(number)  # noqa: S311
    sentences = [" ".join(chosen.choices(PROSE.split(), k=15)).capitalize() + "." for _ in range(count // 15)]
    return " ".join(sentences)


def article_text(number: int) -> str:
    """Return the text of one article, in paragraphs: it names the Taliban and Helmand once each."""
    first = f"Elder {number} said the Taliban had left Helmand. {random_text(number, 30)}"
    return f"{first}\n{random_text(number + 100_000)}\n{random_text(number + 200_000)}"


def article_page(title: str, text: str) -> str:
    """Return a page with one article."""
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
    body = f"<body><article><h1>{title}</h1>{paragraphs}</article></body>"
    return f"<html><head><title>{title}</title></head>{body}</html>"


def rss_item(url: str, title: str = "", more: str = "") -> str:
    """Return one item of an RSS feed."""
    return f"<item><title>{escape(title)}</title><link>{escape(url)}</link>{more}</item>"


def rss_feed(*items: str, title: str = "News") -> str:
    """Return an RSS feed."""
    return f'<rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'


class CommandResult(NamedTuple):
    """How a command ended, and what it printed."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What was printed, read as JSON."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """What was printed, read as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


class Newsroom:
    """One configuration and one home under `folder`, and the server that its feeds are on."""

    def __init__(self, web: Hostile, folder: Path, **environment: str) -> None:
        self.web = web
        self.config = folder / "config"
        self.home = folder / "home"
        self.environment = {
            "WIREWATCH_CONFIG": str(self.config),
            "WIREWATCH_HOME": str(self.home),
            "WIREWATCH_ALLOW_PRIVATE_NETWORKS": "1",
            **environment,
        }
        self.feeds: dict[str, dict[str, Any]] = {}
        self.items: dict[str, list[str]] = {}
        self.config.mkdir(parents=True)
        self.write_alerts({"alerts": [RULE], "channels": {"desk": {"url": self.hook_url()}}})
        self.write_groups([{"id": "taliban", "name": "Taliban", "aliases": {"any": ["Taliban"]}}])
        web.serve(HOOK, "", status=204)

    # What there is to read

    def page_url(self, number: int) -> str:
        """Return the address of a page."""
        return f"{self.web.url}/a/{number}"

    def publish(self, feed: str, *numbers: int) -> None:
        """Serve these pages, and show them at the top of this feed beside what it showed before."""
        for number in numbers:
            self.web.serve(f"/a/{number}", article_page(f"Report {number}", article_text(number)))
        self.show_items(feed, *(rss_item(self.page_url(number), f"Report {number}") for number in numbers))

    def show_items(self, feed: str, *items: str) -> None:
        """Show these items at the top of a feed, which is one of the configuration from now on."""
        self.items[feed] = [*items, *self.items.get(feed, [])]
        self.web.serve(feed, rss_feed(*self.items[feed]), RSS)
        self.add_feed(feed)

    def add_feed(self, feed: str, **more: Any) -> None:
        """Have this feed in the configuration; its outlet is called after it unless `more` says otherwise."""
        name = feed.strip("/").partition(".")[0]
        source = {"id": name, "name": name.capitalize(), "domain": f"{name}.example"}
        self.feeds.setdefault(feed, {"url": self.web.url + feed, "source": source}).update(more)

    # What the user writes

    def write_feeds(self) -> None:
        """Write feeds.yaml."""
        self.write_yaml("feeds.yaml", {"feeds": list(self.feeds.values())})

    def write_alerts(self, content: Mapping[str, Any]) -> None:
        """Write alerts.yaml."""
        self.write_yaml("alerts.yaml", content)

    def write_groups(self, groups: list[dict[str, Any]]) -> None:
        """Write groups.yaml."""
        self.write_yaml("groups.yaml", {"groups": groups})

    def write_yaml(self, name: str, content: Any) -> Path:
        """Write a file of the configuration, as YAML."""
        file = self.config / name
        file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
        return file

    def hook_url(self, path: str = HOOK) -> str:
        """Return the address of a channel that posts to this path."""
        return f"json://{self.web.url.removeprefix('http://')}{path}"

    # What the program does

    def project(self) -> Project:
        """Return the project, to be used as a context manager."""
        return Project(read_settings(self.environment))

    def run_pipeline(self, *, well: bool = True) -> Counter[str]:
        """Run the pipeline once, in this process; count what its passes did as `stage outcome`."""
        with self.project() as project:
            passes = list(run_once(project))
        assert not well or not troubles_of(passes), troubles_of(passes)
        counts: Counter[str] = Counter()
        for done in passes:
            counts.update({f"{done.stage} {name}": number for name, number in done.counts.items()})
        return counts

    def run_command(self, *arguments: str, stdin: bytes = b"", status: int = 0) -> CommandResult:
        """Run a command in this process, as the command line does, and hold it to its exit status."""
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="", write_through=True) for _ in "12")
        inward = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
        with (
            patch.dict(os.environ, self._whole_environment(), clear=True),
            patch.object(sys, "stdin", inward),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            ended = run(list(arguments))
        called = CommandResult(ended, *(stream.buffer.getvalue().decode() for stream in (out, err)))
        assert called.status == status, called
        return called

    def start_command(self, *arguments: str, **options: Any) -> subprocess.Popen[bytes]:
        """Start a command as a process of its own, in a process group of its own."""
        return self.start_python("-m", "wirewatch", *arguments, **options)

    def start_python(self, *arguments: str, **options: Any) -> subprocess.Popen[bytes]:
        """Start this Python with these arguments, in a process group of its own, on this newsroom."""
        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(
            [sys.executable, *arguments],
            env=self._whole_environment(),
            start_new_session=True,
            **{**streams, **options},
        )

    def on_terminal(
        self, *arguments: str, interrupt: Callable[[bytes], bool] | None = None, times: int = 1
    ) -> terminal.Ended:
        """Run a command on a terminal of its own, and press Ctrl-C there as soon as `interrupt` says so."""
        return terminal.run(["-m", "wirewatch", *arguments], self._whole_environment(), interrupt, times)

    def _whole_environment(self) -> dict[str, str]:
        foreign = {name: value for name, value in os.environ.items() if not name.startswith("WIREWATCH_")}
        return {**foreign, **self.environment}

    # What came of it

    def status(self) -> dict[str, Any]:
        """Return what `status --json` tells."""
        answer: dict[str, Any] = self.run_command("status", "--json").json
        return answer

    def why(self, url: str) -> dict[str, Any]:
        """Return what `why URL --json` tells."""
        answer: dict[str, Any] = self.run_command("why", url, "--json").json
        return answer

    def documents(self) -> list[dict[str, Any]]:
        """Return everything that is in the index, by address: a store promises no order."""
        with self.project() as project:
            return sorted(project.store.scan(), key=lambda document: str(document["url"]))

    def received_posts(self, path: str = HOOK) -> list[dict[str, Any]]:
        """Return what a webhook received, in order, its Idempotency-Key header as `header`."""
        return [
            {**json.loads(request.body), "header": request.headers.get("idempotency-key")}
            for request in self.web.posts_to(path)
        ]

    def page_requests(self) -> Counter[str]:
        """Count the requests for each page."""
        return Counter(request.path for request in self.web.requests if request.path.startswith("/a/"))


def troubles_of(passes: list[StagePass]) -> list[str]:
    """Return what kept stages from working."""
    return [f"{done.stage}: {done.trouble}" for done in passes if done.trouble]


def group_ended(group: int) -> bool:
    """Tell whether the last process of a group is gone, or goes within half a minute."""
    for _ in range(300):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def all_links_counted(status: Mapping[str, Any]) -> bool:
    """Tell whether every link that was seen has a fate or is open work."""
    fates, still_open = status["fates"], status["open"]
    ended = fates["indexed"] + sum(fates["rejected"].values()) + sum(fates["failed"].values())
    return bool(ended + sum(still_open.values()) == status["links"])
