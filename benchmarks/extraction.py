"""Body extraction and metadata beside trafilatura's, on a public set of pages (see benchmarks/pagesets.py).

    python -m benchmarks.extraction FOLDER_OF_A_CLONE [develop|second|report]

Bodies are scored as the set itself scores them. The rules were written on the half `develop` of a set, mended on the
quarter `second`, and the figures are those of the quarter `report`. Pages a second are of one core and of processor
time, every extractor on one page before the next page, from bytes. `wirewatch` is the body as `clean` takes it, before
datelines, labels and the floor of words, since the sets' truth keeps those; it includes reading the metadata.
"trafilatura + metadata" is its like for like. Below stand both by language. Two processes share the pages; the last
line tells on which steps our time goes.
"""

import logging
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from msgspec import Struct
from trafilatura import bare_extraction
from trafilatura.settings import Document

from benchmarks.pagesets import PARTS, Truth, has_text, opens, overall, read, score
from processors.clean import find_body
from processors.errors import Reject
from processors.metadata.author_names import clean_author_names, in_usual_order
from processors.metadata.read import read_metadata
from processors.metadata.timestamps import day_in_url, with_day_of_address
from processors.newsroom.paragraphs import number_paragraphs
from processors.newsroom.rules import remove_page_lines
from processors.page.decode import decode
from processors.page.extract import extract_paragraphs
from processors.page.html import parse_html, strip_code
from processors.page.select_blocks import select_blocks
from processors.text.characters import comparable_form, normalize_text

NOW = datetime.now(UTC)
LIKE_FOR_LIKE = ("wirewatch", "trafilatura + metadata")
WHAT = ("title", "day", "authors", "opening")
WATCHED = frozenset({"ar", "fa", "zh", "ja", "ru", "tr"})
"""Languages that are shown however few their pages."""
LOSS = 0.3
"""A page on which F1 is lower than trafilatura's by more than this needs a reason."""


class Found(Struct, frozen=True):
    """What an extractor found on a page."""

    text: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    day: str = ""


def trafilatura(**options: Any) -> Callable[[Truth], Found]:
    """Return trafilatura with these options as an extractor."""

    def extract(truth: Truth) -> Found:
        document = bare_extraction(decode(truth.page), url=truth.url, include_comments=False, **options)
        if not isinstance(document, Document):
            return Found()
        authors = tuple((document.author or "").split("; "))
        return Found(document.text or "", document.title or "", authors, document.date or "")

    return extract


def wirewatch(truth: Truth) -> Found:
    """Return our body, a newline between paragraphs, and what we read of the page's metadata."""
    try:
        body, _, said, _ = find_body(decode(truth.page), None, "", NOW, truth.url)
    except Reject:
        return Found()
    told = said.published and with_day_of_address(said.published, truth.url, NOW)
    moment = told or day_in_url(truth.url, NOW) or said.visible_date
    return Found(
        "\n".join(body.texts), said.title or "", said.authors, moment.day.isoformat() if moment else ""
    )


EXTRACTORS: dict[str, Callable[[Truth], Found]] = {
    "trafilatura": trafilatura(),
    "trafilatura + metadata": trafilatura(with_metadata=True),
    "trafilatura fast": trafilatura(fast=True),
    "wirewatch": wirewatch,
}


def metadata(truth: Truth, found: Found) -> dict[str, bool]:
    """Tell for each thing that the set knows of the page whether it was found: exactly, but for case and punctuation.

    Authors are right when all of them and nobody else were found; degrees and job titles are taken off all three.
    """
    told = {}
    if truth.title:
        told["title"] = comparable_form(found.title) == comparable_form(truth.title)
    if truth.authors:
        true, names = clean_author_names([in_usual_order(truth.authors)]), clean_author_names(found.authors)
        told["authors"] = {comparable_form(name) for name in names} == {
            comparable_form(name) for name in true
        }
    if truth.day:
        told["day"] = found.day[:10] in _days(truth.day)
    if truth.opening:
        told["opening"] = opens(truth, found.text)
    return told


def _days(moment: str) -> set[str]:
    """Return the days of a moment: its own; of one in UTC, as postlight's tests have them, also the day elsewhere.

    The midnight of a Japanese page is three in the afternoon of the day before. Zones are up to 14 hours ahead of UTC
    and 12 behind.
    """
    days = {moment[:10]}
    if moment.endswith("Z"):
        at = datetime.fromisoformat(moment)
        days |= {(at + timedelta(hours=hours)).date().isoformat() for hours in (-12, 14)}
    return days


def run(pages: list[Truth]) -> tuple[dict[str, dict[str, Found]], dict[str, dict[str, float]]]:
    """Run every extractor over every page; return what each found, and seconds of processor time, by page."""
    with Pool(2, _load, (pages[0],)) as pool:
        done = pool.map(_one, pages, chunksize=4)
    found = {
        name: {truth.key: texts[name] for truth, (texts, _) in zip(pages, done, strict=True)}
        for name in EXTRACTORS
    }
    spent = {
        name: {truth.key: seconds[name] for truth, (_, seconds) in zip(pages, done, strict=True)}
        for name in (*EXTRACTORS, *STEPS)
    }
    return found, spent


def _load(truth: Truth) -> None:
    """Load in a worker what is loaded late."""
    logging.disable(logging.CRITICAL)
    for find in EXTRACTORS.values():
        find(truth)


def _one(truth: Truth) -> tuple[dict[str, Found], dict[str, float]]:
    found, spent = {}, {}
    for name, find in EXTRACTORS.items():
        start = time.process_time()
        found[name] = find(truth)
        spent[name] = time.process_time() - start
    return found, spent | steps(truth)


STEPS = ("decode", "parse", "metadata", "body: blocks", "body: the rest", "lines that are no text")


def steps(truth: Truth) -> dict[str, float]:
    """Return the seconds of processor time that each step of ours takes on a page; none where it is rejected."""
    at = [time.process_time()]
    try:
        markup = decode(truth.page)
        at.append(time.process_time())
        root = parse_html(markup)
        at.append(time.process_time())
        said = read_metadata(root, "", NOW, truth.url)
        at.append(time.process_time())
        strip_code(root)
        select_blocks(root)
        at.append(time.process_time())
        lines, _ = extract_paragraphs(root, said.body)
        at.append(time.process_time())
        remove_page_lines(number_paragraphs(normalize_text("\n".join(lines)).split("\n")), said.headlines)
        at.append(time.process_time())
    except Reject:
        return dict.fromkeys(STEPS, 0.0)
    spent = dict(zip(STEPS, (after - before for before, after in pairwise(at)), strict=True))
    spent["body: the rest"] -= spent["body: blocks"]  # extract reads the blocks again
    return spent


def main(folder: Path, part: str | None = None) -> None:
    """Run every extractor over the set in `folder`, or a part of it; print a line for each, and the worst pages."""
    logging.disable(logging.CRITICAL)
    pages = [truth for truth in read(folder) if part in (None, truth.part)]
    found, spent = run(pages)
    columns = f"{'precision':>9}{'recall':>8}{'F1':>8}{'pages/s':>9}" + "".join(f"{what:>9}" for what in WHAT)
    print(f"{'':24}{columns}   {len(pages)} pages")
    for name in EXTRACTORS:
        texts = {key: each.text for key, each in found[name].items()}
        scores = overall(folder, pages, texts) if has_text(pages) else ()
        pace = len(pages) / sum(spent[name].values())
        body = "{:9.4f}{:8.4f}{:8.4f}".format(*scores) if scores else " " * 25
        print(f"{name:24}{body}{pace:9.1f}" + _shares(pages, found[name]))
    _by_language(pages, found)
    if has_text(pages):
        _worst(pages, found)
    key, seconds = max(spent["wirewatch"].items(), key=lambda item: item[1])
    print(f"slowest: {seconds:.2f} s  {key}")
    sums = {step: sum(spent[step].values()) for step in STEPS}
    print("time: " + ", ".join(f"{step} {each / sum(sums.values()):.0%}" for step, each in sums.items()))


def _shares(pages: list[Truth], found: dict[str, Found]) -> str:
    """Return in columns which share of what the set knows of these pages was found."""
    told = [item for truth in pages for item in metadata(truth, found[truth.key]).items()]
    asked, right = Counter(what for what, _ in told), Counter(what for what, good in told if good)
    shares = (f"{right[what] / asked[what]:.3f}" if asked[what] else "" for what in WHAT)
    return "".join(f"{share:>9}" for share in shares)


def _by_language(pages: list[Truth], found: dict[str, dict[str, Found]]) -> None:
    """Print a line for each language of five pages and more, and for those that are watched: the mean F1 of a page."""
    languages = {truth.key: truth.language for truth in pages}
    for language, many in Counter(languages.values()).most_common():
        if many < 5 and language not in WATCHED:
            continue
        own = [truth for truth in pages if languages[truth.key] == language]
        for name in LIKE_FOR_LIKE:
            scores = [score(truth, found[name][truth.key].text)[2] for truth in own if has_text([truth])]
            body = f"{sum(scores) / len(scores):8.4f}" if scores else " " * 8
            print(f"  {language}{many:5} {name:15.15}{'':17}{body}{'':9}" + _shares(own, found[name]))


def _worst(pages: list[Truth], found: dict[str, dict[str, Found]]) -> None:
    ours, theirs = (
        {truth.key: score(truth, found[name][truth.key].text) for truth in pages} for name in LIKE_FOR_LIKE
    )
    print("worst (F1, precision, recall; trafilatura's F1):")
    for truth in sorted(pages, key=lambda truth: ours[truth.key][2])[:15]:
        precision, recall, f1 = ours[truth.key]
        print(
            f"  {f1:.2f} {precision:.2f} {recall:.2f}  {theirs[truth.key][2]:.2f}  {truth.key}  {truth.url}"
        )
    lost = [truth for truth in pages if theirs[truth.key][2] - ours[truth.key][2] > LOSS]
    print(f"worse than trafilatura by more than {LOSS}: {len(lost)}")
    for truth in lost:
        print(f"  {ours[truth.key][2]:.2f} against {theirs[truth.key][2]:.2f}  {truth.key}  {truth.url}")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or sys.argv[2:] not in ([], *([part] for part in PARTS)):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), *sys.argv[2:])
