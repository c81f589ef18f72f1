"""The keys that are known at a place of a file, by its model, and what is said of one that is not."""

import pytest

from processors.groups.catalogue import CatalogueFile
from processors.known_keys import keys_at, mend_key
from processors.statements.frames import FrameFile
from wirewatch.config.alerts import RuleSpec
from wirewatch.config.channels import ChannelSpec
from wirewatch.config.feeds import FeedsFile


@pytest.mark.parametrize(
    ("model", "place", "there", "elsewhere"),
    [
        (FeedsFile, (), "sites", "url"),
        (FeedsFile, ("feeds", 0), "full_text", "links"),
        (FeedsFile, ("sites", 3), "links", "feeds"),
        (FeedsFile, ("feeds", 0, "source"), "country", "url"),
        (FeedsFile, ("feeds", 0, "headers", "X-Key"), "secret_env", "url"),
        (RuleSpec, ("template",), "body", "query"),
        (RuleSpec, ("digest",), "cron", "format"),
        (ChannelSpec, ("quiet",), "from", "start"),
        (CatalogueFile, (), "groups", "aliases"),
        (CatalogueFile, ("groups", 2, "context", "IS"), "near", "aliases"),
        (CatalogueFile, ("groups", 2, "regions"), "beside", "near"),
        (CatalogueFile, ("groups", 2, "affiliate_of", 0), "since", "name"),
        (FrameFile, (), "frames", "match"),
        (FrameFile, ("frames", 1), "match", "words"),
    ],
)
def test_keys_are_those_of_their_place(
    model: object, place: tuple[str | int, ...], there: str, elsewhere: str
) -> None:
    """A key is known where it may stand, as it is written there, and not where only others may."""
    keys = keys_at(model, place)
    assert there in keys
    assert elsewhere not in keys


def test_no_keys_are_known_where_any_may_stand() -> None:
    """A mapping of names has no keys of its own, and neither has a text, or a place that is not there."""
    places = [("groups", 0, "aliases"), ("groups", 0, "name"), ("nowhere",)]
    assert [keys_at(CatalogueFile, place) for place in places] == [[], [], []]


def test_what_is_like_none_is_told_all() -> None:
    """A misspelt key is told the nearest; another one is told what may stand there, and nothing far-fetched."""
    assert mend_key("sits", ["feeds", "sites"]) == "did you mean 'sites'?"
    assert mend_key("title", ["feeds", "sites"]) == "known are: feeds, sites"
