"""The landing zone gives back what was written, or says that it is lost: never something else, and never a bug."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from newsroom import article_page, article_text

from processors.clean import clean_html
from processors.records import Article
from scrapers.records import Feed, Page, Source
from wirewatch.landing import LandingLost, LandingTrouble, LandingZone
from wirewatch.ledger import leases

NUMBER = 6


def landed_page(number: int) -> Page:
    """Return a page; every third one is only the feed's text."""
    url, at = f"https://one.example/{number}", leases.now().replace(microsecond=0)
    feed = Feed("https://one.example/", Source("one", "One", "one.example"))
    page = Page(
        id=str(number), url=url, canonical_url=url, feed=feed,
        first_seen_at=at, fetched_at=at, status=200, content_type="text/html",
        body=article_page(f"Report {number}", article_text(number)).encode() + b"\r\n\r\nWARC/1.0 is no record here",
    )  # fmt: skip
    return msgspec.structs.replace(page, missing="not_found", body=b"") if number % 3 == 2 else page


class Landed:
    """Six pages in one file, and six articles in another."""

    def __init__(self, folder: Path):
        self.zone = LandingZone(str(folder))
        self.pages = [landed_page(number) for number in range(NUMBER)]
        html = [article_page(f"Report {number}", article_text(number)) for number in range(NUMBER)]
        self.articles = [clean_html(page, f"https://one.example/{n}") for n, page in enumerate(html)]
        at = leases.now()
        self.page_references = self.zone.write_pages(self.pages, at)
        self.article_references = self.zone.write_articles(map(msgspec.json.encode, self.articles), at)
        self.warc, self.lines = (
            folder / references[0].partition("#")[0]
            for references in (self.page_references, self.article_references)
        )

    def number_lost(self) -> int:
        """Read everything; count what is lost, and hold the rest to what was written."""
        pages = zip(self.page_references, self.pages, strict=True)
        articles = zip(self.article_references, self.articles, strict=True)
        return sum(
            [_is_lost(self.zone.read_page, reference, page) for reference, page in pages]
            + [_is_lost(self._read_article, reference, article) for reference, article in articles]
        )

    def _read_article(self, reference: str) -> Article:
        (article,) = self.zone.read_articles([reference])
        return article


def _is_lost(read: Callable[[str], Any], reference: str, written: Any) -> bool:
    try:
        found = read(reference)
    except LandingLost as error:
        told = str(error)
    else:
        assert found == written
        return False
    assert reference.partition("#")[0] in told
    return True


@pytest.fixture
def landed(tmp_path: Path) -> Landed:
    return Landed(tmp_path)


def test_what_was_written_is_given_back(landed: Landed) -> None:
    """Pages and articles come back as they were."""
    assert landed.number_lost() == 0


@pytest.mark.parametrize("kind", ["warc", "lines"])
@pytest.mark.parametrize("damage", ["empty", "garbage", "zeros", "lines_of_text"])
def test_a_file_of_something_else_is_lost_whole(landed: Landed, kind: str, damage: str) -> None:
    """Where a file is empty, random bytes, zeros or another text, each of its pages or articles is lost by name."""
    file: Path = getattr(landed, kind)
    size = file.stat().st_size
    file.write_bytes(
        {
            "empty": b"",
            "garbage": random.Random(1).randbytes(size),  # noqa: S311
            "zeros": bytes(size),
            "lines_of_text": b"not what you look for\n" * (size // 22 + 1),
        }[damage]
    )
    assert landed.number_lost() == NUMBER


@pytest.mark.parametrize("kind", ["warc", "lines"])
def test_wherever_a_file_is_cut_what_stands_before_is_read(landed: Landed, kind: str) -> None:
    """A cut file loses what it no longer holds in full and nothing else."""
    file: Path = getattr(landed, kind)
    whole = file.read_bytes()
    references = landed.page_references if kind == "warc" else landed.article_references
    starts = [int(reference.partition("#")[2]) for reference in references]
    for start, end in zip(starts, [*starts[1:], len(whole)], strict=True):
        for cut in (start, start + 1, start + 20, (start + end) // 2, end - 2):
            file.write_bytes(whole[:cut])
            assert landed.number_lost() == NUMBER - starts.index(start), cut


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_byte_loses_at_most_its_own_page_and_never_gives_another(landed: Landed, seed: int) -> None:
    """Whatever byte of a WARC file changes, or whatever run of them is zeroed, the pages beside it are whole."""
    chance = random.Random(seed)  # noqa: S311
    whole = bytearray(landed.warc.read_bytes())
    at = chance.randrange(len(whole))
    if seed % 2:
        whole[at] ^= 1 << chance.randrange(8)
    else:
        whole[at : at + 40] = bytes(len(whole[at : at + 40]))
    landed.warc.write_bytes(whole)
    assert landed.number_lost() <= 2


def test_a_page_whose_answer_is_another_pages_is_lost(landed: Landed) -> None:
    """Where the record of a page's body is gone, the next page's body does not stand in for it."""
    whole = landed.warc.read_bytes()
    first, second = (int(reference.partition("#")[2]) for reference in landed.page_references[:2])
    answer = whole.index(b"\x1f\x8b\x08", first + 1)
    next_answer = whole.index(b"\x1f\x8b\x08", second + 1)
    landed.warc.write_bytes(whole[:answer] + whole[next_answer:])
    with pytest.raises(LandingLost, match="its answer is missing"):
        landed.zone.read_page(landed.page_references[0])


def test_a_file_that_cannot_be_read_for_now_is_not_lost(landed: Landed) -> None:
    """What the system refuses to read is told as a trouble, since it may be readable later."""
    landed.warc.rename(landed.warc.with_name("elsewhere"))
    landed.warc.mkdir()
    with pytest.raises(LandingTrouble, match="cannot read"):
        landed.zone.read_page(landed.page_references[0])


def test_an_answer_that_items_share_lands_once(tmp_path: Path) -> None:
    """Pages with the same answer, one after another, have it once in their file, and each is given back whole."""
    zone, at = LandingZone(str(tmp_path)), leases.now()
    first, other = landed_page(0), landed_page(1)
    body = random.Random(1).randbytes(100_000)  # noqa: S311
    pages = [msgspec.structs.replace(first, id=str(number), body=body) for number in range(5)]
    pages[3:3] = [landed_page(2), msgspec.structs.replace(other, body=body)]
    references = zone.write_pages([*pages, other], at)
    assert [zone.read_page(reference) for reference in reversed(references)] == [other, *reversed(pages)]
    file = tmp_path / references[0].partition("#")[0]
    assert file.stat().st_size < 1.2 * len(body)
    data = bytearray(file.read_bytes())
    data[5_000:6_000] = bytes(1_000)
    file.write_bytes(data)
    for reference in references[1:3]:
        with pytest.raises(LandingLost):
            zone.read_page(reference)
    assert zone.read_page(references[-1]) == other
