"""What a publisher changed, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from sample_documents import sample_article

from processors.errors import Reject
from processors.records import Article
from processors.stories.revision import GroupChanges, compare_revisions

TEXT = (
    "The ministry said on Tuesday that 12 people were killed when a convoy was attacked near Lashkar Gah.\n"
    "A spokesman for the Taliban denied that its men had taken part, and blamed smugglers for the attack.\n"
    "Residents said by telephone that the road had been closed since the early morning."
)
NEXT = "Officials later said that the road had been opened again for trucks and for ambulances."


def read(text: str = TEXT, **fields: object) -> Article:
    return sample_article(1, text, **fields)


def reason(before: Article, after: Article) -> str:
    with pytest.raises(Reject) as refused:
        compare_revisions(before, after)
    return refused.value.reason


@pytest.mark.parametrize(
    "after",
    [
        TEXT.replace("12 people", "15 people"),
        f"{TEXT}\n{NEXT}",
        TEXT.replace("denied that its men had taken part, and ", ""),
        f"{TEXT}\nHe died.",
    ],
)
def test_other_words_are_a_revision(after: str) -> None:
    """A corrected figure, a new paragraph, a phrase that went, and a short sentence make a new revision."""
    assert compare_revisions(read(), read(after)) == GroupChanges()


def test_another_headline_is_a_revision() -> None:
    """The headline counts as the text does."""
    assert (
        compare_revisions(read(title="Convoy attacked"), read(title="Twelve killed in attack"))
        == GroupChanges()
    )


def test_a_correction_note_is_a_revision() -> None:
    """A note that comes to an article whose text stays counts, though it stands beside the text."""
    assert compare_revisions(read(), read(corrections=("Correction: it was Tuesday.",))) == GroupChanges()


def test_groups_that_came_and_went_are_told() -> None:
    """What is named for the first time, and what no longer, are told apart, and sorted."""
    before, after = read(groups=("taliban", "isis")), read(f"{TEXT}\n{NEXT}", groups=("ttp", "aqis", "isis"))
    assert compare_revisions(before, after) == GroupChanges(("aqis", "ttp"), ("taliban",))


@pytest.mark.parametrize(
    "line",
    [
        "Updated: 22 November 2026, 14:05 GMT",
        "Last updated 3 minutes ago",
        "Published 2026-11-22T14:05:00Z",
        "22 Nov 2026 | 18:40 IST",
        "Обновлено: 22.11.2026 в 14:05",
        "Опубликовано 5 минут назад",
        "Aktualisiert am 22. November 2026 um 14.05 Uhr",
        "vor 3 Minuten",
        "Mis à jour le 22/11/2026 à 14h05",
        "آخر تحديث: 22-11-2026 14:05",
        "更新于2026年11月22日 14:05",
        "3分钟前",
        "Advertisement: two shirts for the price of one",
        "Реклама. Купите диван со скидкой",
        "Anzeige",
    ],
)
def test_stamps_and_advertisements_are_no_revision(line: str) -> None:
    """A line that says when the page was updated, or that it is an advertisement, may come, change and go."""
    first, rest = TEXT.split("\n", 1)
    assert reason(read(), read(f"{first}\n{line}\n{rest}")) == "unchanged"
    assert reason(read(f"{line}\n{TEXT}"), read()) == "unchanged"


@given(st.sampled_from([" ", "  ", "\t", " \u00a0 "]), st.sampled_from([str, str.upper, str.title]))
def test_blanks_case_and_punctuation_are_no_revision(blank: str, case) -> None:
    """The same words in another setting are the same text."""
    after = case(TEXT).replace(" ", blank).replace(",", "").replace(".", " .")
    assert reason(read(), read(after)) == "unchanged"


@given(st.lists(st.text(max_size=60), max_size=8), st.lists(st.sampled_from(["a", "b", "c"]), max_size=3))
def test_a_text_is_never_a_revision_of_itself(lines: list[str], groups: list[str]) -> None:
    """Whatever the text is, reading it twice changes nothing, though the catalogue may have."""
    before = read("\n".join(lines), groups=tuple(sorted(set(groups))))
    assert reason(before, structs.replace(before, groups=())) == "unchanged"


def test_a_page_behind_a_wall_is_no_revision() -> None:
    """Where a good part of the text is gone and nothing came, and where only the feed's words are left, it is kept."""
    assert reason(read(), read(TEXT.split("\n")[0])) == "too_short"
    assert reason(read(), read(NEXT, text_from="feed")) == "no_page"
    assert compare_revisions(read(NEXT, text_from="feed"), read()) == GroupChanges()
