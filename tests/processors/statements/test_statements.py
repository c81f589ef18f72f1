"""Who says what about whom: speakers, guards, quotations, and what the gold set and the seeds hold."""

import json
from functools import cache
from pathlib import Path

import pytest

from benchmarks.statements import measure, read_gold
from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import Tagger
from processors.records import Statement
from processors.statements.anchors import Anchors
from processors.statements.frames import read_pattern
from processors.statements.read import StatementReader
from wirewatch.config.groups import read_groups
from wirewatch.config.statements import read_all_frames
from wirewatch.errors import Mistake

ROOT = Path(__file__).parents[3]
GOLD = ROOT / "tests" / "data" / "statements"


@cache
def tools() -> tuple[Tagger, StatementReader]:
    """Return a tagger and a reader of what ships."""
    catalogue = read_groups(ROOT / "config" / "groups.yaml")
    return Tagger(catalogue), StatementReader(catalogue, read_all_frames(ROOT / "config"))


def statements(text: str, language: str = "en", title: str | None = None) -> list[Statement]:
    """Return what is read of a text."""
    tagger, reader = tools()
    return list(reader.read(title, text, language, tagger.tag_fields(title, text, language)))


def told(text: str, language: str = "en") -> list[tuple[str, str, tuple[str, ...], bool]]:
    """Return the act, speaker, groups concerned and negation of each statement."""
    return [(one.act, one.by, one.about, one.negated) for one in statements(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ISIS-K claimed responsibility for the bombing.", ("claim", "isis-k", (), False)),
        ("The attack was claimed by al-Shabaab.", ("claim", "al-shabaab", (), False)),
        ("No group has claimed responsibility for the blast.", ("claim", "unknown", (), True)),
        ('"We reject these allegations," a Taliban spokesman said.', ("deny", "taliban", (), False)),
        ("The Taliban have neither confirmed nor denied the death.", ("deny", "taliban", (), True)),
        ("Kabul accused the Haqqani network of the attack.", ("blame", "other", ("haqqani-network",), False)),
        ("The United States designated the Houthis.", ("designate", "other", ("houthis",), False)),
        ("Boko Haram pledged allegiance to Islamic State.", ("pledge", "boko-haram", ("isis",), False)),
        ("The UN urged the Taliban to reopen schools.", ("demand", "other", ("taliban",), False)),
        ("Hamas threatened to attack Israeli towns.", ("threaten", "hamas", (), False)),
    ],
)
def test_each_act_is_read(text: str, expected: tuple[str, str, tuple[str, ...], bool]) -> None:
    """Active, passive, quoted and negated forms of each act are read with their speaker and whom they concern."""
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The blast claimed the lives of ten Taliban fighters.",
        "Has ISIS claimed responsibility?",
        "If the Taliban denied it, few would believe them.",
        "The judge denied bail to a man who had joined Islamic State.",
        "In 2001 the Taliban refused to hand over al-Qaeda leaders.",
        "A former Taliban minister denied the report.",
        "The Taliban may deny ties with al-Qaeda.",
        "The Taliban claimed victory in the district.",
    ],
)
def test_what_is_not_sure_is_no_statement(text: str) -> None:
    """Figures of speech, questions, conditions, history, possibilities and former members make no statement."""
    assert told(text) == []


def test_a_spokesman_speaks_for_his_group_under_his_name() -> None:
    """A name of the catalogue's `voices` is the speaker's name, and later his surname alone is, too."""
    text = "Zabihullah Mujahid denied the report. Mujahid denied that al-Qaeda had fighters in Helmand."
    assert [(one.by, one.by_name) for one in statements(text)] == [
        ("taliban", "Zabihullah Mujahid"),
        ("taliban", "Mujahid"),
    ]


def test_a_statement_stands_where_its_sentence_does() -> None:
    """Offsets are code points of the field; what stands in brackets is background; a headline is a field of its own."""
    text = "🙂 Rain. The Taliban denied ties with al-Qaeda (banned in Russia)."
    (one,) = statements(text)
    assert (text[one.start : one.end], one.about) == (text[8:], ("al-qaeda",))
    assert [one.field for one in statements("Rain.", title="Taliban deny ties with al-Qaeda")] == ["title"]


def test_the_seeds_hold_their_statements() -> None:
    """Thirteen statements of the two seed articles are found, and none that is wrong."""
    found = [
        [(one.act, one.by, one.about, one.quoted) for one in statements(file.read_text())]
        for file in sorted((ROOT / "seeds").glob("*.txt"))
    ]
    deny_ties = ("deny", "taliban", ("al-qaeda",), False)
    assert found == [
        [
            *[deny_ties] * 4,
            ("link", "other", ("al-qaeda", "haqqani-network", "isis", "taliban"), True),
            ("deny", "taliban", (), False),
            ("deny", "taliban", ("al-qaeda",), True),
            ("link", "other", ("al-qaeda", "islamic-brotherhood", "taliban"), False),
        ],
        [
            ("claim", "isis", (), False),
            deny_ties,
            ("pledge", "taliban", (), False),
            ("deny", "taliban", ("al-qaeda",), True),
            ("pledge", "taliban", (), True),
            ("deny", "taliban", ("isis",), True),
        ],
    ]


@pytest.mark.parametrize(
    ("gold", "precision", "recall"),
    [
        ("gold1", 0.94, 0.80),
        ("gold2", 0.93, 0.70),
        ("gold3", 0.96, 0.88),
        ("gold5", 0.97, 0.83),
        ("gold6", 0.97, 0.87),
        ("gold7", 0.95, 0.40),
        ("gold8", 0.95, 0.85),
        ("gold9", 0.94, 0.84),
        ("gold10", 0.96, 0.84),
        ("gold11", 0.96, 0.81),
        ("gold12", 0.96, 0.88),
        ("gold13", 0.96, 0.80),
        ("gold14", 0.96, 0.80),
    ],
)
def test_the_gold_sets_keep_their_figures(gold: str, precision: float, recall: float) -> None:
    """Over their languages precision, recall and the traps that are walked into stay where they are."""
    one = measure(read_gold(GOLD / f"{gold}.jsonl"))["all"]
    assert one["right"] / (one["right"] + one["wrong"]) >= precision
    assert one["right"] / (one["right"] + one["missed"]) >= recall
    assert one["trapped"] * 100 < 5 * one["traps"]


def test_traps_of_all_languages_are_walked_past() -> None:
    """Of 600 sentences of idiom, fiction, fakes, courts, questions and history, one in a hundred makes a statement."""
    one = measure(read_gold(GOLD / "traps6.jsonl"))["all"]
    assert one["traps"] > 600
    assert one["trapped"] * 100 <= one["traps"] + 100


def test_duties_weather_verdicts_and_anniversaries_are_walked_past() -> None:
    """Of 60 sentences of nine languages, as they stand in local news and letters, none makes a statement."""
    one = measure(read_gold(GOLD / "traps13.jsonl"))["all"]
    assert (one["traps"], one["trapped"]) == (60, 0)


def test_news_of_all_desks_is_walked_past() -> None:
    """Of 80 sentences of nine languages of sport, business, courts, weather, the arts and old times, none makes one."""
    one = measure(read_gold(GOLD / "traps14.jsonl"))["all"]
    assert (one["traps"], one["trapped"]) == (80, 0)


def test_the_fifteenth_gold_set_and_its_traps_keep_their_figures() -> None:
    """Of 140 texts in fifteen languages and 80 traps, by a writer who had not seen the frames.

    At first look the precision was .976, the recall .809, and the plots of four films made statements.
    """
    one = measure(read_gold(GOLD / "gold15.jsonl"))["all"]
    assert one["right"] / (one["right"] + one["wrong"]) >= 0.99
    assert one["right"] / (one["right"] + one["missed"]) >= 0.95
    traps = measure(read_gold(GOLD / "traps15.jsonl"))["all"]
    assert (traps["traps"], traps["trapped"]) == (80, 0)


def test_the_sixteenth_gold_set_and_its_traps_keep_their_figures() -> None:
    """Of 140 texts in twelve languages and 80 traps, by a writer who had not seen the frames.

    At first look the precision was .985, the recall .879 (of blame .652), and one trap made a statement.
    """
    one = measure(read_gold(GOLD / "gold16.jsonl"))
    assert one["all"]["right"] / (one["all"]["right"] + one["all"]["wrong"]) >= 0.99
    assert one["all"]["right"] / (one["all"]["right"] + one["all"]["missed"]) >= 0.95
    assert one["blame"]["right"] / (one["blame"]["right"] + one["blame"]["missed"]) >= 0.9
    traps = measure(read_gold(GOLD / "traps16.jsonl"))["all"]
    assert (traps["traps"], traps["trapped"]) == (80, 0)


def test_the_seventeenth_gold_set_and_its_traps_keep_their_figures() -> None:
    """Of 140 texts in fifteen languages and 80 traps, by a writer who had not seen the frames.

    At first look the precision was .965, the recall .769 (of pledges .529), and two traps made statements.
    """
    one = measure(read_gold(GOLD / "gold17.jsonl"))
    assert one["all"]["right"] / (one["all"]["right"] + one["all"]["wrong"]) >= 0.99
    assert one["all"]["right"] / (one["all"]["right"] + one["all"]["missed"]) >= 0.95
    traps = measure(read_gold(GOLD / "traps17.jsonl"))["all"]
    assert (traps["traps"], traps["trapped"]) == (80, 0)


def test_kinds_that_were_missed_are_read_and_what_looks_alike_is_not() -> None:
    """Of 74 sentences in fifteen languages each makes its statement, and of 124 that look alike none does."""
    kinds = measure(read_gold(GOLD / "kinds17.jsonl"))["all"]
    assert (kinds["right"] > 70, kinds["wrong"], kinds["missed"]) == (True, 0, 0)
    plain = measure(read_gold(GOLD / "plain17.jsonl"))["all"]
    assert (plain["traps"] > 120, plain["trapped"]) == (True, 0)


def test_blame_and_oaths_are_read_in_every_language_that_has_frames() -> None:
    """Of 238 plain sentences in fifteen languages, written before the frames were read, and 77 that look alike.

    Ministers, the police, victims' families and reports: at first look the precision was .927, the recall .525.
    """
    one = measure(read_gold(GOLD / "blame16.jsonl"))
    languages = [one[name] for name in one if len(name) == 2]
    assert len(languages) == 15
    assert all(some["missed"] <= 1 and some["wrong"] == 0 for some in languages)


@pytest.mark.parametrize(("file", "recall"), [("blame17", 0.95), ("blame18", 0.88)])
def test_further_sentences_of_blame_keep_their_figures(file: str, recall: float) -> None:
    """Of 116 and 85 in fifteen languages, each written when the frames had learned from those before.

    At first look the recall was .604 and .700; with the frames of before the first it was .396 and .500.
    """
    one = measure(read_gold(GOLD / f"{file}.jsonl"))["all"]
    assert one["right"] / (one["right"] + one["missed"]) >= recall
    assert one["wrong"] == 0


def test_news_of_groups_without_anybody_s_statement_holds_none() -> None:
    """Battles, aid, trials, sport and weather in fifteen languages, and sentences that use the verbs of blame."""
    one = measure(read_gold(GOLD / "plain16.jsonl"))["all"]
    assert (one["traps"] > 160, one["wrong"]) == (True, 0)


@pytest.mark.parametrize("language", ["ps", "hi"])
def test_languages_that_came_last_are_read_like_the_others(language: str) -> None:
    """Pashto and Hindi have frames for every act that their gold items hold."""
    one = measure(read_gold(GOLD / "gold3.jsonl", language))[language]
    assert one["right"] / (one["right"] + one["wrong"]) >= 0.95
    assert one["right"] / (one["right"] + one["missed"]) >= 0.85


def test_the_stops_of_initials_end_no_clause() -> None:
    """What stands behind U.N. belongs to the verb before it."""
    assert told("The Taliban rejected the U.N. report.") == [("deny", "taliban", (), False)]


def test_no_text_is_too_much() -> None:
    """A megabyte that is one quotation, quotes that are never closed and a word over and over end in time."""
    for text in ('"' + "The Taliban denied it " * 50_000, "“" * 100_000, "denied that claim " * 60_000):
        assert len(told(text)) < 100


@pytest.mark.parametrize(
    ("frame", "line"),
    [
        ({"act": "deni"}, "unknown act 'deni'"),
        ({"match": ["..."]}, "can match everything"),
        ({"match": ["a*"]}, "can match everything"),
        ({"match": ["(a+)+$"]}, "is no word"),
        ({"match": ["<nott> denied"]}, "is no class"),
        ({"match": ["denied ...1 a ...1 b ...1 c ...1 d ...1 e"]}, "more than 4 gaps"),
        ({"abuot": "all"}, "unknown key"),
        ({"match": []}, "can match nothing"),
        ({"match": ["denied <none>"]}, "can match nothing, since <none> has no words"),
        ({"unless": ["denied"]}, "can match nothing, since `unless` says the same"),
        ({"match": ["disputed|rejected it"]}, "says the same as the frame 'first'"),
        ({"match": ["quarrel*|object* it"]}, "says the same as the frame 'first'"),
        ({"match": ["refused|truce|truce in the war"]}, "'truce' is written twice side by side"),
        ({"unless": ["none|not seen|not heard"]}, "'not' is written twice side by side"),
    ],
)
def test_a_wrong_frame_is_named_with_its_line(tmp_path: Path, frame: dict[str, object], line: str) -> None:
    """An unknown act, a pattern for everything or nothing, a regular expression, what another frame says."""
    first = {
        "name": "first",
        "act": "deny",
        "form": "active",
        "match": ["rejected|disputed it", "object*|quarrel* it"],
    }
    written = {"name": "x", "act": "deny", "form": "active", "match": ["denied"], **frame}
    told = wrong_file(tmp_path, "{not: [not], none: []}", first, written)
    assert ":5: " in told
    assert line in told
    assert "; " in told.split(line)[1]


def test_words_of_one_alternative_are_written_with_a_hyphen() -> None:
    """They match as they stand in a text; and what is no mistake is read: a word again, a class again."""
    classes = {"not"}
    (_, element) = read_pattern("rejected truce|cease-fire-deal", classes)
    assert (element.exact, element.phrases) == ({"truce"}, (("cease", "fire", "deal"),))
    for pattern in ("no no", "never|<not> <not>|denied", "was|were ...2 was|denied"):
        assert read_pattern(pattern, classes)


@pytest.mark.parametrize(
    ("phrase", "line"),
    [
        ("a*", "can match everything"),
        ("*", "is no phrase"),
        ("(not|never)+", "is no phrase"),
    ],
)
def test_a_wrong_class_of_words_is_named_with_its_line(tmp_path: Path, phrase: str, line: str) -> None:
    """A phrase that stands for every word, for none, or that is a regular expression."""
    told = wrong_file(tmp_path, json.dumps({"not": ["not", phrase]}))
    assert ":2: words.not: " in told
    assert line in told


def wrong_file(folder: Path, words: str, *frames: dict[str, object]) -> str:
    """Return what is told of a file with these frames, from its fourth line on."""
    (folder / "statements").mkdir()
    file = folder / "statements" / "xx.yaml"
    listed = "".join(f"  - {json.dumps(frame)}\n" for frame in frames)
    file.write_text(f"language: xx\nwords: {words}\nframes:{'' if frames else ' []'}\n{listed}")
    with pytest.raises(Mistake) as told:
        read_all_frames(folder)
    assert str(told.value).startswith(f"{file}:")
    return str(told.value)


def test_many_spokesmen_of_one_first_name_cost_no_more_than_one() -> None:
    """Of 5,000, each is found, in a text that begins to name one of them at every second word."""
    names = [f"Abu Bakr {'abcdefghij'[n % 10]}{n}" for n in range(5_000)]
    group = {"id": "taliban", "name": "Taliban", "aliases": {"en": ["Taliban"]}, "voices": names}
    catalogue = read_catalogue({"groups": [group]})
    reader = StatementReader(catalogue, read_all_frames(ROOT / "config"))
    text = f"{names[-1]} denied the report. " + "Abu Bakr " * 20_000
    assert [one.by_name for one in reader.read("", text, "en", [])] == [names[-1]]


def test_what_is_passed_over_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences in which no frame can match, and patterns that cannot, are left out: reading all gives the same."""
    texts: dict[str, list[str]] = {}
    for name in ("gold1.jsonl", "gold2.jsonl", "gold3.jsonl", "gold5.jsonl"):
        for line in (GOLD / name).read_text("utf-8").splitlines():
            item = json.loads(line)
            texts.setdefault(item["lang"], []).append(item["text"])
    articles = [
        (language, "\n".join(some[at : at + size]))
        for size in (1, 12)
        for language, some in texts.items()
        for at in range(0, len(some), size)
    ]
    quick = [statements(text, language) for language, text in articles]
    monkeypatch.setattr(Anchors, "may_tell", lambda *_, **__: True)
    monkeypatch.setattr(Anchors, "sentences", lambda *given: dict.fromkeys(range(len(given[2])), Every()))
    assert [statements(text, language) for language, text in articles] == quick
    assert sum(map(len, quick)) > 300


@pytest.mark.parametrize(
    ("text", "act", "by"),
    [
        ("A previously unknown group claimed responsibility for the attack.", "claim", "other"),
        ("A bomb went off in the bazaar. Nobody took credit for it.", "claim", "unknown"),
        (
            '"We reject this report. Snow fell here. Dinner was late on Monday," the Taliban said.',
            "deny",
            "taliban",
        ),
        (
            "Zabihullah Mujahid came. Snow fell. Rain fell. Dinner was late. Mujahid denied the report.",
            "deny",
            "taliban",
        ),
    ],
)
def test_a_statement_is_read_though_its_sentence_names_no_group(text: str, act: str, by: str) -> None:
    """Of a band that is not named, of nobody, of whom a later sentence names, and of a surname alone."""
    assert [(one.act, one.by) for one in statements(text)] == [(act, by)]


class Every(set[int]):
    """All patterns there are."""

    def __contains__(self, _: object) -> bool:
        return True

    def __bool__(self) -> bool:
        return True
