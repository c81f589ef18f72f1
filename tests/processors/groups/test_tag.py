from datetime import UTC, datetime
from itertools import pairwise

import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paths import DATA, ROOT
from ruamel.yaml import YAML

from processors.groups.disambiguate import NO_WORD_NEAR
from processors.groups.read_catalogue import read_catalogue
from processors.groups.tag import PART_OF_WORD, Tagger
from processors.records import Article, Mention
from scrapers.records import Source
from wirewatch.config.groups import read_groups

TAGGING = DATA / "groups" / "tagging"
WRITTEN = YAML(typ="safe").load(TAGGING / "groups.yaml")
CATALOGUE = read_catalogue(WRITTEN)
TAGGER = Tagger(CATALOGUE)
CASES = YAML(typ="safe").load(TAGGING / "texts.yaml")
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
PARTS = [
    *("Taliban", "ISIS", "ISIS-K", "al-Qaeda", " in the Islamic Maghreb", "IS", "Isis", "goddess", "Syria"),
    *(
        "Sirajuddin ",
        "Haqqani",
        " network",
        "و",
        "ال",
        "القاعدة",
        "داعش",
        "\u200c",
        "\u0301",
        "ß",
        "ﷲ",
        "塔利班",
    ),
    *("-", " – ", "'", " ", "  ", "\n", "\u00ad", "\ud800", "İ", "ﻻ", "."),
]


def found(text: str, language: str | None = None) -> list[tuple[str, str]]:
    return [(mention.group, mention.text) for mention in TAGGER.tag(text, language)]


def article(title: str | None, text: str, language: str | None = "en") -> Article:
    now = datetime(2021, 5, 5, tzinfo=UTC)
    source = Source(id="example", name="Example", domain="example.org")
    url = "https://example.org/1"
    return Article(
        id="1",
        url=url,
        canonical_url=url,
        source=source,
        title=title,
        text=text,
        language=language,
        first_seen_at=now,
        fetched_at=now,
        extractor="none",
    )


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_what_is_tagged(case):
    """Every text of the table yields the table's mentions, and the offsets are those of the words."""
    mentions = TAGGER.tag(case["text"], case.get("language"))
    assert [[mention.group, mention.text] for mention in mentions] == case["mentions"]
    assert [case["text"][mention.start : mention.end] for mention in mentions] == [m.text for m in mentions]


@pytest.mark.parametrize(
    "catalogue", [TAGGING / "groups.yaml", ROOT / "config" / "groups.yaml"], ids=lambda p: p.parent.name
)
def test_the_first_seed(catalogue):
    """The agency's article names six groups, al-Qaeda's branch apart from al-Qaeda and each network once."""
    tagger = Tagger(read_catalogue(YAML(typ="safe").load(catalogue)))
    mentions = tagger.tag(SEEDS[0].read_text("utf-8"), "en")
    words = [(mention.group, mention.text) for mention in mentions]
    assert words.count(("aqis", "al-Qaeda in the Indian Subcontinent")) == 1
    assert words.count(("haqqani-network", "Haqqani network")) == 2
    assert words.count(("islamic-brotherhood", "Islamic Brotherhood")) == 1
    assert words.count(("taliban", "Islamic Emirate of Afghanistan")) == 2
    assert words.count(("al-qaeda", "Al-Qaida")) == 1
    assert words.count(("isis", "ISIS")) == words.count(("isis", "Islamic State")) == 1
    assert {group for group, _ in words} == {
        *("taliban", "al-qaeda", "aqis", "haqqani-network", "isis", "islamic-brotherhood"),
    }
    assert len(words) == 28


@pytest.mark.parametrize(
    "catalogue", [TAGGING / "groups.yaml", ROOT / "config" / "groups.yaml"], ids=lambda p: p.parent.name
)
def test_the_second_seed(catalogue):
    """ISIS-K is its own group in the newspaper's article, once, and every other ISIS is ISIS."""
    tagger = Tagger(read_catalogue(YAML(typ="safe").load(catalogue)))
    mentions = tagger.tag(SEEDS[1].read_text("utf-8"), "en")
    words = [(mention.group, mention.text) for mention in mentions]
    assert words.count(("isis-k", "ISIS-K")) == 1
    assert words.count(("isis", "ISIS")) == 6
    assert {group for group, _ in words} == {"taliban", "al-qaeda", "isis", "isis-k"}


def test_the_whole_article_is_the_context():
    """A bare IS in the title counts because the text names the Islamic State, and the other way round."""
    tagged = TAGGER.tag_article(article("IS loses ground", "Fighters of Daesh fled."))
    assert tagged.mentions == (
        Mention("isis", "IS", "title", 0, 2, "title"),
        Mention("isis", "Daesh", "text", 12, 17, "lede"),
    )
    tagged = TAGGER.tag_article(article("Daesh loses ground", "Fighters of IS fled."))
    assert [mention.text for mention in tagged.mentions] == ["Daesh", "IS"]


def test_title_and_text_are_read_one_after_the_other():
    """A word near in the text's beginning serves a name in the title, one in the title a name in the text."""
    title, text = "Goddess and mother", "Isis was seen in Syria."
    assert [m.text for m in TAGGER.tag_article(article("Jihadists gone", "IS fled.")).mentions] == ["IS"]
    assert [m.text for m in TAGGER.tag_article(article("IS", "Jihadists fled.")).mentions] == ["IS"]
    assert TAGGER.tag_article(article("IS", f"{'Rain fell. ' * 12}Jihadists fled.")).mentions == ()
    assert TAGGER.tag_article(article(title, text)).mentions == ()
    assert [m.text for m in TAGGER.tag_article(article("Mother", text)).mentions] == ["Isis"]


def test_a_name_does_not_go_from_title_to_text():
    """The last word of a title and the first of the text are no name."""
    assert TAGGER.tag_article(article("Attack in al", "Qaeda, a town.")).mentions == ()


def test_an_article_says_what_it_was_tagged_with():
    """Groups are distinct and sorted, the catalogue's version is told, and what was tagged before is replaced."""
    first = TAGGER.tag_article(article(None, "Taliban, ISIS and the Taliban"))
    assert first.groups == first.about == ("isis", "taliban")
    assert first.catalogue_version == TAGGER.catalogue.version
    assert TAGGER.tag_article(first) == first


def test_an_article_without_names():
    """An article that names no group, in its title or without one, comes back with none."""
    assert TAGGER.tag_article(article(None, "Rain.")).mentions == ()
    assert TAGGER.tag_article(article("", "")).groups == ()


def test_explain_names_every_reason():
    """Each candidate is told with the reason for which it did not count, or as counting."""
    text = "Talibanese Taliban Sirajuddin Haqqani is-K Is ISIS-X Isis IS-K goddess  IS Pakistani Taliban"
    told = [(c.text, c.group, c.counted, c.why) for c in TAGGER.explain(text)]
    assert told == [
        ("Taliban", "taliban", False, "a part of a longer word"),
        ("Taliban", "taliban", True, "counts"),
        ("Haqqani", "haqqani-network", False, "inside of a phrase of `never`"),
        ("is", "isis", False, "in another letter case than `case: exact` asks for"),
        ("is-K", "isis-k", True, "counts"),
        ("Is", "isis", False, "in another letter case than `case: exact` asks for"),
        ("IS", "isis", False, "a part of a longer word"),
        ("ISIS", "isis", False, "joined by a dash or a blank that makes it something else"),
        ("IS", "isis", False, "a part of a longer word"),
        ("Is", "isis", False, "a part of a longer word"),
        ("Isis", "isis", False, "near a word of `not_near`"),
        ("is", "isis", False, "a part of a longer word"),
        ("IS", "isis", False, "joined by a dash or a blank that makes it something else"),
        ("IS-K", "isis-k", True, "counts"),
        ("IS", "isis", False, "no word of `near` near enough, and no mention of a group of `article`"),
        ("Pakistani Taliban", "ttp", True, "counts"),
        ("is", "isis", False, "a part of a longer word"),
        ("Taliban", "taliban", False, "inside of a longer name"),
    ]


def test_explain_tells_an_alias_of_another_language():
    """An ambiguous alias in a text of another language is told apart from one without context."""
    assert [c.why for c in TAGGER.explain("IS in Mosul", "fr")] == ["an ambiguous alias of another language"]


@given(
    st.text(alphabet=st.characters(), max_size=200)
    | st.lists(st.sampled_from(PARTS), max_size=30).map("".join)
)
@settings(deadline=None, max_examples=400)
def test_offsets_are_those_of_the_text(text):
    """In any Unicode text each mention is the text between its offsets, and no two overlap."""
    mentions = TAGGER.tag(text)
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)
    assert all(left.end <= right.start for left, right in pairwise(mentions))


@given(st.lists(st.sampled_from(PARTS), max_size=20).map("".join), st.permutations(WRITTEN["groups"]))
@settings(deadline=None, max_examples=50)
def test_the_order_of_the_catalogue_does_not_matter(text, groups):
    """A catalogue in another order tags the same."""
    assert Tagger(read_catalogue({"groups": groups})).tag(text) == TAGGER.tag(text)


@given(st.lists(st.sampled_from(PARTS), max_size=20).map("".join))
@settings(deadline=None, max_examples=50)
def test_what_was_tagged_before_does_not_matter(text):
    """A tagger remembers forms and words, and finds the same as one that has seen nothing, and the same again."""
    assert TAGGER.tag(text) == Tagger(CATALOGUE).tag(text) == TAGGER.tag(text)


def test_a_place_that_a_longer_mention_covers_needs_no_context():
    """An ambiguous alias inside of a certain one is that one's, whatever stands around; explain looks all the same."""
    text = "The IS-Isis Brigades IS"
    written = {"groups": [{"id": "a", "name": "IS", "aliases": {"any": ["IS"]}, "context": {"IS": {"near": ["Mosul"]}}},
                          {"id": "b", "name": "B", "aliases": {"any": ["IS-Isis Brigades"]}}]}  # fmt: skip
    tagger = Tagger(read_catalogue(written))
    assert [(m.group, m.text) for m in tagger.tag(text)] == [("b", "IS-Isis Brigades")]
    whole = [c.why for c in tagger.explain(text) if c.group == "a" and c.why != PART_OF_WORD]
    assert whole == [NO_WORD_NEAR, NO_WORD_NEAR]


@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join))
@settings(deadline=None)
def test_explain_agrees_with_tag(text):
    """The candidates that explain says counted are the mentions."""
    counted = [(c.group, c.start, c.end) for c in TAGGER.explain(text) if c.counted]
    assert counted == [(mention.group, mention.start, mention.end) for mention in TAGGER.tag(text)]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "unit",
    [
        *(
            "a",
            "i",
            "is",
            "ا",
            "塔",
            " ",
            "-",
            "\u0301",
            "\u200c",
            "\ud800",
            "ﻻ",
            "\n",
            "I",
            "'",
            "ال",
            "ت\u064e",
        ),
        *(
            "IS ",
            "Isis ",
            "Taliban ",
            "ISIS-",
            "IS Syria ",
            "Isis goddess ",
            "طالبان ",
            "塔利班",
            "Haqqani militants ",
        ),
        *("Sirajuddin Haqqani ", "al  - Qaeda ", "Daesh IS "),
    ],
)
def test_a_megabyte_of_anything_is_tagged(unit):
    """A million characters of one kind are tagged, whatever they are, in time that grows with the length."""
    text = (unit * 1_000_000)[:1_000_000]
    mentions = TAGGER.tag(text)
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions[:100])


def test_marks_without_end_belong_to_the_name():
    """A name under a hundred thousand combining marks is one mention that holds them all."""
    text = "Taliban" + "\u0301" * 100_000 + " said"
    assert [(m.start, m.end) for m in TAGGER.tag(text)] == [(0, 100_007)]


@pytest.mark.timeout(20)
@pytest.mark.parametrize("filling", [" ", "-", " -", "\u200b", "\u0301", "\u00ad ", "—", "\u2028"])
def test_a_stretched_name_is_read_in_time(filling):
    """A name with half a million characters between its parts takes no longer than any text of that length."""
    text = "al" + (filling * 500_000)[:500_000] + "Qaeda, Taliban"
    assert [mention.group for mention in TAGGER.tag(text)][-1] == "taliban"


def test_of_abbreviations_that_differ_by_a_mark_each_is_read_as_it_is_written():
    """HTŞ is the group's alone; HTS, which is the same once folded, needs its conditions."""
    group = {
        "id": "hts",
        "name": "HTS",
        "aliases": {"any": ["HTS"], "tr": ["HTŞ"]},
        "context": {"HTS": {"case": "exact", "near": ["Idlib"]}, "HTŞ": {"case": "exact"}},
    }
    tagger = Tagger(read_catalogue({"groups": [group]}))
    assert [m.text for m in tagger.tag("Savcı HTS kayıtlarını istedi.", "tr")] == []
    assert [m.text for m in tagger.tag("Sanık HTŞ'den ayrıldı.", "tr")] == ["HTŞ"]
    assert [m.text for m in tagger.tag("Idlib: HTS", "tr")] == ["HTS"]


def test_a_worker_holds_little_for_the_shipped_catalogue() -> None:
    """Each worker has a tagger of its own: one of some thousand names takes a few MiB, with no table by letter."""
    catalogue = read_groups(ROOT / "config" / "groups.yaml")
    held = psutil.Process().memory_full_info().uss
    tagger = Tagger(catalogue)
    assert psutil.Process().memory_full_info().uss - held < 30 * 2**20
    assert tagger.tag("Boko Haram denied it.")
