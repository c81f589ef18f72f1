"""The commands of feeds and groups as a user calls them."""

from pathlib import Path

from newsroom import RSS, Newsroom, rss_feed, rss_item
from sample_stories import GROUPS

# feeds


def test_feeds_are_added_listed_and_removed(fresh_newsroom: Newsroom) -> None:
    """A feed that answers is added once, with the file's comments kept, and removed; what is none is not added."""
    fresh_newsroom.web.serve(
        "/new.xml", rss_feed(rss_item(fresh_newsroom.page_url(1)), title="The new one"), RSS
    )
    fresh_newsroom.web.serve("/page", "<p>No feed</p>")
    file = fresh_newsroom.config / "feeds.yaml"
    file.write_text("# ours\nfeeds:\n  - url: https://example.org/rss   # theirs\n")
    url = f"{fresh_newsroom.web.url}/new.xml"
    assert (
        fresh_newsroom.run_command("feeds", "add", url, "--name", "New").out
        == f"added {url}: The new one, 1 entry\n"
    )
    assert "there already" in fresh_newsroom.run_command("feeds", "add", url).out
    assert [
        (feed["url"], feed.get("name", ""))
        for feed in fresh_newsroom.run_command("feeds", "list", "--json").json
    ] == [
        ("https://example.org/rss", ""),
        (url, "New"),
    ]
    assert url in fresh_newsroom.run_command("feeds", "list").out
    told = fresh_newsroom.run_command("feeds", "add", f"{fresh_newsroom.web.url}/page", status=1).err
    assert told.startswith(f"wirewatch: no feed found at {fresh_newsroom.web.url}/page; ")
    fresh_newsroom.run_command("feeds", "add", "not an address", status=2)
    assert fresh_newsroom.run_command("feeds", "remove", url).out == f"removed {url}\n"
    fresh_newsroom.run_command("feeds", "remove", url, status=2)
    assert file.read_text() == "# ours\nfeeds:\n  - url: https://example.org/rss   # theirs\n"


def test_feeds_add_makes_the_first_configuration(fresh_newsroom: Newsroom) -> None:
    """A feed can be added where there is no feeds.yaml yet."""
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.run_command("feeds", "add", f"{fresh_newsroom.web.url}/one.xml")
    fresh_newsroom.run_pipeline()
    assert len(fresh_newsroom.documents()) == 1


def test_a_feed_on_a_private_address_is_refused_with_what_allows_it(fresh_newsroom: Newsroom) -> None:
    """Who tries it on their own machine is told the setting, and not to look for another feed."""
    fresh_newsroom.publish("/one.xml", 1)
    del fresh_newsroom.environment["WIREWATCH_ALLOW_PRIVATE_NETWORKS"]
    told = fresh_newsroom.run_command("feeds", "add", f"{fresh_newsroom.web.url}/one.xml", status=1).err
    assert "WIREWATCH_ALLOW_PRIVATE_NETWORKS=1" in told
    assert "discover" not in told


def test_feeds_check_asks_each_and_records_nothing(fresh_newsroom: Newsroom) -> None:
    """`feeds check` tells each feed's entries or error, ends with status 1 for an error, and records nothing."""
    fresh_newsroom.publish("/one.xml", 1, 2)
    fresh_newsroom.add_feed("/gone.xml")
    fresh_newsroom.write_feeds()
    told = {one["url"]: one for one in fresh_newsroom.run_command("feeds", "check", "--json", status=1).json}
    good, bad = told[f"{fresh_newsroom.web.url}/one.xml"], told[f"{fresh_newsroom.web.url}/gone.xml"]
    assert (good["entries"], good["error"], good["health"]) == (2, None, "new")
    assert (bad["error"].partition(":")[0], bad["health"]) == ("not_found", "failed")
    assert fresh_newsroom.status()["links"] == 0
    del fresh_newsroom.feeds["/gone.xml"]
    fresh_newsroom.write_feeds()
    assert f"{fresh_newsroom.web.url}/one.xml" in fresh_newsroom.run_command("feeds", "check").out


def test_feeds_discover_finds_what_a_site_announces(fresh_newsroom: Newsroom) -> None:
    """The feeds that a page links to are printed; a site without any ends with status 1."""
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.web.serve(
        "/", '<html><head><link rel="alternate" type="application/rss+xml" href="/one.xml"></head></html>'
    )
    assert fresh_newsroom.run_command("feeds", "discover", f"{fresh_newsroom.web.url}/").out.startswith(
        f"{fresh_newsroom.web.url}/one.xml"
    )
    fresh_newsroom.web.serve("/", "<p>Nothing</p>")
    fresh_newsroom.web.serve("/one.xml", "", status=404)
    fresh_newsroom.run_command("feeds", "discover", f"{fresh_newsroom.web.url}/", status=1)


def test_feeds_go_out_and_in_as_opml(fresh_newsroom: Newsroom, tmp_path: Path) -> None:
    """What `feeds export` prints, `feeds import` reads into another configuration, each feed once."""
    fresh_newsroom.publish("/one.xml", 1)
    fresh_newsroom.publish("/two.xml", 2)
    fresh_newsroom.write_feeds()
    listed = tmp_path / "feeds.opml"
    listed.write_text(fresh_newsroom.run_command("feeds", "export").out, "utf-8")
    other = Newsroom(fresh_newsroom.web, tmp_path / "other")
    assert other.run_command("feeds", "import", str(listed)).out == "added 2 of 2 feeds\n"
    assert other.run_command("feeds", "import", str(listed)).out == "added 0 of 2 feeds\n"
    told = [(feed["url"], feed["name"]) for feed in other.run_command("feeds", "list", "--json").json]
    assert told == [
        (fresh_newsroom.web.url + feed, feed.strip("/").removesuffix(".xml").capitalize())
        for feed in fresh_newsroom.feeds
    ]
    other.run_command("feeds", "import", str(tmp_path / "absent.opml"), status=2)
    listed.write_text("no list")
    assert other.run_command("feeds", "import", str(listed), status=2).err.startswith(
        f"wirewatch: {listed}: "
    )


def test_a_long_list_is_imported_in_one_edit(fresh_newsroom: Newsroom, tmp_path: Path) -> None:
    """Hundreds of feeds are written once, below the comments that are there; what is no address is left out."""
    file = fresh_newsroom.config / "feeds.yaml"
    file.write_text("# mine\nfeeds:\n  - url: https://there.example/rss # kept\n")
    urls = [
        *(f"https://news{at}.example/rss" for at in range(500)),
        "ftp://none.example/",
        "https://there.example/rss",
    ]
    listed = tmp_path / "list.opml"
    outlines = "".join(f'<outline xmlUrl="{url}" text="N"/>' for url in urls)
    listed.write_text(f"<opml>{outlines}</opml>")
    called = fresh_newsroom.run_command("feeds", "import", str(listed))
    assert called.out == "added 500 of 502 feeds\n"
    assert called.err.startswith("wirewatch: ftp://none.example/ is left out: ")
    assert called.err.count("\n") == 1
    assert file.read_text().startswith(
        "# mine\nfeeds:\n  - url: https://there.example/rss # kept\n  - url: https://news0."
    )
    told = [feed["url"] for feed in fresh_newsroom.run_command("feeds", "list", "--json").json]
    assert told == ["https://there.example/rss", *urls[:500]]


# groups


def test_groups_are_listed_and_linted(fresh_newsroom: Newsroom) -> None:
    """`groups list` shows the catalogue; `groups lint` names what is doubtful, with its line, and fails on an error."""
    fresh_newsroom.write_groups(GROUPS)
    assert [group["id"] for group in fresh_newsroom.run_command("groups", "list", "--json").json] == [
        "taliban",
        "haqqani-network",
    ]
    assert "haqqani-network" in fresh_newsroom.run_command("groups", "list").out
    assert fresh_newsroom.run_command("groups", "lint").out.endswith("2 groups, 3 aliases, 0 findings\n")
    fresh_newsroom.write_groups(
        [*GROUPS, {"id": "tip", "name": "Taliban of the east", "aliases": {"en": ["said"]}}]
    )
    called = fresh_newsroom.run_command("groups", "lint", "--json", status=1)
    lines = (fresh_newsroom.config / "groups.yaml").read_text().splitlines()
    found = {(one["level"], one["alias"], lines[one["line"] - 1].strip(" -")) for one in called.json}
    assert found == {
        ("warning", "said", "said"),
        ("error", "Taliban of the east", "name: Taliban of the east"),
    }
    assert (
        f"groups.yaml:{called.json[0]['line']}: "
        in fresh_newsroom.run_command("groups", "lint", status=1).out
    )


def test_passwords_in_addresses_are_shown_nowhere(fresh_newsroom: Newsroom) -> None:
    """They are sent with the request; commands, the history of a link, its document and the export have them not."""
    host = fresh_newsroom.web.url.removeprefix("http://")
    secret, feed = "pa%2Fss@word", f"http://user%40x:pa%2Fss@word@{host}/news.xml"
    fresh_newsroom.publish("/news.xml", 1)
    fresh_newsroom.web.serve(
        "/news.xml", rss_feed(rss_item(f"http://user%40x:{secret}@{host}/a/1", "Report 1")), RSS
    )
    fresh_newsroom.feeds["/news.xml"]["url"] = feed
    fresh_newsroom.write_feeds()
    fresh_newsroom.run_pipeline()
    asked = fresh_newsroom.web.requests_for("/news.xml")[0]
    assert asked.headers["authorization"].startswith("Basic ")
    page = fresh_newsroom.page_url(1)
    told = [
        fresh_newsroom.run_command(*command)
        for command in (
            ("status",),
            ("status", "--json"),
            ("feeds", "list"),
            ("feeds", "list", "--json"),
            ("feeds", "check", "--json"),
            ("feeds", "export"),
            ("feeds", "add", feed),
            ("why", page),
            ("why", page, "--json"),
            ("search", "*", "--json"),
            ("export",),
        )
    ]
    told.append(fresh_newsroom.run_command("feeds", "remove", feed + "x", status=2))
    for called in told:
        assert "pa%2Fss" not in called.out + called.err
        assert "user%40x" not in called.out + called.err
    assert f"http://***@{host}/news.xml" in told[3].out
    assert fresh_newsroom.documents()[0]["feed_url"] == f"http://{host}/news.xml"
    assert secret in fresh_newsroom.run_command("feeds", "export", "--with-secrets").out


def test_feeds_check_and_status_tell_of_items_that_are_none(fresh_newsroom: Newsroom) -> None:
    """Items without text, link and id are counted by both, and the first of them is named."""
    fresh_newsroom.show_items("/one.xml", "<item></item>", "<item><pubDate>now</pubDate></item>")
    fresh_newsroom.write_feeds()
    fresh_newsroom.run_pipeline()
    for told in (
        fresh_newsroom.run_command("feeds", "check", "--json").json,
        fresh_newsroom.status()["feeds"],
    ):
        assert (told[0]["skipped"], told[0]["detail"]) == (
            2,
            "item 1 (no title): bad_url: no link, no text and no id",
        )
    for command in (("feeds", "check"), ("status",)):
        assert "no link, no text and no id" in fresh_newsroom.run_command(*command).out


def test_a_paused_feed_is_not_polled_until_it_is_resumed(fresh_newsroom: Newsroom) -> None:
    """`feeds pause` and `resume` say what they did; `list`, `check` and `status` name the pause and its mend."""
    newsroom = fresh_newsroom
    newsroom.publish("/one.xml", 1)
    url = f"{newsroom.web.url}/one.xml"
    (newsroom.config / "feeds.yaml").write_text(f"# ours\nfeeds:\n  - url: {url}  # theirs\n")
    newsroom.run_command("feeds", "pause", f"{newsroom.web.url}/other.xml", status=2)
    for nothing in ("", " "):  # is no feed, and not each that has no name
        newsroom.run_command("feeds", "pause", nothing, status=2)
    assert newsroom.run_command("feeds", "pause", url).out == f"paused {url}\n"
    assert newsroom.run_command("feeds", "pause", url).out == f"{url} is paused already\n"
    newsroom.run_pipeline()
    assert newsroom.run_command("feeds", "list", "--json").json[0]["paused"]
    assert "(paused)" in newsroom.run_command("feeds", "list").out.replace("\n", " ")
    (checked,) = newsroom.run_command("feeds", "check", "--json").json
    assert (checked["health"], checked["error"]) == ("paused", None)
    (status,) = newsroom.status()["feeds"]
    assert (status["health"], status["mend"]) == ("paused", checked["mend"])
    assert f"`wirewatch feeds resume {url}`" in checked["mend"]
    assert not newsroom.web.requests_for("/one.xml")
    assert newsroom.run_command("feeds", "resume", url).out == f"resumed {url}\n"
    newsroom.run_pipeline()
    assert newsroom.web.requests_for("/one.xml")
    assert [feed["health"] for feed in newsroom.status()["feeds"]] == ["ok"]
