"""How fast texts are tagged: ours beside four others, in one run on one core.

    python -m benchmarks.tagging [TEXTS ...] [--aliases 20 2000 20000] [--documents 300] [--catalogue FILE]

The catalogue is the given one, one alias of each group in turn up to the number wanted (those of the documents'
languages first), and filled up with made-up
names of the same build, one in five of them Arabic. The documents are 2 to 3 KB long. English ones are sentences
of the two seeds:

    sparse          one mention
    usual           one sentence in four as it is, the names of the others taken out
    usual, printed  the same with the quotation marks and dashes of print: not ASCII, so folded the other way
    dense           as they are: a mention in every hundred characters, the most that news has
    arabic          reports in which one sentence in six names a group
    arabic, dense   a mention in every seventy characters

TEXTS are files of lines {"text", "lang"} with texts of others, of which the English and the Arabic ones are taken
as two more kinds. Each way is given the same names and looks for whole words in any letter case, the longest first:

    re          an alternation between word boundaries, the longest name first
    spaCy       a blank pipeline of the language, PhraseMatcher on LOWER, the longest spans kept
    FlashText   KeywordProcessor, with Arabic letters as parts of words
    automaton   ahocorasick_rs over the text in small letters, leftmost longest, without word boundaries

None of these folds more than letter case, knows the particles of a script or looks at contexts, as ours does; what
each finds stands beside. The ways take turns for five rounds, and the best round of each counts (processor time).
The others are installed by the dependency group `bench`; a way that is not installed is left out.
"""

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence, Sized
from contextlib import suppress
from itertools import product
from pathlib import Path
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind
from ruamel.yaml import YAML

from processors.groups.catalogue import Catalogue, written_aliases
from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import Tagger

ROOT = Path(__file__).parents[1]
OF_DOCUMENTS = ("any", "en", "ar")
"""Languages of the documents, whose aliases come first: a catalogue of others finds nothing, and is fast at it."""
SAMPLE = {"re": 4, "spaCy": 60}
"""Documents for the slow ways."""
FRONTS = (
    *(
        "Jaish",
        "Harakat",
        "Lashkar",
        "Ansar",
        "Kata'ib",
        "Liwa",
        "Jund",
        "Saraya",
        "Tehreek",
        "Hizb",
        "Jabhat",
    ),
    *("Front", "Brigade", "Army of the", "Sons of", "Guardians of"),
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
    *("Hamza", "Khalid", "Noor", "Shuhada", "Sunna", "Tawhid", "Ghuraba", "Furqan", "Aqsa", "Huda", "Salam"),
    *("Muhajirin", "Murabitun"),
)
PLACES = ("", " of Helmand", " Khorasan", " Province", " in Herat", " Kashmir", " Network", " Brigade")
ARABIC_PARTS = (
    ("جيش ", "حركة ", "لواء ", "كتائب ", "جبهة ", "أنصار ", "سرايا "),
    ("الحق", "العدل", "النصر", "الفتح", "الشام", "المهدي", "القدس", "الكرار", "الزهراء", "بدر", "الصابرين"),
    ("", " في هلمند", " الإسلامية", " في خراسان", " لتحرير كشمير", " الجهادية", " الشعبية", " الوطنية"),
)
ARABIC_ENDS = ("", " الأولى", " الثانية", " الجنوبية", " الشمالية", " الجديدة")
ARABIC = (
    "قالت وزارة الدفاع الأفغانية يوم الثلاثاء إن القوات المسلحة قتلت عشرين عضوا من تنظيم القاعدة في ولاية هلمند.",
    "ونفت حركة طالبان أن يكون لها أي صلة بداعش، وقال المتحدث إن الحكومة تدين هذه الهجمات على المدنيين في البلاد.",
)
ARABIC_PLAIN = (
    "أعلنت وزارة الصحة يوم الأحد أن عدد المصابين ارتفع إلى ثلاثمئة شخص في العاصمة وضواحيها خلال أسبوع واحد.",
    "وأضاف البيان أن الفرق الطبية وصلت إلى القرى المتضررة بعد أن أعيد فتح الطريق الذي يربط المدينة بالمطار.",
    "وارتفعت أسعار النفط في التعاملات المبكرة بعدما أظهرت بيانات رسمية تراجع المخزونات في الولايات المتحدة.",
    "ودعا الأمين العام للأمم المتحدة جميع الأطراف إلى ضبط النفس والعودة إلى طاولة المفاوضات من دون شروط مسبقة.",
    "وقال رئيس الوزراء في مؤتمر صحفي إن الحكومة ستعرض مشروع الموازنة على البرلمان قبل نهاية الشهر المقبل.",
    "وفاز المنتخب بهدفين مقابل هدف واحد في المباراة التي أقيمت مساء أمس أمام أربعين ألف متفرج.",
    "وذكرت وكالة الأنباء الرسمية أن الوفد التقى مسؤولين في وزارة الخارجية وبحث معهم العلاقات بين البلدين.",
    "وتوقعت هيئة الأرصاد هطول أمطار غزيرة على المناطق الساحلية وحذرت السكان من السيول في الأودية.",
    "وأصدرت المحكمة العليا قرارا بتأجيل النظر في القضية إلى مطلع العام القادم بطلب من هيئة الدفاع.",
    "وشارك في الندوة عدد من الأساتذة والباحثين الذين ناقشوا مستقبل التعليم العالي في المنطقة.",
)


Way = Callable[[str], Sized]


def main() -> None:
    """Print documents a second for each number of aliases, each kind of document and each way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("texts", nargs="*", type=Path)
    parser.add_argument("--catalogue", type=Path, default=ROOT / "config" / "groups.yaml")
    parser.add_argument("--aliases", type=int, nargs="+", default=[20, 2000, 20_000])
    parser.add_argument("--documents", type=int, default=300)
    options = parser.parse_args()
    kinds = corpora(options.documents) | news(options.texts, options.documents)
    for wanted in options.aliases:
        catalogue = fill(YAML(typ="safe").load(options.catalogue), wanted)
        names = [alias for _, _, _, alias in written_aliases(catalogue.groups)]
        print(f"\n{len(names)} aliases of {len(catalogue.groups)} groups")
        for kind, documents in kinds.items():
            ways = all_ways(catalogue, names, "ar" if "arabic" in kind else "en")
            size = sum(map(len, documents)) // len(documents)
            print(f"{kind:16} {size:5} characters  " + measured(ways, documents))


def all_ways(catalogue: Catalogue, names: list[str], language: str) -> dict[str, Way]:
    """Return the ways to tag that are installed."""
    ways: dict[str, Way] = {"ours": Tagger(catalogue).tag}
    makers = {"re": alternation, "spaCy": phrases, "FlashText": keywords, "automaton": automaton}
    for name, make in makers.items():
        with suppress(ModuleNotFoundError):
            ways[name] = make(names, language)
    return ways


def fill(data: dict[str, Any], wanted: int) -> Catalogue:
    """Return the catalogue of `data` with `wanted` aliases: one of each group in turn, then made-up groups."""
    written = sorted(written_aliases(read_catalogue(data).groups), key=lambda one: one[2] not in OF_DOCUMENTS)
    aliases = [(group, alias) for _, group, _, alias in written]
    turns: Counter[str] = Counter()
    ranked = []
    for group, alias in aliases:
        ranked.append((turns[group.id], alias))
        turns[group.id] += 1
    kept = {alias for _, alias in sorted(ranked, key=lambda one: one[0])[:wanted]}
    groups = [shortened(group, kept) for group in data["groups"]]
    added = made_up(wanted - len(aliases), {letters(alias) for _, alias in aliases})
    made = [
        {"id": f"made-up-{at}", "name": added[at], "aliases": {"any": added[at : at + 8]}}
        for at in range(0, len(added), 8)
    ]
    return read_catalogue({"groups": [*groups, *made]})


def shortened(group: dict[str, Any], kept: set[str]) -> dict[str, Any]:
    """Return a group as written with only those aliases, and the context of those."""
    aliases = {
        tag: [alias for alias in as_list(written) if alias in kept]
        for tag, written in group["aliases"].items()
    }
    context = {alias: rule for alias, rule in group.get("context", {}).items() if alias in kept}
    return group | {"aliases": aliases, "context": context}


def as_list(written: str | list[str]) -> list[str]:
    """Return one alias as a list of one."""
    return [written] if isinstance(written, str) else written


def made_up(count: int, taken: set[str]) -> list[str]:
    """Return that many names that no group has, distinct also when folded."""
    latin = ["".join(parts) for parts in product(FRONTS, LINKS, ENDS, PLACES)]
    arabic = [f"{''.join(parts)}{more}" for *parts, more in product(*ARABIC_PARTS, ARABIC_ENDS)]
    chance = random.Random(1)  # noqa: S311
    chance.shuffle(latin)
    chance.shuffle(arabic)
    distinct = {letters(name): name for name in [*arabic[: max(count, 0) // 5], *latin]}
    return [name for key, name in distinct.items() if key not in taken][: max(count, 0)]


def letters(name: str) -> str:
    """Return the letters of a name, small."""
    return re.sub(r"\W", "", name).lower()


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

    def document(pool: Sequence[str], first: str = "") -> str:
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
        "arabic": [document(ARABIC + ARABIC_PLAIN) for _ in range(count)],
        "arabic, dense": [document(ARABIC) for _ in range(count)],
    }


def news(files: Sequence[Path], count: int) -> dict[str, list[str]]:
    """Return English and Arabic texts of the files, up to `count` of each, cut at 2,800 characters."""
    lines = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    random.Random(3).shuffle(lines)  # noqa: S311
    kinds = {"news": "en", "news, arabic": "ar"}
    found = {
        kind: [line["text"][:2800] for line in lines if line["lang"] == language and len(line["text"]) > 1500]
        for kind, language in kinds.items()
    }
    return {kind: documents[:count] for kind, documents in found.items() if documents}


def in_print(text: str) -> str:
    """Return the text with the marks that most publishers set."""
    return (
        text.replace("'", "\u2019").replace(' "', " \u201c").replace('"', "\u201d").replace(" - ", " \u2013 ")
    )


def alternation(names: list[str], _language: str) -> Way:
    """Return the regular expression that most projects begin with, longest name first."""
    ordered = sorted(set(map(str.lower, names)), key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})\b")
    return lambda text: pattern.findall(text.lower())


def phrases(names: list[str], language: str) -> Way:
    """Return spaCy's phrase matcher behind the tokenizer of a language."""
    import spacy
    from spacy.matcher import PhraseMatcher
    from spacy.util import filter_spans

    pipeline = spacy.blank(language)
    matcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
    matcher.add("NAME", [pipeline.make_doc(name) for name in names])
    return lambda text: filter_spans(matcher(pipeline.make_doc(text), as_spans=True))


def keywords(names: list[str], _language: str) -> Way:
    """Return FlashText's processor, which by itself takes ASCII letters alone for parts of words."""
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    for code in range(0x0620, 0x06D4):
        processor.add_non_word_boundary(chr(code))
    for name in names:
        processor.add_keyword(name)
    return lambda text: processor.extract_keywords(text, span_info=True)


def automaton(names: list[str], _language: str) -> Way:
    """Return the bare automaton over the text in small letters."""
    found = AhoCorasick(list(set(map(str.lower, names))), matchkind=MatchKind.LeftmostLongest)
    return lambda text: found.find_matches_as_indexes(text.lower())


def measured(ways: dict[str, Way], documents: list[str], rounds: int = 5) -> str:
    """Return documents a second for each way, the best of the rounds, with what it finds in one on average."""
    best = dict.fromkeys(ways, 0.0)
    samples = {name: documents[: SAMPLE.get(name, len(documents))] for name in ways}
    hits = {
        name: sum(len(way(text)) for text in samples[name]) / len(samples[name]) for name, way in ways.items()
    }
    for _ in range(rounds):
        for name, way in ways.items():
            began = time.process_time()
            for text in samples[name]:
                way(text)
            best[name] = max(best[name], len(samples[name]) / (time.process_time() - began))
    return "  ".join(f"{name} {best[name]:>7,.0f}/s ({hits[name]:.1f})" for name in ways)


if __name__ == "__main__":
    main()
