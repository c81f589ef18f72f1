"""The desk of a project, served on loopback to a browser."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from axe_playwright_python.sync_playwright import Axe
from waiting import wait_for

from wirewatch.project import Project
from wirewatch.web.app import make_app

WIDTHS = (360, 800, 1400)
"""Pixels of a telephone, a tablet and a desk."""


@contextmanager
def serve_desk(project: Project) -> Iterator[str]:
    """Serve the desk; give its address, without a slash at the end."""
    config = uvicorn.Config(
        make_app(project), port=0, log_level="warning", lifespan="off", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        wait_for("the desk", lambda: server.started, 30)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def open_tab(browser: Any, desk: str, **options: Any) -> Iterator[Any]:
    """Open a tab on the desk; at its end no script of a page may have failed."""
    context = browser.new_context(base_url=desk, **options)
    tab = context.new_page()
    tab.set_default_timeout(10_000)
    troubles: list[str] = []
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    yield tab
    context.close()
    assert troubles == []


def hold_to_the_rules(page: Any) -> None:
    """Hold a page, as it is shown, to the width of each screen, and to axe."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    hold_to_axe(page)


def hold_to_axe(page: Any) -> None:
    """Hold a page to the rules of accessibility."""
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
