"""Precision and recall of statements on a gold set, by language and by act; the traps that were walked into.

    .venv/bin/python -m benchmarks.statements tests/data/statements/gold1.jsonl [--lang en] [--show]

A statement is right where the act, the speaker, whom it is about and whether it is negated are those of a statement of
the gold set whose evidence it holds, or lies in.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from processors.groups.tag import Tagger
from processors.records import Statement
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


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--lang")
    parser.add_argument("--show", action="store_true", help="print what is wrong and what is missed")
    options = parser.parse_args()
    for key, one in measure(read_gold(options.file, options.lang), show=options.show).items():
        precision = one["right"] / max(1, one["right"] + one["wrong"])
        recall = one["right"] / max(1, one["right"] + one["missed"])
        sys.stdout.write(
            f"{key:10} precision {precision:.3f} recall {recall:.3f} right {one['right']} wrong {one['wrong']} "
            f"missed {one['missed']} traps {one['traps']} false on traps {one['trapped']}\n"
        )


if __name__ == "__main__":
    main()
