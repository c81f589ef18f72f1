"""The outside world of the containers: a feed with its pages, and the webhook of the channel `desk`.

GET  /feed.xml, /a/N     the stories that were published, and each as a page
POST /publish/FIRST/END  publish the stories from FIRST to before END
POST /hold, /release     pages begin to wait; and go on
GET  /held               how many pages wait
POST /hook               an alert
GET  /alerts             all alerts so far
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from newsroom import article_page, article_text, rss_feed, rss_item

SITE = "http://newsroom:8000"
LONGEST = 240
"""Seconds that a page waits at most."""

published: list[int] = []
alerts: list[Any] = []
held: set[int] = set()
open_gate = threading.Event()
open_gate.set()


class Site(BaseHTTPRequestHandler):
    """Its answers."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Give the feed, a page, or what the test asks for."""
        first, _, rest = self.path.strip("/").partition("/")
        if first == "feed.xml":
            items = (rss_item(f"{SITE}/a/{number}", f"Report {number}") for number in reversed(published))
            self._answer(200, "application/rss+xml", rss_feed(*items))
        elif first == "a":
            self._page(int(rest))
        elif first in ("alerts", "held"):
            self._answer(200, "application/json", json.dumps(alerts if first == "alerts" else len(held)))
        else:
            self._answer(404, "text/plain", "")

    def do_POST(self) -> None:
        """Do what the test says, or take an alert."""
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        first, *rest = self.path.strip("/").split("/")
        if first == "publish":
            published.extend(range(*map(int, rest)))
        elif first == "hold":
            open_gate.clear()
        elif first == "release":
            open_gate.set()
        elif first == "hook":
            alerts.append(json.loads(body))
        self._answer(204, "text/plain", "")

    def _page(self, number: int) -> None:
        held.add(number)
        open_gate.wait(LONGEST)
        held.discard(number)
        self._answer(200, "text/html; charset=utf-8", article_page(f"Report {number}", article_text(number)))

    def _answer(self, status: int, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("", 8000), Site).serve_forever()
