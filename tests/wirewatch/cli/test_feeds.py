"""The commands of feeds and groups as a user calls them."""

from pathlib import Path

import pytest
from newsroom import RSS, Newsroom, item, rss
from sample_stories import GROUPS

# Apprise imports it, once, when it is first asked for a channel.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


# feeds


def test_feeds_are_added_listed_and_removed(fresh: Newsroom) -> None:
    """A feed that answers is added once, with the file's comments kept, and removed; what is none is not added."""
    fresh.web.serve("/new.xml", rss(item(fresh.url(1)), title="The new one"), RSS)
    fresh.web.serve("/page", "<p>No feed</p>")
    file = fresh.config / "feeds.yaml"
    file.write_text("# ours\nfeeds:\n  - url: https://example.org/rss   # theirs\n")
    url = f"{fresh.web.url}/new.xml"
    assert fresh.call("feeds", "add", url, "--name", "New").out == f"added {url}: The new one, 1 entries\n"
    assert "there already" in fresh.call("feeds", "add", url).out
    assert [(feed["url"], feed.get("name", "")) for feed in fresh.call("feeds", "list", "--json").json] == [
        ("https://example.org/rss", ""),
        (url, "New"),
    ]
    assert url in fresh.call("feeds", "list").out
    assert "not_a_feed" in fresh.call("feeds", "add", f"{fresh.web.url}/page", status=1).err
    fresh.call("feeds", "add", "not an address", status=2)
    assert fresh.call("feeds", "remove", url).out == f"removed {url}\n"
    fresh.call("feeds", "remove", url, status=2)
    assert file.read_text() == "# ours\nfeeds:\n  - url: https://example.org/rss   # theirs\n"


def test_feeds_add_makes_the_first_configuration(fresh: Newsroom) -> None:
    """A feed can be added where there is no feeds.yaml yet."""
    fresh.publish("/one.xml", 1)
    fresh.call("feeds", "add", f"{fresh.web.url}/one.xml")
    fresh.run()
    assert len(fresh.documents()) == 1


def test_a_feed_on_a_private_address_is_refused_with_what_allows_it(fresh: Newsroom) -> None:
    """Who tries it on their own machine is told the setting, and not to look for another feed."""
    fresh.publish("/one.xml", 1)
    del fresh.environment["WIREWATCH_ALLOW_PRIVATE_NETWORKS"]
    told = fresh.call("feeds", "add", f"{fresh.web.url}/one.xml", status=1).err
    assert "WIREWATCH_ALLOW_PRIVATE_NETWORKS=1" in told
    assert "discover" not in told


def test_feeds_check_asks_each_and_records_nothing(fresh: Newsroom) -> None:
    """`feeds check` tells each feed's entries or error, ends with status 1 for an error, and records nothing."""
    fresh.publish("/one.xml", 1, 2)
    fresh.read("/gone.xml")
    fresh.configure()
    told = {one["url"]: one for one in fresh.call("feeds", "check", "--json", status=1).json}
    good, bad = told[f"{fresh.web.url}/one.xml"], told[f"{fresh.web.url}/gone.xml"]
    assert (good["entries"], good["error"], good["health"]) == (2, None, "new")
    assert (bad["error"].partition(":")[0], bad["health"]) == ("not_found", "failed")
    assert fresh.status()["links"] == 0
    del fresh.feeds["/gone.xml"]
    fresh.configure()
    assert f"{fresh.web.url}/one.xml" in fresh.call("feeds", "check").out


def test_feeds_discover_finds_what_a_site_announces(fresh: Newsroom) -> None:
    """The feeds that a page links to are printed; a site without any ends with status 1."""
    fresh.publish("/one.xml", 1)
    fresh.web.serve(
        "/", '<html><head><link rel="alternate" type="application/rss+xml" href="/one.xml"></head></html>'
    )
    assert fresh.call("feeds", "discover", f"{fresh.web.url}/").out.startswith(f"{fresh.web.url}/one.xml")
    fresh.web.serve("/", "<p>Nothing</p>")
    fresh.web.serve("/one.xml", "", status=404)
    fresh.call("feeds", "discover", f"{fresh.web.url}/", status=1)


def test_feeds_go_out_and_in_as_opml(fresh: Newsroom, tmp_path: Path) -> None:
    """What `feeds export` prints, `feeds import` reads into another configuration, each feed once."""
    fresh.publish("/one.xml", 1)
    fresh.publish("/two.xml", 2)
    fresh.configure()
    listed = tmp_path / "feeds.opml"
    listed.write_text(fresh.call("feeds", "export").out, "utf-8")
    other = Newsroom(fresh.web, tmp_path / "other")
    assert other.call("feeds", "import", str(listed)).out == "added 2 of 2 feeds\n"
    assert other.call("feeds", "import", str(listed)).out == "added 0 of 2 feeds\n"
    told = [(feed["url"], feed["name"]) for feed in other.call("feeds", "list", "--json").json]
    assert told == [
        (fresh.web.url + feed, feed.strip("/").removesuffix(".xml").capitalize()) for feed in fresh.feeds
    ]
    other.call("feeds", "import", str(tmp_path / "absent.opml"), status=2)
    listed.write_text("no list")
    assert other.call("feeds", "import", str(listed), status=2).err.startswith(f"wirewatch: {listed}: ")


# groups


def test_groups_are_listed_and_linted(fresh: Newsroom) -> None:
    """`groups list` shows the catalogue; `groups lint` names what is doubtful, with its line, and fails on an error."""
    fresh.groups(GROUPS)
    assert [group["id"] for group in fresh.call("groups", "list", "--json").json] == [
        "taliban",
        "haqqani-network",
    ]
    assert "haqqani-network" in fresh.call("groups", "list").out
    assert fresh.call("groups", "lint").out.endswith("2 groups, 3 aliases, 0 findings\n")
    fresh.groups([*GROUPS, {"id": "tip", "name": "Taliban of the east", "aliases": {"en": ["said"]}}])
    called = fresh.call("groups", "lint", "--json", status=1)
    lines = (fresh.config / "groups.yaml").read_text().splitlines()
    found = {(one["level"], one["alias"], lines[one["line"] - 1].strip(" -")) for one in called.json}
    assert found == {
        ("warning", "said", "said"),
        ("error", "Taliban of the east", "name: Taliban of the east"),
    }
    assert f"groups.yaml:{called.json[0]['line']}: " in fresh.call("groups", "lint", status=1).out
