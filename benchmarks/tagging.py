"""How fast texts are tagged: ours, beside an alternation of `re` and the bare automaton, in one run on one core.

    python -m benchmarks.tagging [--catalogue config/groups.yaml] [--aliases 2000] [--documents 300]

The catalogue is the given one, filled up to the number of aliases with made-up names of the same build. The
documents are 2 to 3 KB of sentences of the two seeds:

    dense     as they are: a mention in every hundred characters, the most that news has
    usual     one sentence in four as it is, the names of the others taken out
    sparse    one mention
    arabic    all of it folded character by character, a mention in every seventy characters

The first three are plain ASCII; `usual, printed` has the quotation marks and dashes of print, which take the
other way of folding. The ways take turns for five rounds, and the best round of each counts (processor time).
Neither the alternation nor the bare automaton folds more than letter case, knows the boundaries of a script or
looks at contexts: they are the floor and the ceiling, and no rivals.
"""

import argparse
import random
import re
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind
from ruamel.yaml import YAML

from processors.catalogue import Catalogue, read_catalogue, written_aliases
from processors.tag import Tagger

ROOT = Path(__file__).parents[1]
FRONTS = (
    "Jaish",
    "Harakat",
    "Lashkar",
    "Ansar",
    "Kata'ib",
    "Liwa",
    "Jund",
    "Front",
    "Brigade",
    "Army of the",
)
LINKS = (" al-", "-e-", " ul-", " ", "-i-")
ENDS = (
    *(
        "Haq",
        "Adl",
        "Din",
        "Jihad",
        "Nasr",
        "Fath",
        "Sham",
        "Omar",
        "Mahdi",
        "Quds",
        "Karar",
        "Zahra",
        "Badr",
    ),
    *("Hamza", "Khalid", "Noor", "Shuhada", "Sunna"),
)
PLACES = ("", " of Helmand", " Khorasan", " Province", " in Herat", " Kashmir", " Network", " Brigade")
ARABIC = (
    "قالت وزارة الدفاع الأفغانية يوم الثلاثاء إن القوات المسلحة قتلت عشرين عضوا من تنظيم القاعدة في ولاية "
    "هلمند. "
    "ونفت حركة طالبان أن يكون لها أي صلة بداعش، وقال المتحدث إن الحكومة تدين هذه الهجمات على المدنيين في "
    "البلاد. "
)


def main() -> None:
    """Print documents a second for each kind of document and each way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--catalogue", type=Path, default=ROOT / "config" / "groups.yaml")
    parser.add_argument("--aliases", type=int, default=2000)
    parser.add_argument("--documents", type=int, default=300)
    options = parser.parse_args()
    catalogue = fill(YAML(typ="safe").load(options.catalogue), options.aliases)
    names = [alias for _, _, _, alias in written_aliases(catalogue.groups)]
    ways = {"ours": ours(catalogue), "re": alternation(names), "automaton": automaton(names)}
    print(f"{len(catalogue.groups)} groups, {len(names)} aliases")
    for kind, documents in corpora(options.documents).items():
        mentions = sum(len(ways["ours"](text)) for text in documents) / len(documents)
        size = sum(map(len, documents)) // len(documents)
        rates = measure(ways, documents)
        told = "  ".join(f"{way} {rate:>8,.0f}/s" for way, rate in rates.items())
        print(f"{kind:16} {size} characters, {mentions:4.1f} mentions   {told}")


def fill(data: dict[str, list[dict[str, object]]], wanted: int) -> Catalogue:
    """Return the catalogue of `data` with groups of made-up names added until it has `wanted` aliases."""
    groups = read_catalogue(data).groups
    missing = wanted - sum(1 for _ in written_aliases(groups))
    names = ["".join(parts) for parts in product(FRONTS, LINKS, ENDS, PLACES)]
    random.Random(1).shuffle(names)  # noqa: S311
    folded: dict[str, str] = {re.sub(r"\W", "", name).lower(): name for name in names}
    added = list(folded.values())[: max(missing, 0)]
    made = [
        {"id": f"made-up-{at}", "name": added[at], "aliases": {"any": added[at : at + 8]}}
        for at in range(0, len(added), 8)
    ]
    return read_catalogue({"groups": [*data["groups"], *made]})


def corpora(count: int) -> dict[str, list[str]]:
    """Return documents of 2 to 3 thousand characters, by kind."""
    chance = random.Random(2)  # noqa: S311
    seeds = " ".join(path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt")))
    sentences = [s for s in re.split(r"(?<=[.\n]) ?", seeds) if len(s) > 40]
    named = re.compile(
        r"(?i)(?:Islamic (?:State|Emirate of Afghanistan|Brotherhood)|al-q\w+(?: in the Indian Subcontinent)?"
        r"|taliban|isis(?:-k)?|haqqani network)"
    )
    plain = [named.sub("the movement", s).strip() for s in sentences]

    def document(pool: list[str], first: str = "") -> str:
        text = first
        while len(text) < chance.randint(2000, 2800):
            text += chance.choice(pool).strip() + chance.choice((" ", " ", "\n"))
        return text

    usual = [s if at % 4 == 0 else p for at, (s, p) in enumerate(zip(sentences, plain, strict=True))]

    def documents(pool: list[str], first: str = "") -> list[str]:
        return [document(pool, first).encode("ascii", "ignore").decode() for _ in range(count)]

    return {
        "sparse": documents(plain, "The Taliban said so.\n"),
        "usual": (common := documents(usual)),
        "usual, printed": [in_print(text) for text in common],
        "dense": documents(sentences),
        "arabic": [document(ARABIC.split(". ")) for _ in range(count)],
    }


def in_print(text: str) -> str:
    """Return the text with the marks that most publishers set."""
    return (
        text.replace("'", "\u2019").replace(' "', " \u201c").replace('"', "\u201d").replace(" - ", " \u2013 ")
    )


Way = Callable[[str], list[object]]


def ours(catalogue: Catalogue) -> Way:
    """Return our tagger, as a function."""
    return Tagger(catalogue).tag  # type: ignore[return-value]


def alternation(names: list[str]) -> Way:
    """Return the regular expression that most projects begin with, longest name first."""
    ordered = sorted(set(map(str.lower, names)), key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})\b")
    return lambda text: [match.span() for match in pattern.finditer(text.lower())]


def automaton(names: list[str]) -> Way:
    """Return the bare automaton over the text in small letters."""
    found = AhoCorasick(list(set(map(str.lower, names))), matchkind=MatchKind.LeftmostLongest)
    return lambda text: found.find_matches_as_indexes(text.lower())  # type: ignore[return-value]


def measure(ways: dict[str, Way], documents: list[str], rounds: int = 5) -> dict[str, float]:
    """Return documents a second for each way: the best of the rounds, in which the ways take turns."""
    best = dict.fromkeys(ways, 0.0)
    for _ in range(rounds):
        for name, way in ways.items():
            sample = documents if name != "re" else documents[:20]
            began = time.process_time()
            for text in sample:
                way(text)
            best[name] = max(best[name], len(sample) / (time.process_time() - began))
    return best


if __name__ == "__main__":
    main()
