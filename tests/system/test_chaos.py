"""Chaos: two runs on one ledger, in a world that goes wrong about them. Nothing is lost, doubled or late."""

from pathlib import Path
from typing import Any

import pytest
from chaos import Chaos
from chaos_verdict import Evidence, Post, covered, find_doubles, judge
from elasticsearch_server import ElasticsearchServer
from empty_index import delete_our_indices
from hostile_server import Hostile
from postgres_server import PostgresServer


@pytest.mark.timeout(900)
def test_through_every_trouble_nothing_is_lost_doubled_or_late(
    tmp_path: Path, postgres: PostgresServer, postgres_url: str, elasticsearch: ElasticsearchServer
) -> None:
    """Kills, a stop, a full disk, damage, no DNS, a wrong clock, both servers killed: a good page is told in 60 s."""
    delete_our_indices(elasticsearch)
    settings = {"WIREWATCH_STATE_URL": postgres_url, "WIREWATCH_INDEX_URL": elasticsearch.url}
    with Hostile() as web, Chaos(web, tmp_path, 20261127, [postgres], [elasticsearch], **settings) as chaos:
        chaos.go_through_all()
        evidence = chaos.settle()
    verdict = judge(evidence)
    assert verdict.is_sound, f"{verdict}\nafter {chaos.done}"
    assert len(chaos.done) == len(chaos.troubles) >= 8
    assert len(evidence.published) >= 10
    delete_our_indices(elasticsearch)


# What judges has to be able to condemn

GOOD = Evidence(
    published={"a": 0.0, "b": 10.0},
    shown=3,
    documents=["a", "b"],
    posts=[Post(5.0, "key-a", "a"), Post(20.0, "key-b", "b")],
    fates={"a": "indexed", "b": "indexed", "hangs": "retry"},
    counted=3,
    outages=[],
    disturbances=[],
)


def test_a_good_course_is_sound() -> None:
    """Where all is there once and in time, nothing is held against it."""
    verdict = judge(GOOD)
    assert verdict.is_sound
    assert verdict.slowest_s == 10.0


@pytest.mark.parametrize(
    ("change", "part", "told"),
    [
        ({"documents": ["a"]}, "lost", "b: no document"),
        ({"posts": GOOD.posts[:1]}, "lost", "b: no alert"),
        ({"fates": {"a": "indexed", "b": "failed"}}, "lost", "b: no fate (it is failed)"),
        ({"fates": {"a": "indexed"}}, "lost", "b: no fate (it is None)"),
        ({"counted": 2}, "lost", "3 links were shown, and the ledger has 2"),
        ({"documents": ["a", "b", "a"]}, "doubled", "a: 2 documents"),
        ({"posts": [*GOOD.posts, Post(21.0, "other", "b")]}, "doubled", "b: alerts under 2 keys"),
        ({"posts": [*GOOD.posts, Post(21.0, "key-b", "b")]}, "doubled", "key-b: sent again after 1.0 s"),
        ({"posts": [GOOD.posts[0], Post(71.0, "key-b", "b")]}, "late", "b: alert after 61 s"),
        ({"endings": ["status 1"]}, "ended", "status 1"),
    ],
)
def test_each_break_of_a_promise_is_found(change: dict[str, Any], part: str, told: str) -> None:
    """A document, alert, fate or link too few, one too many, an alert too late, a run that ended: each is named."""
    verdict = judge(GOOD._replace(**change))
    (found,) = getattr(verdict, part)
    assert found.startswith(told)
    assert not verdict.is_sound


def test_a_repeat_is_allowed_only_after_a_disturbance_and_under_its_key() -> None:
    """Who was killed while sending may send again; what was disturbed before or after excuses nothing."""
    twice = [Post(5.0, "key-a", "a"), Post(9.0, "key-a", "a")]
    assert find_doubles([], twice, [7.0]) == ([], 1)
    assert find_doubles([], twice, [4.0]) == ([], 1)
    for disturbances in ([], [1.0], [9.5]):
        (doubled,), repeats = find_doubles([], twice, disturbances)
        assert (doubled[:5], repeats) == ("key-a", 0)


def test_only_the_time_of_outages_is_not_counted() -> None:
    """An alert has its minute beside outages; these count once where they overlap, and only between the two times."""
    late = GOOD._replace(posts=[GOOD.posts[0], Post(100.0, "key-b", "b")])
    assert not judge(late._replace(outages=[(0.0, 39.0)])).is_sound
    assert judge(late._replace(outages=[(0.0, 41.0)])).is_sound
    assert covered([(0, 5), (3, 8), (20, 30)], 2, 25) == 11
    assert covered([], 2, 25) == 0
