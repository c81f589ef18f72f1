import json
import re
from pathlib import Path

import pytest
from paths import DATA, ROOT

from processors.groups.lint import lint_catalogue
from processors.groups.tag import Tagger
from wirewatch.config.alerts import read_alerts
from wirewatch.config.feeds import read_feeds
from wirewatch.config.groups import read_groups

CATALOGUE = read_groups(ROOT / "config" / "groups.yaml")
TAGGER = Tagger(CATALOGUE)
FILES = sorted((DATA / "groups" / "tags").glob("*.jsonl"))
LANGUAGES = {"en", "fr", "de", "es", "it", "pt", "tr", "ru", "ar", "fa", "ps", "ur", "hi", "id", "zh"}
SEEDS = {"taliban", "al-qaeda", "aqis", "haqqani-network", "isis", "isis-k", "islamic-brotherhood"}


def lines(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


KINDS = lines(DATA / "groups" / "kinds.jsonl")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_shipped_catalogue_finds_these_mentions_and_no_others(file: Path) -> None:
    """Every sentence gets exactly its mentions, with the groups and the words that are written beside it."""
    wrong = []
    for line in lines(file):
        found = [{"group": m.group, "text": m.text} for m in TAGGER.tag(line["text"], line["lang"])]
        if found != line["mentions"]:
            wrong.append((line["text"], line["mentions"], found))
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "held"),
    [
        *[("hard", 0.98), ("tags6", 0.99), ("tags7", 0.99), ("tags8", 0.98), ("tags9", 0.99)],
        *[("tags10", 0.99), ("tags11", 0.99), ("tags12", 0.99), ("tags13", 0.99), ("tags14", 0.99)],
        *[("tags15", 0.99), ("tags16", 0.99), ("tags17", 0.99)],
        *[("tags18", 0.99), ("tags19", 0.99), ("tags20", 0.99)],
        *[("tags21", 0.99), ("tags22", 0.99), ("tags23", 0.99)],
        *[("tags24", 0.94), ("tags25", 0.95), ("tags26", 0.99)],
        *[("tags27", 0.95), ("tags28", 0.99), ("tags29", 0.99), ("tags30", 0.97)],
    ],
)
def test_hard_sentences_are_tagged_as_well_as_they_were(name: str, held: float) -> None:
    """Of 4,417 texts in twenty-six sets by writers who had not seen the catalogue, half of them hard, the F1 stays.

    The tenth was .940 at first look: .866 of its hard half, .979 of the plain one. The fifteenth and the sixteenth
    were .930 each: .836 and .880 of the hard halves, .990 and .972 of the plain ones. The seventeenth was .944: .896
    of the hard half, .989 of the plain one. The next two were .940 and .934: .905 and .897 of the hard
    halves, .994 and 1.000 of the plain ones; the nineteenth is of groups and languages told of less. The
    twentieth was .951 before these two were learned, and .948 behind them: .893 of the hard half, .993 of the plain
    one. The next two were .962 and .984: .892 and .974 of the hard halves, 1.000 and .994 of the plain ones. The next,
    of 31 languages, was .953: .916 of the hard half, 1.000 of the plain one. The next two were not learned: they were
    .936 and .946, and .949 and .957 behind the one before, .891 and .887 of the hard halves, 1.000 of the plain ones.
    The next was .983: .962 of the hard half, 1.000 of the plain one. The next, of which only the plain half was
    learned, was .936: .894 of the hard half, .976 of the plain one. The next two, of which one is of whole reports,
    were .969 and .964: .949 and .920 of the hard halves, 1.000 and .990 of the plain ones. The last was not learned: it
    was .979 before these two were learned and behind them, .967 of the hard half, 1.000 of the plain one.
    """
    right = wrong = missed = 0
    for line in lines(DATA / "groups" / f"{name}.jsonl"):
        found = TAGGER.tag(line["text"], line["lang"])
        wanted = [(m["group"], m["start"], m["end"]) for m in line["mentions"]]
        hit = [
            next((m for m in found if m.group == group and m.start < end and start < m.end), None)
            for group, start, end in wanted
        ]
        right += len(wanted) - hit.count(None)
        missed += hit.count(None)
        wrong += len(found) - len({id(m) for m in hit if m})
    assert 2 * right / (2 * right + wrong + missed) >= held


@pytest.mark.parametrize("kind", sorted({str(line["kind"]) for line in KINDS}))
def test_each_kind_of_naming_is_told_from_what_looks_like_it(kind: str) -> None:
    """The texts of a kind have exactly their mentions; those of the same shape that name no group have none.

    Those that are open tell why.
    """
    wrong = []
    for line in KINDS:
        if line["kind"] == kind and "open" not in line:
            found = [
                {"group": m.group, "text": m.text, "start": m.start, "end": m.end}
                for m in TAGGER.tag(str(line["text"]), str(line["lang"]))
            ]
            if found != line["mentions"]:
                wrong.append((line["text"], found))
    assert wrong == []


def test_every_language_has_its_sentences() -> None:
    """Each language of the catalogue is held to twenty sentences or more, a third of which name no group."""
    assert {file.stem for file in FILES} == LANGUAGES
    for file in FILES:
        sentences = lines(file)
        assert len(sentences) >= 20
        assert sum(not line["mentions"] for line in sentences) * 3 >= len(sentences)


def test_the_seven_seed_groups_and_their_neighbours_are_there() -> None:
    """The catalogue has the seven groups that the project began with, and at least 45 others beside them."""
    ids = {group.id for group in CATALOGUE.groups}
    assert ids >= SEEDS
    assert len(ids - SEEDS) >= 45


def test_lint_finds_nothing_wrong_in_the_shipped_catalogue() -> None:
    """No alias of the shipped catalogue is doubtful, common, short, written twice, or another group's."""
    findings = list(lint_catalogue(CATALOGUE))
    assert [finding for finding in findings if finding.level != "note"] == []
    assert [finding for finding in findings if "is the same as" in finding.message] == []


@pytest.mark.parametrize("group", CATALOGUE.groups, ids=lambda group: group.id)
def test_every_alias_without_conditions_finds_its_own_group(group) -> None:
    """An unconditional alias, alone in a text of its language, is tagged as its own group and nothing else."""
    for language, aliases in group.aliases.items():
        for alias in set(aliases) - set(group.context):
            found = {mention.group for mention in TAGGER.tag(alias, None if language == "any" else language)}
            assert found == {group.id}, alias


def test_the_branches_are_tied_to_their_trunks() -> None:
    """part_of leads from the provinces to the Islamic State and from the branches to al-Qaeda."""
    assert {"isis-k", "iswap", "isgs", "is-sinai", "adf"} <= CATALOGUE.branches("isis")
    assert {"aqis", "aqap", "aqim"} <= CATALOGUE.branches("al-qaeda")
    assert "ttp" not in CATALOGUE.branches("taliban")


def test_the_shipped_feeds_are_of_many_languages_and_houses() -> None:
    """feeds.yaml reads, has fifty feeds in the catalogue's languages, and one domain for each house."""
    feeds = read_feeds(ROOT / "config" / "feeds.yaml")
    houses = {(feed.source.id, feed.source.domain) for feed in feeds}
    assert len(feeds) >= 50
    assert {feed.language for feed in feeds} == LANGUAGES
    assert len(houses) == len({name for name, _ in houses}) == len({domain for _, domain in houses})


def test_the_shipped_alerts_need_no_secret_and_name_groups_that_exist() -> None:
    """alerts.yaml reads in an empty environment, every channel has its address, every group is in the catalogue."""
    alerts = read_alerts(ROOT / "config" / "alerts.yaml", {})
    ids = {group.id for group in CATALOGUE.groups}
    assert alerts.rules
    assert all(channel.url and channel.secret_env is None for channel in alerts.channels.values())
    for rule in alerts.rules:
        named = re.findall(r"groups:(?:\(([^)]*)\)|(\S+))", rule.text)
        assert named
        assert {word for pair in named for part in pair for word in part.split() if word != "OR"} <= ids
