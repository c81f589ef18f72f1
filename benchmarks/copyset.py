"""The set of benchmarks/copies.py: real articles, copies of them after every kind of edit, and near-misses."""

import gzip
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from processors.clean import clean_html
from processors.errors import Reject

ROOT = Path(__file__).parents[1]
AMOUNTS = (0.0, 0.1, 0.2, 0.3, 0.4)
AGENCIES = ("Reuters", "AFP", "Associated Press", "Xinhua", "Sputnik", "dpa", "Anadolu")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
OTHER_WAY = {"rose": "fell", "fell": "rose", "up": "down", "down": "up", "higher": "lower", "lower": "higher"}
MARKS = (
    {'"': "\u201d", "'": "\u2019", " - ": " \u2014 ", "-": "\u2011"},
    {'"': "\u00ab", "'": "\u2018", " - ": " \u2013 ", ", ": " , "},
    {'"': "''", "'": "`", " - ": " -- "},
)
PRINTED = str.maketrans(
    {",": "،", ";": "؛", "?": "؟", ".": "。"} | {str(n): chr(0x660 + n) for n in range(10)}
)


class Item(NamedTuple):
    """One article: `family` is that of its base text, and items of different families are no copies."""

    text: str
    family: int
    site: str
    kind: str = "base"
    amount: float = 0.0


def base_texts(folders: Sequence[Path], wanted: int, chance: random.Random) -> list[str]:
    """Return up to `wanted` of the texts, in random order, no two of which share a fifth of their shingles."""
    found = [*read_texts([ROOT / "seeds"]), *dict.fromkeys(read_texts(folders))]
    chance.shuffle(found)
    holders: dict[int, list[int]] = defaultdict(list)
    kept: list[str] = []
    for one in found:
        words = re.findall(r"\w+", one.casefold())
        own = {hash(" ".join(words[at : at + 5])) for at in range(len(words) - 4)}
        met = Counter(n for shingle in own for n in holders[shingle])
        if len(words) < 60 or any(count > 0.2 * min(len(own), sizes(kept[n])) for n, count in met.items()):
            continue
        for shingle in own:
            holders[shingle].append(len(kept))
        kept.append(one)
        if len(kept) == wanted:
            break
    return kept


def sizes(one: str) -> int:
    """Return the number of five-word shingles of a text."""
    return max(1, len(re.findall(r"\w+", one)) - 4)


def read_texts(folders: Sequence[Path]) -> Iterator[str]:
    """Yield the texts of files, pages cleaned."""
    for path in sorted(p for folder in folders for p in folder.rglob("*")):
        if path.suffix == ".txt":
            yield path.read_text("utf-8", "replace")
        elif path.name.endswith((".html", ".html.gz")):
            data = path.read_bytes()
            try:
                yield clean_html(gzip.decompress(data) if path.suffix == ".gz" else data).text
            except Reject:
                continue


def sentences(one: str) -> list[str]:
    """Return the sentences of a text, with the white space that ends each."""
    return [s for s in re.split(r"(?<=[.!?\n።。؟])(?<=\s)|(?<=[.!?።。؟]\s)", one) if s.strip()]


Edit = Callable[[str, float, list[str], random.Random], str]


def take(pool: list[str], characters: int, chance: random.Random) -> list[str]:
    """Return consecutive sentences of some other text, of about that many characters."""
    own = sentences(chance.choice(pool))
    at = chance.randrange(len(own))
    taken: list[str] = []
    while sum(map(len, taken)) < characters and at < len(own):
        taken.append(own[at].strip() + " ")
        at += 1
    missing = characters - sum(map(len, taken))
    return taken + take(pool, missing, chance) if missing > 0 else taken


def cut(one: str, amount: float, _pool: list[str], _chance: random.Random) -> str:
    """Return the text without its end."""
    return one[: int(len(one) * (1 - amount))]


def lead(one: str, amount: float, pool: list[str], chance: random.Random) -> str:
    """Return the text under another headline, the beginning rewritten."""
    rest = one[int(len(one) * amount) :]
    return "".join(
        [*take(pool, 50, chance)[:1], "\n", *take(pool, int(len(one) * amount), chance), "\n", rest]
    )


def insert_paragraphs(one: str, amount: float, pool: list[str], chance: random.Random) -> str:
    """Return the text with other paragraphs in it, which are then that share of the whole."""
    own = sentences(one)
    at = chance.randrange(len(own) + 1)
    return "".join(
        [*own[:at], "\n", *take(pool, int(len(one) * amount / (1 - amount)), chance), "\n", *own[at:]]
    )


def rewrite(one: str, amount: float, pool: list[str], chance: random.Random) -> str:
    """Return the text with sentences, taken at random, replaced by others of the same length."""
    own = sentences(one)
    goal, gone = amount * len(one), 0
    for at in chance.sample(range(len(own)), len(own)):
        if gone + len(own[at]) <= goal:
            gone += len(own[at])
            own[at] = "".join(take(pool, len(own[at]), chance))[: len(own[at])] + " "
    return "".join(own)


def quotes(one: str, _amount: float, _pool: list[str], chance: random.Random) -> str:
    """Return the text with the quotation marks and dashes of another house."""
    for mark, other in chance.choice(MARKS).items():
        one = one.replace(mark, other)
    return one.replace("\n", "\n\n").replace(" ", "\u00a0", 20)


def credit(one: str, _amount: float, _pool: list[str], chance: random.Random) -> str:
    """Return the text with an agency's credit before, behind and between."""
    agency = chance.choice(AGENCIES)
    own = sentences(re.sub("|".join(AGENCIES), agency, one))
    own.insert(len(own) // 2, f"{agency} could not confirm this. ")
    return f"KABUL, May 5 ({agency}) - " + "".join(own) + f" (Reporting by {agency}; editing by the desk)"


def printed(one: str, _amount: float, _pool: list[str], _chance: random.Random) -> str:
    """Return the text with the punctuation and digits of another script."""
    return one.translate(PRINTED)


def mixed(one: str, amount: float, pool: list[str], chance: random.Random) -> str:
    """Return the text after a third of the edit in each of three ways, other quotes and credit besides."""
    third = amount / 3
    for edit in (rewrite, insert_paragraphs, cut):
        one = edit(one, third, pool, chance)
    return credit(quotes(one, 0, pool, chance), 0, pool, chance)


EDITS: dict[str, Edit] = {
    "cut": cut, "lead": lead, "insert": insert_paragraphs, "rewrite": rewrite, "quotes": quotes,
    "credit": credit, "printed": printed, "mixed": mixed,
}  # fmt: skip


def next_day(one: str, chance: random.Random) -> str:
    """Return a report as the same template gives it a day later."""

    def other(match: re.Match[str]) -> str:
        return "".join(chance.choice("123456789") for _ in match[0])

    one = re.sub(r"\d+", other, one)
    one = re.sub("|".join(DAYS), lambda m: DAYS[(DAYS.index(m[0]) + 1) % 5], one)
    return re.sub(r"\b(?:" + "|".join(OTHER_WAY) + r")\b", lambda m: OTHER_WAY[m[0]], one)


def make_items(bases: list[str], chance: random.Random) -> list[Item]:
    """Return the articles, in random order: of the base texts a fifth is what others are edited with, and not among
    them; half of the rest have copies, and a sixth of it is for each near-miss.
    """
    donors, bases = bases[: len(bases) // 5], bases[len(bases) // 5 :]
    half = len(bases) // 2
    items: list[Item] = []
    for family, one in enumerate(bases[:half]):
        items.append(Item(one, family, f"site{family % 97}"))
        for _ in range(2):
            kind, amount = chance.choice(list(EDITS)), chance.choice(AMOUNTS)
            edited = EDITS[kind](one, amount, donors, chance)
            items.append(Item(edited, family, f"site{chance.randrange(97)}", kind, amount))
    rest = list(range(half, len(bases)))
    third = len(rest) // 3
    items += conferences(bases, rest[:third], donors, chance)
    items += templates(bases, rest[third : 2 * third], chance)
    items += boilerplate(bases, rest[2 * third :], donors, chance)
    chance.shuffle(items)
    return items


def conferences(bases: list[str], numbers: list[int], donors: list[str], chance: random.Random) -> list[Item]:
    """Return reports two by two, with the same sentences of a third text quoted in both."""
    items = []
    for one, other in zip(numbers[::2], numbers[1::2], strict=False):
        amount = chance.choice(AMOUNTS)
        shorter = min(len(bases[one]), len(bases[other]))
        said = take(donors, int(shorter * amount / (1 - amount)), chance)
        for n in (one, other):
            own = sentences(bases[n])
            for quote in said:
                own.insert(chance.randrange(len(own) + 1), f'"{quote.strip()}" he said. ')
            items.append(Item("".join(own), n, f"site{chance.randrange(97)}", "conference", amount))
    return items


def templates(bases: list[str], numbers: list[int], chance: random.Random) -> list[Item]:
    """Return reports with figures, of the base texts that have any, and their next days'."""
    items = []
    for n in numbers:
        items.append(Item(bases[n], n, f"site{n % 97}"))
        if len(re.findall(r"\d+", bases[n])) > len(bases[n].split()) / 25:
            items[-1] = Item(bases[n], n, f"site{n % 97}", "template")
            site = chance.choice((f"site{n % 97}", f"site{chance.randrange(97)}"))
            items.append(Item(next_day(bases[n], chance), -n, site, "template"))
    return items


def boilerplate(bases: list[str], numbers: list[int], donors: list[str], chance: random.Random) -> list[Item]:
    """Return articles of sites, twelve each, that have the same paragraphs at their ends."""
    items = []
    for at in range(0, len(numbers), 12):
        amount = AMOUNTS[at // 12 % len(AMOUNTS)]
        own = [bases[n] for n in numbers[at : at + 12]]
        size = sorted(map(len, own))[len(own) // 3]
        repeated = "".join(take(donors, int(size * amount / (1 - amount)), chance))
        for n, one in zip(numbers[at : at + 12], own, strict=True):
            items.append(Item(f"{one}\n{repeated}", n, f"repeats{at}", "boilerplate", amount))
    return items
