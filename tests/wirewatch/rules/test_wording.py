"""What alerts say happened: real counts, and groups by their names."""

from datetime import timedelta

from wirewatch.config.kinds import Count, Spike
from wirewatch.rules import wording

HOUR = timedelta(hours=1)
SPIKE = Spike(3.0, HOUR, 24 * HOUR, 5, "1h")
NAMES = {"isis-k": "Islamic State Khorasan", "taliban": "Taliban"}


def by_name(ids: list[str]) -> list[str]:
    """Return names by ids, as the catalogue gives them."""
    return [NAMES.get(id_, id_) for id_ in ids]


def test_a_spike_tells_how_many_are_usual() -> None:
    """A whole number has no decimals."""
    assert wording.spike_text(SPIKE, 20, 1.5) == "20 stories within 1h, where 1.5 are usual"
    assert wording.spike_text(SPIKE, 20, 8.0) == "20 stories within 1h, where 8 are usual"
    assert wording.count_text(Count(10, HOUR, "1h"), 100) == "100 stories within 1h"
    assert wording.count_text(Count(10, HOUR, "1h"), 100, "event") == "100 events within 1h"
    assert wording.spike_text(SPIKE, 20, 1.5, "event") == "20 events within 1h, where 1.5 are usual"


def test_a_revision_says_which_way() -> None:
    """What was added and what was removed are told apart, each group by its name."""
    document = {
        "revision": 3,
        "revision_added_groups": ["isis-k", "x"],
        "revision_removed_groups": ["taliban"],
    }
    told = {which: wording.revision_text(by_name, document, which) for which in ("any", "added", "removed")}
    assert told == {
        "any": "revision 3 added Islamic State Khorasan, x and removed Taliban",
        "added": "revision 3 added Islamic State Khorasan, x",
        "removed": "revision 3 removed Taliban",
    }


def test_new_values_of_groups_have_names_and_others_are_as_they_are() -> None:
    """An outlet that has the id of a group keeps it."""
    assert (
        wording.new_text(by_name, ("groups",), ("isis-k",))
        == "never seen before in groups: Islamic State Khorasan"
    )
    assert (
        wording.new_text(by_name, ("source.id",), ("taliban",)) == "never seen before in source.id: taliban"
    )
