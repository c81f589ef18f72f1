"""An outage of our own network: what it costs ends with it, for feeds and links. A dead host is known from it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from filled_outbox import Clock
from hostile_server import close_connection
from many_hosts import with_many_hosts
from newsroom import RSS, Newsroom, article_page, article_text, rss_feed, rss_item
from sqlalchemy import select, update

from wirewatch.ledger import feed_states, leases
from wirewatch.ledger.schema import feeds, links
from wirewatch.project import Project
from wirewatch.stages.fetch import fetch_pages
from wirewatch.stages.poll import poll_feeds

HOSTS = ("one", "two", "three", "four")
QUARTER = timedelta(minutes=15)


def lay_out(newsroom: Newsroom) -> None:
    """Have a feed on each host, each with one link."""
    for number, host in enumerate(HOSTS):
        at = f"http://{host}.example:{newsroom.web.port}"
        newsroom.add_feed(f"/{host}.xml", url=f"{at}/{host}.xml", every="1h")
        newsroom.web.serve(f"/{host}.xml", rss_feed(rss_item(f"{at}/a/{number}", f"Report {number}")), RSS)
        newsroom.web.serve(f"/a/{number}", article_page(f"Report {number}", article_text(number)))
    newsroom.write_feeds()


def lose(newsroom: Newsroom, *hosts: str) -> None:
    """Have hosts hang up on us, for their feeds and their pages."""
    for host in hosts:
        newsroom.web.on(f"/{host}.xml", close_connection)
        newsroom.web.on(f"/a/{HOSTS.index(host)}", close_connection)


@pytest.fixture
def project(fresh_newsroom: Newsroom, clock: Clock) -> Iterator[Project]:
    """Give a project whose feeds were polled once, and whose links wait to be fetched."""
    lay_out(fresh_newsroom)
    with with_many_hosts(fresh_newsroom.project()) as project:
        assert poll_feeds(project)["polled"] == len(HOSTS)
        yield project


def live_through(project: Project, clock: Clock, time: timedelta) -> None:
    """Let time pass in steps of half an hour, and do what is due in each."""
    for _ in range(time // timedelta(minutes=30)):
        clock.advance(minutes=30)
        poll_feeds(project)
        fetch_pages(project)


def longest_wait(project: Project, host: str = "") -> timedelta:
    """Give for how long the feeds of a host wait at most, of all where none is named."""
    with project.ledger.read() as tx:
        rows = tx.execute(select(feeds.c.url, feeds.c.due_at)).all()
    return max(row.due_at - leases.now() for row in rows if f"//{host}" in row.url)


def fates(project: Project) -> list[str]:
    """Give the fates of the links, in the order of their hosts."""
    with project.ledger.read() as tx:
        known = dict(tx.execute(select(links.c.canonical_url, links.c.fate)).all())
    return [fate for _, fate in sorted(known.items(), key=lambda one: one[0].rpartition("/")[2])]


def test_a_night_without_network_costs_no_link_and_ends_within_a_quarter_of_an_hour(
    fresh_newsroom: Newsroom, project: Project, clock: Clock
) -> None:
    """Seventeen hours are more than a link has tries for: none is given up, and no feed waits for hours afterwards."""
    lose(fresh_newsroom, *HOSTS)
    live_through(project, clock, timedelta(hours=17))
    assert set(fates(project)) == {"retry"}
    assert longest_wait(project) <= QUARTER
    lay_out(fresh_newsroom)
    live_through(project, clock, timedelta(minutes=30))
    assert set(fates(project)) == {"fetched"}


def test_a_host_that_is_away_alone_is_asked_less_and_less_and_its_link_is_given_up(
    fresh_newsroom: Newsroom, project: Project, clock: Clock
) -> None:
    """Where others are reached the fault is the host's, however long that lasts."""
    lose(fresh_newsroom, "one")
    live_through(project, clock, timedelta(hours=17))
    assert fates(project) == ["failed", "fetched", "fetched", "fetched"]
    assert longest_wait(project, "one") > timedelta(hours=4)


def test_an_outage_without_end_keeps_no_link_open_for_ever(
    fresh_newsroom: Newsroom, project: Project, clock: Clock
) -> None:
    """After two days tries count again."""
    lose(fresh_newsroom, *HOSTS)
    live_through(project, clock, timedelta(hours=10))
    with project.ledger.begin() as tx:
        tx.execute(update(links).values(first_seen_at=leases.now() - timedelta(days=2)))
    live_through(project, clock, timedelta(hours=17))
    assert set(fates(project)) == {"failed"}


@pytest.mark.parametrize(
    ("reasons", "cut_off"),
    [
        (["dns", "timeout", "connection", "dns"], True),
        (["dns", "dns", "dns", None], True),  # the last was reached before the others failed
        (["dns", "dns", None, None], False),
        ([None, "dns", "dns", "dns"], False),  # the first was reached after them
        (["not_found", "dns", "dns", "dns"], False),
        ([None, None, None, None], False),
    ],
)
def test_who_is_away_is_told_by_what_was_reached_last(
    project: Project, reasons: list[str | None], cut_off: bool
) -> None:
    """Polled one after another, the last first: several hosts have to fail after the last that answered."""
    with project.ledger.begin() as tx:
        for number, (host, reason) in enumerate(zip(HOSTS, reasons, strict=True)):
            at = leases.now() - timedelta(minutes=number)
            which = feeds.c.url.contains(f"//{host}.")
            tx.execute(update(feeds).where(which).values(polled_at=at, reason=reason))
        assert feed_states.are_cut_off(tx, leases.now()) is cut_off


def test_who_has_one_host_is_cut_off_where_that_is_away(project: Project) -> None:
    """Nothing tells the two apart then; nobody is cut off where there is no feed, or none was asked."""
    with project.ledger.begin() as tx:
        tx.execute(update(feeds).where(feeds.c.url.not_like("%//one.%")).values(active=False))
        assert not feed_states.are_cut_off(tx, leases.now())
        tx.execute(update(feeds).values(reason="dns"))
        assert feed_states.are_cut_off(tx, leases.now())
        tx.execute(update(feeds).values(polled_at=None))
        assert not feed_states.are_cut_off(tx, leases.now())
        tx.execute(update(feeds).values(active=False))
        assert not feed_states.are_cut_off(tx, leases.now())


@pytest.mark.parametrize(
    ("well_before", "reached_before", "cut_off"),
    [
        (timedelta(days=6), timedelta(minutes=20), True),
        (
            timedelta(days=8),
            timedelta(minutes=20),
            False,
        ),  # dead for long: they fail whatever our network does
        (None, timedelta(minutes=20), False),  # never well, as hosts that we have no way to
        (timedelta(days=1), timedelta(seconds=20), False),  # they hung while another answered
    ],
)
def test_dead_hosts_beside_one_that_is_well_are_no_outage_of_ours(
    project: Project, well_before: timedelta | None, reached_before: timedelta, cut_off: bool
) -> None:
    """In one round those that are well answer at once, and those that are dead hang: these fail after them."""
    at = leases.now()
    with project.ledger.begin() as tx:
        is_well = feeds.c.url.contains("//one.")
        tx.execute(
            update(feeds).where(is_well).values(polled_at=at - reached_before, ok_at=at - reached_before)
        )
        ok_at = None if well_before is None else at - well_before
        tx.execute(update(feeds).where(~is_well).values(polled_at=at, reason="timeout", ok_at=ok_at))
        assert feed_states.are_cut_off(tx, at) is cut_off


def test_a_new_installation_without_network_is_cut_off(project: Project) -> None:
    """Nothing was reached yet: its feeds must not wait for half a day where its proxy is set after an hour."""
    with project.ledger.begin() as tx:
        tx.execute(update(feeds).values(reason="connection", ok_at=None))
        assert feed_states.are_cut_off(tx, leases.now())
        tx.execute(update(feeds).values(ok_at=leases.now() - timedelta(days=8)))
        assert not feed_states.are_cut_off(tx, leases.now())
