"""Public sets of pages with the truth about them, read as one kind of value, and the measure of each set's own.

Six layouts are known, told apart by what lies in the folder of a clone:

- scrapinghub/article-extraction-benchmark: 181 articles with their bodies; shingles of four words.
- Murrough-Foley/web-content-extraction-benchmark: the 793 articles of `dev` with body, title, author and date; words.
- adbar/trafilatura: 990 pages of `tests` with phrases that belong to the text and phrases that do not.
- flairNLP/fundus: 258 pages of 41 countries' publishers with body, title, authors and time, as its parsers, written by
  hand for each publisher, read them; words. No rule of ours was written on these: they tell what to expect elsewhere.
- postlight/parser: pages with title, author, moment and the text's opening words, as the tests of its parsers, written
  by hand for each site, expect them. Half of the pages, see `is_ours`.
- mozilla/readability: pages with the body, title, byline and moment that it reads itself; words. Half of them.
"""

import gzip
import hashlib
import importlib.util
import json
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml.html import fromstring
from msgspec import Struct

from processors.page.blocks import block_texts
from processors.text.characters import comparable_form
from processors.text.language import detect_language

PARTS = ("develop", "second", "develop", "report")
"""A half of a set for writing rules on; a quarter that was not read until the rules for it stood, and then showed
where they held for that half only; a quarter of which no page was read, for the figures."""


class Truth(Struct, frozen=True):
    """One page of a set and what is true of it; None where the set does not say."""

    key: str
    url: str
    page: bytes
    text: str | None = None
    phrases: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    """Phrases that stand on the page and do not belong to the text."""
    title: str | None = None
    authors: str | None = None
    """The names, joined by whatever the set joins them with."""
    day: str | None = None
    """ISO 8601."""
    opening: str | None = None
    """The first words of the text, where the set knows no more of it."""

    @property
    def part(self) -> str:
        """`develop`, `second` or `report`, at random but always the same: by a checksum of the key."""
        return PARTS[zlib.crc32(self.key.encode()) & 3]

    @property
    def language(self) -> str:
        """ISO 639-1, by what the set says of the page; "?" where that is too little to tell."""
        said = self.text or " ".join(self.phrases) or f"{self.title or ''} {self.opening or ''}"
        return detect_language(said) or "?"


def read(folder: Path) -> list[Truth]:
    """Return the pages of the set whose clone is in `folder`. Raises FileNotFoundError where it is none."""
    if (folder / "ground-truth.json").exists():
        return list(_scrapinghub(folder))
    if (folder / "dev" / "ground-truth").exists():
        return list(_foley(folder / "dev"))
    if (folder / "tests" / "resources" / "parser").exists():
        return list(_fundus(folder / "tests" / "resources" / "parser" / "test_data"))
    if (folder / "test" / "test-pages").exists():
        return list(_readability(folder / "test" / "test-pages"))
    if (folder / "src" / "extractors").exists():
        return list(_postlight(folder))
    return list(_trafilatura(folder / "tests"))


def _scrapinghub(folder: Path) -> Iterator[Truth]:
    for key, told in json.loads((folder / "ground-truth.json").read_text("utf-8")).items():
        page = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())
        yield Truth(key, told["url"], page, text=told["articleBody"])


def _foley(folder: Path) -> Iterator[Truth]:
    for path in sorted((folder / "ground-truth").glob("*.json")):
        told = json.loads(path.read_text("utf-8"))
        if told["_internal"]["page_type"]["primary"] == "article":
            page = gzip.decompress((folder / "html" / f"{path.stem}.html.gz").read_bytes())
            true = told["ground_truth"]
            yield Truth(
                path.stem,
                told.get("url") or "",
                page,
                text=true.get("main_content") or "",
                title=true.get("title"),
                authors=_joined(true.get("author")),
                day=true.get("publish_date"),
            )


def _fundus(folder: Path) -> Iterator[Truth]:
    for path in sorted(folder.glob("*/*.json")):
        pages = sorted(
            path.parent.glob(f"{path.stem}_2*.html.gz")
        )  # a page for each version of the parser, in order
        addresses = json.loads((path.parent / "meta.info").read_text("utf-8"))
        for page, true in zip(pages, json.loads(path.read_text("utf-8")).values(), strict=True):
            body = true.get("body") or {"summary": [], "sections": []}
            lines = list(body["summary"])
            for section in body["sections"]:
                lines += section["headline"] + section["paragraphs"]
            yield Truth(
                f"{path.parent.name}/{page.name}",
                addresses[page.name]["url"],
                gzip.decompress(page.read_bytes()),
                text="\n".join(lines),
                title=true.get("title") or None,
                authors=_joined(true.get("authors")),
                day=true.get("publishing_date") or None,
            )


def _trafilatura(folder: Path) -> Iterator[Truth]:
    for url, told in json.loads((folder / "evaldata.json").read_text("utf-8")).items():
        # Names of files may have been decomposed by the system that wrote them.
        places = [
            folder / at / unicodedata.normalize(form, told["file"])
            for at in ("cache", "eval")
            for form in ("NFC", "NFD")
        ]
        page = next(place for place in places if place.exists()).read_bytes()
        yield Truth(
            told["file"],
            url,
            page,
            phrases=tuple(told["with"]),
            strangers=tuple(told["without"]),
            title=told.get("title") or None,
            authors=_joined(told.get("author")),
            day=told.get("date") or None,
        )


def is_ours(name: str) -> bool:
    """Tell whether a page is of the half on which rules are written: the other half is kept for judging them."""
    return hashlib.sha1(name.encode()).hexdigest()[0] < "8"  # noqa: S324


def _readability(folder: Path) -> Iterator[Truth]:
    for path in sorted(folder.iterdir()):
        if is_ours(path.name):
            said = json.loads((path / "expected-metadata.json").read_text("utf-8"))
            yield Truth(
                path.name,
                "",  # the tests name one that is none
                (path / "source.html").read_bytes(),
                text="\n".join(block_texts(fromstring((path / "expected.html").read_text("utf-8")))),
                title=said.get("title") or None,
                authors=said.get("byline") or None,
                day=said.get("publishedTime") or None,
            )


def _postlight(folder: Path) -> Iterator[Truth]:
    told: dict[str, dict[str, str]] = {}
    for path in sorted((folder / "src" / "extractors").rglob("*.test.js")):
        written = re.sub(r"^\s*//.*$", "", path.read_text("utf-8"), flags=re.MULTILINE)
        url = ""
        for case in re.split(r"(?=\bdescribe\()", written):  # a page may have several
            url = next(iter(_ADDRESS.findall(case)), url)
            name = next(iter(_FIXTURE.findall(case)), "")
            if is_ours(name) and (folder / "fixtures" / name).exists():
                said = {what: _unescaped(value) for what, value in _EXPECTED.findall(case)}
                told[name] = {"url": url} | said | told.get(name, {})  # the first case has the whole page
    for name, said in sorted(told.items()):
        yield Truth(
            name,
            said["url"],
            (folder / "fixtures" / name).read_bytes(),
            title=said.get("title"),
            authors=said.get("author"),
            day=said.get("date_published"),
            opening=said.get("first13"),
        )


_ADDRESS = re.compile(r"""\burl\s*=\s*['"`](http[^'"`]+)""")
_FIXTURE = re.compile(r"fixtures/([^'\"`]+\.html)")
_EXPECTED = re.compile(
    r"""assert\.equal\(\s*(title|author|date_published|first13),\s*('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`)"""
)


def _unescaped(written: str) -> str:
    """Return the value of a string as JavaScript writes it."""
    plain = re.sub(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})", _character, written[1:-1])
    return re.sub(r"\\(.)", r"\1", plain)


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[1] or escape[2], 16))


def _joined(names: str | list[str] | None) -> str | None:
    return ("; ".join(names) if isinstance(names, list) else names) or None


Score = tuple[float, float, float]
"""Precision, recall and F1 of one page or of a set."""


def by_words(truth: Truth, found: str) -> Score:
    """Compare as the second set does: words, without regard to their order."""
    got, true = (Counter(re.findall(r"\w+", text.lower())) for text in (found, truth.text or ""))
    return _score((got & true).total(), got.total(), true.total())


def by_phrases(truth: Truth, found: str) -> Score:
    """Compare as the third set does: phrases found that belong to the text, and that do not."""
    held, strange = _phrases_in(truth, found)
    return _score(held, held + strange, len(truth.phrases))


def _phrases_in(truth: Truth, found: str) -> tuple[int, int]:
    plain = " ".join(found.split())
    held, strange = (
        sum(" ".join(phrase.split()) in plain for phrase in phrases)
        for phrases in (truth.phrases, truth.strangers)
    )
    return held, strange


def _score(shared: float, found: float, true: float) -> Score:
    precision = shared / found if found else float(not true)
    recall = shared / true if true else float(not found)
    return precision, recall, 2 * shared / (found + true) if found + true else 1.0


def opens(truth: Truth, found: str) -> bool:
    """Tell whether the text's first words, which the set knows, are in what was found."""
    return comparable_form(truth.opening or "")[:MAX_OPENING] in comparable_form(found)


MAX_OPENING = 80
"""Letters of the first words: the set tells thirteen, counted by blanks, which makes whole texts of Japanese ones."""


def has_text(pages: list[Truth]) -> bool:
    """Tell whether the set knows the text of its pages, or phrases of it."""
    return any(truth.text is not None or truth.phrases for truth in pages)


def score(truth: Truth, found: str) -> Score:
    """Compare one page's text with the truth, by words or, where the set has only these, by phrases."""
    return by_phrases(truth, found) if truth.text is None else by_words(truth, found)


def overall(folder: Path, pages: list[Truth], found: dict[str, str]) -> Score:
    """Return the score of the whole set, counted as the set itself counts."""
    if (folder / "evaluate.py").exists() and pages[0].title is None and pages[0].text is not None:
        return _by_shingles(folder, pages, found)
    if pages[0].text is not None:
        scores = [by_words(truth, found[truth.key]) for truth in pages]
        precision, recall, f1 = (sum(column) / len(pages) for column in zip(*scores, strict=True))
        return precision, recall, f1
    counts = [_phrases_in(truth, found[truth.key]) for truth in pages]
    held, strange = (sum(column) for column in zip(*counts, strict=True))
    return _score(held, held + strange, sum(len(truth.phrases) for truth in pages))


def _by_shingles(folder: Path, pages: list[Truth], found: dict[str, str]) -> Score:
    """Ask the first set's own evaluate.py."""
    spec = importlib.util.spec_from_file_location("evaluate", folder / "evaluate.py")
    assert spec is not None
    assert spec.loader is not None
    evaluate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(evaluate)
    scores = [evaluate.string_shingle_matching(true=truth.text, pred=found[truth.key]) for truth in pages]
    met = evaluate.metrics_from_tp_fp_fns(scores)
    return met["precision"], met["recall"], met["f1"]
