"""What people read of an alert, by itself and in a digest."""

import msgspec

from processors.alerts.message import alert_message, digest_message
from processors.alerts.template import BARE_EXAMPLE, EXAMPLE

TOLD = msgspec.structs.replace(
    EXAMPLE,
    title="Rockets hit Kunduz",
    sentence="Two rockets hit Kunduz.",
    happened="20 stories within 1h, where 8 are usual",
    outlets=7,
    outlet_names=("Example", "Other Post"),
    group_names=("Taliban", "Islamic State Khorasan"),
)


def test_an_alert_and_a_digest_tell_the_same() -> None:
    """What happened, the sentence, outlets and groups by name, and the day stand in both."""
    facts = (
        "20 stories within 1h, where 8 are usual",
        "Two rockets hit Kunduz.",
        "7 outlets carry it: Example, Other Post and 5 more",
        "groups: Taliban, Islamic State Khorasan",
        "published 2026-01-02",
        "https://example.org/a",
    )
    for body in (alert_message(TOLD).body, digest_message("digest 1", [TOLD, BARE_EXAMPLE], 0).body):
        assert [fact for fact in facts if fact not in body] == []
    digest = digest_message("digest 1", [TOLD, TOLD], 0)
    assert list(digest.fields["group_names"]) == ["Islamic State Khorasan", "Taliban"]
    assert digest.fields["alerts"][0]["happened"] == TOLD.happened


def test_an_escalation_says_that_it_is_one_and_why() -> None:
    """Its title has the word, and its first line the reason."""
    grown = msgspec.structs.replace(TOLD, escalated="5 outlets carry it, and 3 or more are an escalation")
    message = alert_message(grown)
    assert message.title == "rule (escalated): Rockets hit Kunduz"
    assert message.body.startswith("5 outlets carry it, and 3 or more are an escalation\n")


def test_an_alert_of_an_earlier_version_has_ids_for_names() -> None:
    """An event that was stored without names shows its groups by id and its outlets by number."""
    stored = msgspec.json.decode(
        msgspec.json.encode(
            {k: v for k, v in msgspec.to_builtins(EXAMPLE).items() if not k.endswith("_names")}
        ),
        type=type(EXAMPLE),
    )
    assert "2 outlets carry it; groups: taliban, isis-k" in alert_message(stored).body
