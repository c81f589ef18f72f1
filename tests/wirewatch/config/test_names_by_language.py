import json

import pytest
from paths import DATA, ROOT

from processors.groups.tag import Tagger
from wirewatch.config.groups import read_groups

TAGGER = Tagger(read_groups(ROOT / "config" / "groups.yaml"))


def by_language(name: str) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for line in (DATA / "groups" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        found.setdefault(one["lang"], []).append(one)
    return found


NAMES = by_language("names_by_language")
OTHER_THINGS = by_language("other_things_by_language")


@pytest.mark.parametrize("language", sorted(NAMES))
def test_a_group_is_found_once_under_its_name_in_a_language(language: str) -> None:
    """A plain sentence with a group's name in the language has that mention, and nothing else."""
    wrong = []
    for line in NAMES[language]:
        found = [(m.group, m.text) for m in TAGGER.tag(line["text"], language)]
        if found != [(line["group"], line["surface"])]:
            wrong.append((line["text"], found))
    assert wrong == []


@pytest.mark.parametrize("language", sorted(OTHER_THINGS))
def test_ordinary_sentences_of_a_language_have_no_mention(language: str) -> None:
    """What only shares words with names of groups is left alone."""
    assert [line["text"] for line in OTHER_THINGS[language] if TAGGER.tag(line["text"], language)] == []


def test_each_language_with_names_has_ordinary_sentences() -> None:
    """No language has names of groups alone, and each has three sentences about other things."""
    assert NAMES.keys() == OTHER_THINGS.keys()
    assert min(map(len, OTHER_THINGS.values())) >= 3
