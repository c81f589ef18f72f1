"""Every page of the fuzz corpus ends as an article or under a named reason, by the workers that pages go through."""

import base64
import json
import os
import signal

import pytest
from fuzz_pages import PAGES
from pebble import ProcessPool

from processors.errors import REASONS
from wirewatch.lines_at_work import clean_lines
from wirewatch.workers.limits import MOST_MEMORY, limit_memory
from wirewatch.workers.pool import fork_context


def line(name: str) -> bytes:
    body, content_type = PAGES[name]()
    coded = base64.b64encode(body).decode()
    asked = {"id": name, "url": "https://example.org/a", "body_b64": coded, "content_type": content_type}
    return json.dumps(asked).encode()


@pytest.mark.timeout(900)
def test_every_page_ends_in_an_article_or_a_named_fate() -> None:
    """No page hangs, crashes or meets a bug; they are answered in order, and a whole one among them is an article."""
    told = list(clean_lines(map(line, PAGES)))
    assert [one["id"] for one in told] == list(PAGES)
    ends = {one["id"]: one.get("rejected", "article") for one in told}
    assert {
        name: end for name, end in ends.items() if end not in {"article", *REASONS} or end == "timeout"
    } == {}
    assert ends["whole"] == ends["no charset"] == ends["UTF-16 declared as UTF-8"] == "article"
    assert ends["one tag of many attributes"] == "too_large"
    assert ends["tables in tables"] == ends["deep div"] == "too_deep"
    for one in told:
        json.dumps(one, ensure_ascii=False).encode()  # no half characters


def hoard() -> int:
    return len(b"x" * (MOST_MEMORY + 1))


def die() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def test_a_worker_that_takes_all_memory_or_crashes_costs_one_task() -> None:
    """Beyond its share of memory a worker is refused, a crash ends it alone, and the next task is done."""
    with ProcessPool(1, context=fork_context(), initializer=limit_memory) as pool:
        with pytest.raises(MemoryError):
            pool.schedule(hoard).result()
        with pytest.raises(Exception, match=r"[Aa]bnormal termination"):
            pool.schedule(die).result()
        assert pool.schedule(len, args=["next"]).result() == 4
