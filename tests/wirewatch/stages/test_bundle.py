"""Bundles: what waits for one channel together is one message, and no alert loses its own key and state."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from filled_outbox import NOON, Clock, carry, newsroom_with_channels, run_delivery, stop_clock
from hostile_server import page, status
from newsroom import RULE, Newsroom
from sqlalchemy import delete, insert

from wirewatch.ledger import leases, outbox
from wirewatch.ledger.schema import batches, feeds
from wirewatch.preview.try_channel import example_alert
from wirewatch.stages.bundle import choose_bundles

TOKEN = "3ccdd113474722377935511fc85d3dd4"  # noqa: S105
CHAT = f"/hooks/{TOKEN}"


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    """Make a newsroom whose web also is a chat server."""
    with newsroom_with_channels(tmp_path) as newsroom:
        newsroom.web.on(CHAT, page("ok"))
        yield newsroom


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stand the clock still."""
    return stop_clock(monkeypatch)


def write(newsroom: Newsroom, rules: int = 1, hook: dict[str, Any] | None = None, **rule: Any) -> None:
    """Write rules that tell a chat and a webhook."""
    newsroom.write_alerts(
        {
            "alerts": [{**RULE, "name": f"rule {n}", **rule} for n in range(1, rules + 1)],
            "channels": {
                "chat": {"url": f"mmost://127.0.0.1:{newsroom.web.port}/{TOKEN}"},
                "desk": {"url": newsroom.hook_url(), **(hook or {})},
            },
        }
    )


def announce(
    newsroom: Newsroom, *stories: str, rule: str = "rule 1", to: tuple[str, ...] = ("chat",), **more: Any
) -> None:
    """Put alerts of stories into the outbox, of which the first was published last."""
    with newsroom.project() as project, project.ledger.begin() as tx:
        for age, story in enumerate(stories):
            alert = msgspec.structs.replace(
                example_alert("x"),
                rule=rule,
                story_id=story,
                title=story,
                published_at=NOON - timedelta(hours=age),
            )
            assert outbox.announce(tx, alert, "batch", to, leases.now(), **more)


def chat_texts(newsroom: Newsroom) -> list[str]:
    """Return what the chat got."""
    return [json.loads(request.body)["text"] for request in newsroom.web.posts_to(CHAT)]


def test_a_burst_is_one_message_and_each_alert_keeps_its_key_and_state(newsroom: Newsroom) -> None:
    """Of a hundred stories the chat hears in one message of few parts, the most carried first."""
    write(newsroom)
    announce(newsroom, *(f"story {number:03}." for number in range(100)))
    carry(newsroom, "story 042.", outlets=4)
    assert run_delivery(newsroom) == {"sent": 1}
    texts = chat_texts(newsroom)
    assert "100 stories" in texts[0]
    assert [text for text in texts if "100 stories" not in text] == []
    assert texts[0].index("story 042") < texts[0].index("story 099")
    assert sum(text.count("outlets: ") for text in texts) == 100
    log = newsroom.run_command("alerts", "log", "--json").lines
    assert {(line["state"], line["digest"]) for line in log} == {("sent", log[0]["digest"])}
    assert len({line["key"] for line in log}) == 100
    assert newsroom.status()["alerts"] == {"pending": 0, "sent": 100, "failed": 0}
    assert run_delivery(newsroom) == {}


def test_a_few_come_one_by_one_in_the_order_of_publication(newsroom: Newsroom) -> None:
    """Four stories of one batch are four messages; what was published first comes first."""
    write(newsroom)
    announce(newsroom, *"abcd")
    assert run_delivery(newsroom) == {"sent": 4}
    assert [text.partition("rule 1: ")[2][0] for text in chat_texts(newsroom)] == ["d", "c", "b", "a"]


def test_a_webhook_gets_each_alert_or_bundles_where_it_says_so(newsroom: Newsroom) -> None:
    """Programs count alerts. One that asks for bundles gets the keys of all that are in one."""
    write(newsroom)
    announce(newsroom, *"abcdef", to=("desk",))
    run_delivery(newsroom)
    assert len(posts := newsroom.received_posts()) == 6
    write(newsroom, hook={"bundle": 3})
    announce(newsroom, *"ghi", to=("desk",))
    run_delivery(newsroom)
    (bundle,) = newsroom.received_posts()[6:]
    assert [alert["title"] for alert in bundle["alerts"]] == ["i", "h", "g"]
    keys = {alert["key"] for alert in bundle["alerts"]}
    assert len(keys) == 3
    assert not keys & {bundle["key"], *(post["key"] for post in posts)}


def test_a_rule_is_bundled_on_a_webhook_that_bundles_nothing_else(newsroom: Newsroom) -> None:
    """The number that a rule gives holds on a channel without one of its own."""
    write(newsroom, bundle=3)
    announce(newsroom, *"abc", to=("desk",))
    run_delivery(newsroom)
    (bundle,) = newsroom.received_posts()
    assert len(bundle["alerts"]) == 3


def test_many_rules_on_one_story_are_one_message(newsroom: Newsroom) -> None:
    """Fifty rules that one story meets are named in one message, which shows the story once."""
    write(newsroom, rules=50)
    for number in range(1, 51):
        announce(newsroom, "a", rule=f"rule {number}")
    announce(newsroom, "b", rule="rule 1")
    assert run_delivery(newsroom) == {"sent": 2}
    one = next(text for text in chat_texts(newsroom) if "47 more rules" in text)
    assert one.count("example.org/test") == 1
    assert all(f"rule {number}" in one for number in range(1, 51))


def test_a_bundle_that_fails_comes_again_as_it_was(newsroom: Newsroom, clock: Clock) -> None:
    """What is announced meanwhile joins another one, and nothing is told twice."""
    write(newsroom, hook={"bundle": 2})
    newsroom.web.on("/hook", status(500), status(204))
    announce(newsroom, "a", "b", to=("desk",))
    assert run_delivery(newsroom) == {"retry": 1}
    announce(newsroom, "c", "d", to=("desk",))
    clock.advance(hours=1)
    assert run_delivery(newsroom) == {"sent": 2}
    told = [
        (post["key"], sorted(alert["title"] for alert in post["alerts"]))
        for post in newsroom.received_posts()
    ]
    assert told[0] == next(one for one in told[1:] if one[1] == ["a", "b"])
    assert sorted(titles for _, titles in told[1:]) == [["a", "b"], ["c", "d"]]


def test_a_rule_says_how_it_is_bundled(newsroom: Newsroom) -> None:
    """`bundle: never` on a rule holds on every channel, and what is no number is refused with the line and the mend."""
    write(newsroom, bundle="never")
    announce(newsroom, *"abcdef")
    assert run_delivery(newsroom) == {"sent": 6}
    for wrong in (1, "many", True, 100_000):
        write(newsroom, bundle=wrong)
        told = newsroom.run_command("alerts", "check", status=2).err
        assert "alerts.yaml:" in told
        assert "write a number from 2 to 1000, or `never`" in told


def test_the_first_run_of_new_rules_is_one_message_a_channel(newsroom: Newsroom, clock: Clock) -> None:
    """What new rules find is gathered while feeds are unread, then told as theirs; later alerts come as usual."""
    write(newsroom, rules=2)
    unread = {"url": "http://x/feed", "shard": 0, "active": True, "every_s": 60, "due_at": NOON}
    with newsroom.project() as project, project.ledger.begin() as tx:
        tx.execute(insert(feeds).values(unread))
    for batch in range(3):
        announce(newsroom, *(f"story {batch} {n}" for n in range(50)), gathering=["chat"])
        announce(newsroom, f"other {batch}", rule="rule 2", gathering=["chat"])
        assert run_delivery(newsroom) == {}
        clock.advance(minutes=1)
    with newsroom.project() as project, project.ledger.begin() as tx:
        tx.execute(delete(feeds))
    assert run_delivery(newsroom) == {"sent": 1}
    texts = chat_texts(newsroom)
    assert "rule 1, rule 2: 153 stories" in texts[0]
    assert "First alerts: these rules are new: rule 1, rule 2" in texts[0]
    announce(newsroom, "later", gathering=["chat"])
    assert run_delivery(newsroom) == {"sent": 1}
    assert "First alerts" not in chat_texts(newsroom)[-1]


def test_the_first_alert_of_a_new_rule_waits_for_nothing_but_a_first_run(
    newsroom: Newsroom, clock: Clock
) -> None:
    """Where nothing is on its way it goes at once, under its own key, and after five minutes in any case."""
    write(newsroom, rules=2)
    announce(newsroom, "one", gathering=["chat"])
    assert run_delivery(newsroom) == {"sent": 1}
    assert "rule 1: one" in chat_texts(newsroom)[0]
    assert "1 story" not in chat_texts(newsroom)[0]
    (line,) = newsroom.run_command("alerts", "log", "--json").lines
    assert line["digest"] is None
    with newsroom.project() as project, project.ledger.begin() as tx:
        tx.execute(insert(batches).values(id="open", indexed_at=NOON, size=1, due_at=NOON))
    announce(newsroom, "two", rule="rule 2", gathering=["chat"])
    assert run_delivery(newsroom) == {}
    clock.advance(minutes=5)
    assert run_delivery(newsroom) == {"sent": 1}


class Waits(NamedTuple):
    """A delivery, as far as choosing looks at it."""

    key: str
    story_id: str
    bundle: int


def test_which_deliveries_become_one_message() -> None:
    """Stories count, not alerts; who says never stays alone; what has no story is a story by itself."""

    def chosen(*rows: Waits) -> list[list[str]]:
        return [[row.key for row in bundle] for bundle in choose_bundles(rows, lambda row: row.bundle)]  # type: ignore[arg-type,attr-defined]

    assert chosen(*(Waits(str(n), str(n), 5) for n in range(4))) == []
    assert chosen(*(Waits(str(n), str(n), 5) for n in range(5))) == [["0", "1", "2", "3", "4"]]
    assert chosen(*(Waits(str(n), str(n), 5 * (n < 5)) for n in range(6))) == [["0", "1", "2", "3", "4"]]
    assert chosen(*(Waits(str(n), "same", 5) for n in range(6)), Waits("x", "other", 5)) == [list("012345")]
    assert chosen(*(Waits(str(n), "", 3) for n in range(2))) == []
    assert chosen(*(Waits(str(n), "", 3) for n in range(3))) == [["0", "1", "2"]]
