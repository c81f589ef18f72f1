"""The demonstration: two real articles, served as a feed on loopback, go the whole way."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import msgspec

import wirewatch
from processors.text.sentences import first_sentence
from wirewatch.cli.show import as_command, console, print_text, safe_text
from wirewatch.config.init import SHIPPED
from wirewatch.errors import Trouble
from wirewatch.inspect.search import highlight_parts, search_articles
from wirewatch.inspect.status import project_status
from wirewatch.inspect.why import explain_link
from wirewatch.interrupt import temporary_folder
from wirewatch.ledger import outbox
from wirewatch.pipeline import run_once
from wirewatch.project import Project
from wirewatch.settings import Settings, read_settings

SEEDS = Path(wirewatch.__file__).parents[1] / "seeds"
QUERY = 'groups:taliban AND "al-qaeda" AND (deny OR denied OR ties)'
RULE = "-" * 79
SHOWN_STATEMENTS = 3
"""Of each article."""
CONFIG = """\
feeds:
  - url: {site}/feed.xml
    name: Two articles
    source: {{id: seeds, name: The seeds, domain: seeds.example}}
"""
ALERTS = """\
alerts:
  - name: taliban-and-al-qaeda
    query: 'groups:taliban AND groups:al-qaeda'
    to: [desk]
    not_older: any   # one of the articles is of 2021
channels:
  desk: {{url: "json://{site}/desk"}}
"""


class _Site(ThreadingHTTPServer):
    """Serves the articles and a feed of them, and keeps what is posted to it."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files = {f"/{file.name}": file.read_bytes() for file in sorted(SEEDS.glob("*.txt"))}
        self.posted: list[dict[str, Any]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def feed(self) -> bytes:
        items = "".join(f"<item><link>{self.url}{path}</link></item>" for path in self.files)
        return f'<rss version="2.0"><channel><title>Two articles</title>{items}</channel></rss>'.encode()


class _Handler(BaseHTTPRequestHandler):
    server: _Site

    def do_GET(self) -> None:
        if self.path == "/feed.xml":
            self._answer(200, self.server.feed(), "application/rss+xml")
        elif self.path in self.server.files:
            self._answer(200, self.server.files[self.path], "text/plain; charset=utf-8")
        else:
            self._answer(404, b"", "text/plain")

    def do_POST(self) -> None:
        self.server.posted.append(msgspec.json.decode(self.rfile.read(int(self.headers["Content-Length"]))))
        self._answer(200, b"", "text/plain")

    def _answer(self, status: int, body: bytes, content_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""


def show_demo(then: Callable[[Project], None] | None = None) -> None:
    """Run the pipeline in a temporary folder and print what it makes of the articles; `then` may go on with these.

    Raises Trouble if it fails.
    """
    with (
        _serving() as site,
        temporary_folder() as folder,
        Project(_settings(folder, site)) as project,
    ):
        print_text(f"Two articles at {site.url}/feed.xml go the whole way:")
        console().print()
        for stage_pass in run_once(project):
            counts = ", ".join(f"{number} {name}" for name, number in sorted(stage_pass.counts.items()))
            print_text(
                f"{stage_pass.stage:8} {stage_pass.seconds:5.2f} s   {stage_pass.trouble or counts}", "  "
            )
        _show_articles(project)
        _show_search(project)
        _show_alerts(project, site)
        _show_why(project, site)
        if project_status(project)["fates"]["indexed"] != len(site.files):
            raise Trouble("the demonstration did not index its articles")
        _print_rule()
        if then:
            then(project)
        else:
            # By its path: who has just called `make demo` has no `wirewatch` on the PATH yet.
            command = as_command(read_settings(), "demo", "--serve")
            print_text(f"`{command}` opens these articles in a browser, on the desk.")
            print_text("README.md goes on under `Five minutes`, with news of your own.")


def _print_rule() -> None:
    console().print(f"\n{RULE}")


def _show_articles(project: Project) -> None:
    for article in sorted(project.store.scan(), key=lambda article: str(article["url"])):
        dateline = article["dateline"] or {}
        _print_rule()
        print_text(
            safe_text(article["title"] or f"(no headline) {first_sentence(article['text'])}"), style="bold"
        )
        filed = ", ".join(str(dateline[part]) for part in ("place", "agency", "date") if dateline.get(part))
        moment = f"{article['published_at'] or 'unknown'} (from: {article['published_from'] or 'nothing'})"
        for name, value in (
            ("dateline", filed or "none"),
            ("published", moment),
            ("language", f"{article['language']}, {len(article['text'])} characters"),
            ("labels", f"{'; '.join(article['labels']) or 'none'} (taken out of the sentences)"),
        ):
            print_text(value, f"  {name:10} ", " " * 13)
        _show_mentions(article)
        _show_statements(article)


def _show_mentions(article: dict[str, Any]) -> None:
    for group in article["groups"]:
        found = [mention for mention in article["mentions"] if mention["group"] == group]
        where = ", ".join(f"{mention['text']}@{mention['field']}:{mention['start']}" for mention in found[:4])
        more = f" and {len(found) - 4} more" if len(found) > 4 else ""
        print_text(f"{where}{more}", f"  {group:20} {len(found):2}  ", " " * 27)


def _show_statements(article: dict[str, Any]) -> None:
    """Print the first of what somebody claims, denies or asserts, each with the words that prove it."""
    for statement in article["statements"][:SHOWN_STATEMENTS]:
        about = f" about {', '.join(statement['about'])}" if statement["about"] else ""
        negated = "not " if statement["negated"] else ""
        proof = article[statement["field"]][statement["start"] : statement["end"]]
        print_text(
            safe_text(f"{statement['by']}{about}: {' '.join(proof.split())}"),
            f"  {negated + statement['act']:10} ",
            " " * 13,
        )
    if (more := len(article["statements"]) - SHOWN_STATEMENTS) > 0:
        print_text(f"and {more} more", " " * 13)


def _show_search(project: Project) -> None:
    from rich.text import Text

    found = search_articles(project.store, QUERY)
    _print_rule()
    print_text(f"wirewatch search '{QUERY}': {found['total']} found")
    for hit in found["hits"]:
        print_text(safe_text(hit["title"] or "(no headline)"), f"  {hit['score']:.2f}  ", " " * 8)
        for snippet in hit["highlight"].get("text", [])[:1]:
            line = Text()
            for part, is_hit in highlight_parts(snippet):
                line.append(safe_text(part), style="bold red" if is_hit else "")
            print_text(line, " " * 8)


def _show_alerts(project: Project, site: _Site) -> None:
    with project.ledger.read() as tx:
        states = outbox.count_states(tx)
    _print_rule()
    print_text(f"alerts: {states['sent']} sent, {states['pending']} pending. The webhook received:")
    for alert in site.posted:
        print_text(f"{alert['rule']}: {safe_text(alert['title'])}", "  ", " " * 6, style="bold")
        if alert["sentence"] != alert["title"]:
            print_text(safe_text(alert["sentence"]), " " * 6)
        print_text(
            f"published {alert['published_day'] or 'unknown'}, outlets {alert['outlets']}, "
            f"groups {', '.join(alert['groups'])}, key {alert['key'][:12]}",
            " " * 6,
        )


def _show_why(project: Project, site: _Site) -> None:
    url = f"{site.url}{next(iter(site.files))}?utm_source=newsletter"
    explained = explain_link(project.ledger, url)
    _print_rule()
    print_text(f"wirewatch why {url}: {explained['fate']}")
    for step in explained["steps"]:
        head = f"  {step['at']:%H:%M:%S.%f}  {step['stage']:8} {step['outcome']:10} "
        print_text(safe_text(step["detail"] or ""), head, " " * len(head))


@contextmanager
def _serving() -> Iterator[_Site]:
    site = _Site()
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()
        thread.join()


def _settings(folder: Path, site: _Site) -> Settings:
    """Give settings for the temporary folder alone, with a configuration that reads the site."""
    config = folder / "config"
    config.mkdir()
    (config / "feeds.yaml").write_text(CONFIG.format(site=site.url), "utf-8")
    (config / "alerts.yaml").write_text(ALERTS.format(site=site.url.removeprefix("http://")), "utf-8")
    (config / "groups.yaml").write_bytes((SHIPPED / "groups.yaml").read_bytes())
    return read_settings({"WIREWATCH_ALLOW_PRIVATE_NETWORKS": "1"}, config, folder / "var")
