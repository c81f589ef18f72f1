"""One request for the items of one page, as long as its answer may be theirs."""

import asyncio
from datetime import timedelta

import pytest

from scrapers.errors import Retry
from scrapers.http import Response
from wirewatch.ledger import leases
from wirewatch.stages import shared_pages
from wirewatch.stages.shared_pages import MAX_PAGES, SharedPages

PAGE = "https://news.example/live"


class Web:
    """Counts what it is asked, and answers with the number of the question, or fails."""

    def __init__(self, failures: int = 0):
        self.asked, self._failures = 0, failures

    async def ask(self) -> Response:
        """Answer, after all others have had their turn."""
        self.asked += 1
        number = self.asked
        await asyncio.sleep(0)
        if number <= self._failures:
            raise Retry("timeout")
        return Response(status=200, url=PAGE, headers={}, body=str(number).encode())


def test_all_who_ask_at_once_get_one_answer() -> None:
    """Who comes while the page is asked for waits for it, and who comes later has it too."""
    web, since = Web(), leases.now()

    async def ask() -> set[bytes]:
        shared = SharedPages()
        answers = await asyncio.gather(*(shared.get(PAGE, since, web.ask) for _ in range(20)))
        return {answer.body for answer in (*answers, await shared.get(PAGE, since, web.ask))}

    assert asyncio.run(ask()) == {b"1"}


def test_an_older_answer_is_none() -> None:
    """An item that was told of after the page was asked for may not be on it."""
    web = Web()

    async def ask() -> bytes:
        shared = SharedPages()
        await shared.get(PAGE, leases.now(), web.ask)
        return (await shared.get(PAGE, leases.now() + timedelta(seconds=1), web.ask)).body

    assert asyncio.run(ask()) == b"2"


def test_a_failure_is_not_shared() -> None:
    """Who waited for an answer that did not come asks for itself; and pages are forgotten, the oldest first."""
    web, since = Web(failures=1), leases.now()

    async def ask() -> list[object]:
        shared = SharedPages()
        asked = [shared.get(PAGE, since, web.ask) for _ in range(3)]
        found = await asyncio.gather(*asked, return_exceptions=True)
        for number in range(MAX_PAGES):
            await shared.get(f"{PAGE}/{number}", since, web.ask)
        await shared.get(PAGE, since, web.ask)
        return [*found]

    first, *others = asyncio.run(ask())
    assert isinstance(first, Retry)
    assert {answer.body for answer in others if isinstance(answer, Response)} == {b"2"}
    assert web.asked == 2 + MAX_PAGES + 1


@pytest.mark.parametrize(("most", "asked"), [(2, 3), (1, 4), (0, 4)])
def test_the_answers_that_are_kept_fit_in_their_bytes(
    most: int, asked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of answers of a byte each so many are kept as fit, the last in any case: who asks at once still has it."""
    monkeypatch.setattr(shared_pages, "MAX_BYTES", most)
    web, since = Web(), leases.now()

    async def ask() -> None:
        shared = SharedPages()
        for page in (PAGE, f"{PAGE}/2", f"{PAGE}/2", f"{PAGE}/3", f"{PAGE}/2"):
            await shared.get(page, since, web.ask)

    asyncio.run(ask())
    assert web.asked == asked


def test_a_page_asked_for_again_is_forgotten_last() -> None:
    """Of many pages the one goes that was asked for longest ago, and not the one that was first asked for."""
    web, since = Web(), leases.now()

    async def ask() -> int:
        shared = SharedPages()
        for number in range(MAX_PAGES):
            await shared.get(f"{PAGE}/{number}", since, web.ask)
        again = leases.now()
        await shared.get(f"{PAGE}/0", again, web.ask)
        await shared.get(PAGE, since, web.ask)
        before = web.asked
        await shared.get(f"{PAGE}/0", again, web.ask)
        return web.asked - before

    assert asyncio.run(ask()) == 0
