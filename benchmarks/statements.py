"""Precision and recall of statements on a gold set, by language and by act; the traps that were walked into.

    .venv/bin/python -m benchmarks.statements tests/data/statements/gold1.jsonl [--lang en] [--show]
    .venv/bin/python -m benchmarks.statements --cost FOLDER

A statement is right where the act, the speaker, whom it is about and whether it is negated are those of a statement of
the gold set whose evidence it holds, or lies in.

With --cost: processor time of cleaning, tagging and reading statements of a page, in turns, on the pages of a set (see
pagesets.py), the best of three rounds of each; and the same for its texts with an item of the gold sets in every fourth
line, so that they tell of groups as no general news does.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

import msgspec

from benchmarks import pagesets
from processors.clean import clean_html
from processors.errors import ProcessError
from processors.groups.tag import Tagger
from processors.records import Article, Statement
from processors.statements.read import StatementReader
from wirewatch.config.groups import read_groups
from wirewatch.config.statements import read_all_frames

ROOT = Path(__file__).parents[1]
Item = dict[str, Any]
_IDS = (('"let"', '"lashkar-e-taiba"'), ('"jem"', '"jaish-e-mohammed"'))
"""What the gold sets call two groups, and the catalogue."""


def judge(item: Item, found: Iterable[Statement]) -> tuple[list[Item], list[Statement], list[Item]]:
    """Return what of an item's statements was found, what was found and is wrong, and what was missed."""
    missed, right, wrong = list(item["statements"]), [], []
    for one in found:
        text = item["title"] if one.field == "title" else item["text"]
        held = text[one.start : one.end]
        match = next((gold for gold in missed if _is_same(gold, one, held)), None)
        if match:
            missed.remove(match)
            right.append(match)
        else:
            wrong.append(one)
    return right, wrong, missed


def _is_same(gold: Item, one: Statement, held: str) -> bool:
    return (gold["act"], gold["by"], sorted(gold["about"]), gold["negated"]) == (
        one.act,
        one.by,
        list(one.about),
        one.negated,
    ) and (gold["evidence"] in held or held in gold["evidence"])


def read_gold(file: Path, lang: str | None = None) -> Iterator[Item]:
    """Yield the items of a gold set."""
    for line in file.read_text("utf-8").splitlines():
        for short, full in _IDS:
            line = line.replace(short, full)
        item = json.loads(line)
        if lang in (None, item["lang"]):
            yield item


def measure(items: Iterable[Item], *, show: bool = False) -> dict[str, Counter[str]]:
    """Return counts (right, wrong, missed, traps, trapped) by language, by act, and over all."""
    catalogue = read_groups(ROOT / "config" / "groups.yaml")
    tagger, reader = Tagger(catalogue), StatementReader(catalogue, read_all_frames(ROOT / "config"))
    counts: dict[str, Counter[str]] = {"all": Counter()}
    for item in items:
        mentions = tagger.tag_fields(item["title"] or None, item["text"], item["lang"])
        found = reader.read(item["title"], item["text"], item["lang"], mentions)
        right, wrong, missed = judge(item, found)
        empty = not item["statements"]
        for key in ("all", item["lang"]):
            some = counts.setdefault(key, Counter())
            some.update(right=len(right), wrong=len(wrong), missed=len(missed), traps=empty)
            some.update(trapped=len(wrong) if empty else 0)
        for act, name in (
            *((one["act"], "right") for one in right),
            *((one.act, "wrong") for one in wrong),
            *((one["act"], "missed") for one in missed),
        ):
            counts.setdefault(act, Counter())[name] += 1
        if show and (wrong or missed):
            _show(item, wrong, missed)
    return counts


def _show(item: Item, wrong: list[Statement], missed: list[Item]) -> None:
    print(f"\n{item['id']} [{item['kind']}] {item['title']} // {item['text']}")
    for one in wrong:
        print("   WRONG ", one.act, one.by, repr(one.by_name), one.about, "neg" * one.negated, one.frame)
    for gold in missed:
        print(
            "   MISSED",
            gold["act"],
            gold["by"],
            gold["about"],
            "neg" * gold["negated"],
            "|",
            gold["evidence"],
        )


def cost(folder: Path, rounds: int = 3) -> Iterator[str]:
    """Yield lines that tell what cleaning, tagging and statements cost a page of a set."""
    catalogue = read_groups(ROOT / "config" / "groups.yaml")
    tagger, reader = Tagger(catalogue), StatementReader(catalogue, read_all_frames(ROOT / "config"))
    pages = pagesets.read(folder)
    cleaned = [article for page in pages if (article := _cleaned(page))]
    kinds = {"as they are": cleaned, "with gold items": list(with_gold(cleaned))}
    best: dict[str, float] = {}

    def took(name: str, step: Callable[[], object]) -> None:
        began = time.process_time()
        step()
        best[name] = min(best.get(name, float("inf")), time.process_time() - began)

    for _ in range(rounds):
        took("cleaning", lambda: [_cleaned(page) for page in pages])
        for kind, articles in kinds.items():
            tagged: list[Article] = []
            took(f"tagging, {kind}", lambda: tagged.extend(map(tagger.tag_article, articles)))  # noqa: B023
            took(f"statements, {kind}", lambda: [reader.read_article(one) for one in tagged])  # noqa: B023
    for name, seconds in best.items():
        share = f", {seconds / best['cleaning']:.3f} of cleaning" if name != "cleaning" else ""
        yield f"{name:28} {1_000 * seconds / len(cleaned):7.2f} ms an article{share}"


def _cleaned(page: pagesets.Truth) -> Article | None:
    try:
        return clean_html(page.page, page.url)
    except ProcessError:
        return None


def with_gold(articles: Sequence[Article]) -> Iterator[Article]:
    """Yield the articles of languages of the gold sets, with an item's text at the end of every fourth line."""
    items: dict[str, list[str]] = {}
    for file in sorted((ROOT / "tests" / "data" / "statements").glob("*.jsonl")):
        for item in read_gold(file):
            items.setdefault(item["lang"], []).append(item["text"])
    texts = {language: cycle(some) for language, some in items.items()}
    for article in articles:
        if some := texts.get((article.language or "").split("-")[0]):
            lines = article.text.split("\n")
            lines[::4] = [f"{line} {next(some)}" for line in lines[::4]]
            yield msgspec.structs.replace(article, text="\n".join(lines))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--cost", type=Path, metavar="FOLDER", help="a clone of a set of pages")
    parser.add_argument("--lang")
    parser.add_argument("--show", action="store_true", help="print what is wrong and what is missed")
    options = parser.parse_args()
    if (options.file is None) == (options.cost is None):
        parser.error("give a gold set, or --cost with a set of pages")
    if options.cost:
        sys.stdout.writelines(f"{line}\n" for line in cost(options.cost))
        return
    for key, one in measure(read_gold(options.file, options.lang), show=options.show).items():
        precision = one["right"] / max(1, one["right"] + one["wrong"])
        recall = one["right"] / max(1, one["right"] + one["missed"])
        sys.stdout.write(
            f"{key:10} precision {precision:.3f} recall {recall:.3f} right {one['right']} wrong {one['wrong']} "
            f"missed {one['missed']} traps {one['traps']} false on traps {one['trapped']}\n"
        )


if __name__ == "__main__":
    main()
