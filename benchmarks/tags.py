"""How well mentions are found: precision, recall and F1 over sentences with their mentions beside them.

    python -m benchmarks.tags [FOLDER ...] [--catalogue config/groups.yaml]

A folder holds one file a language, `en.jsonl`, of lines {"text", "lang", "mentions": [{"group", "text"}]}; the
mentions are all that the sentence has, in order, optionally with "start" and "end". Without a folder it is
tests/data/groups/tags, whose sentences the catalogue was made with and is held to: its figures say that nothing broke,
and only those of sentences that nobody looked at before say how good the catalogue is.

A mention is right where its group and both its ends are. The figures are of mentions, over all sentences of
a language and over all of them; `sentences` counts those with nothing wrong. Below stand the sentences that
failed, with what is missing (-) and what is too much (+).
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import Tagger

ROOT = Path(__file__).parents[1]
Span = tuple[int, int, str]


class Figures(NamedTuple):
    """Counts of sentences and of mentions: those wanted, those found, and those that are both."""

    sentences: int = 0
    good: int = 0
    wanted: int = 0
    found: int = 0
    right: int = 0

    def plus(self, wanted: set[Span], found: set[Span]) -> "Figures":
        """Return the figures with one more sentence."""
        more = (1, wanted == found, len(wanted), len(found), len(wanted & found))
        return Figures(*(before + one for before, one in zip(self, more, strict=True)))

    def __str__(self) -> str:
        """Return one line of the table."""
        precision = self.right / self.found if self.found else 1.0
        recall = self.right / self.wanted if self.wanted else 1.0
        f1 = 2 * self.right / (self.wanted + self.found) if self.wanted + self.found else 1.0
        told = f"{self.good:>5}/{self.sentences:<5} {self.wanted:>8}"
        return f"{told}   {precision:>9.4f} {recall:>7.4f} {f1:>7.4f}"


def main() -> None:
    """Print the figures by language and the sentences that failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "folders", nargs="*", type=Path, default=[ROOT / "tests" / "data" / "groups" / "tags"]
    )
    parser.add_argument("--catalogue", type=Path, default=ROOT / "config" / "groups.yaml")
    options = parser.parse_args()
    tagger = Tagger(read_catalogue(YAML(typ="safe").load(options.catalogue)))
    figures: dict[str, Figures] = {}
    failed = []
    for language, line in lines(options.folders):
        text, wanted = line["text"], gold(line)
        found = {(one.start, one.end, one.group) for one in tagger.tag(text, line.get("lang"))}
        figures[language] = figures.get(language, Figures()).plus(wanted, found)
        if wanted != found:
            failed.append((language, text, wanted - found, found - wanted))
    print("language  sentences mentions   precision  recall      F1")
    for language in sorted(figures):
        print(f"{language:8} {figures[language]}")
    print(f"{'all':8} {Figures(*map(sum, zip(*figures.values(), strict=True)))}")
    for language, text, missing, surplus in failed:
        print(f"\n{language}  {text}")
        for sign, spans in (("-", missing), ("+", surplus)):
            for start, end, group in sorted(spans):
                print(f"    {sign} {group}: {text[start:end]}")


def lines(folders: list[Path]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the language and the content of each line of each file in the folders."""
    for file in sorted(file for folder in folders for file in folder.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            if line.strip():
                read = json.loads(line)
                yield read.get("lang") or file.stem, read


def gold(line: dict[str, Any]) -> set[Span]:
    """Return the mentions that a line wants; those without offsets are looked for from left to right."""
    spans, at = set(), 0
    for one in line["mentions"]:
        start = one["start"] if "start" in one else line["text"].index(one["text"], at)
        at = start + len(one["text"])
        spans.add((start, at, one["group"]))
    return spans


if __name__ == "__main__":
    main()
