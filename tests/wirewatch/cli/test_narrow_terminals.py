"""What commands print on terminals of 80 and 40 columns: long addresses and names, Arabic and Chinese, 20 feeds."""

import re
from collections.abc import Iterator

import pytest
from hostile_server import Hostile, status
from newsroom import Newsroom, article_page, article_text
from rich.cells import cell_len
from sized_terminal import print_on_terminal

TITLES = {
    1: "Taliban reject what the governor of Helmand had said about the talks in Doha, and call it an invention",
    2: "قالت حركة طالبان يوم الاثنين إن قواتها سيطرت على مقر الحاكم في ولاية هلمند بعد معارك استمرت أياما",
    3: "据报道塔利班星期一表示其部队在经过数日战斗后控制了赫尔曼德省的省长办公室并称谈判仍在多哈继续进行",
}
TEXTS = {
    1: article_text(1),
    2: "قالت حركة طالبان يوم الاثنين إن قواتها سيطرت على مقر الحاكم في ولاية هلمند بعد معارك استمرت أياما. "
    * 8,
    3: "据报道塔利班星期一表示其部队在经过数日战斗后控制了赫尔曼德省的省长办公室并称谈判仍在多哈继续进行。"
    * 12,
}
PATH = "/world/south-asia/2026/11/01/the-taliban-reject-what-the-governor-of-helmand-had-said-{}.html"
RULE = "taliban-in-helmand-and-kandahar-and-in-every-other-province-of-the-south"
QUERY = "groups:taliban AND (helmand OR kandahar OR هلمند OR 赫尔曼德)"
WIDTHS = [80, 40]
COPIED = re.compile("://|[0-9a-f]{64}$")


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """Run once over three articles of three scripts and twenty feeds, most of which cannot be had."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path_factory.mktemp("narrow"))
        aliases = {"en": ["Taliban"], "ar": ["حركة طالبان"], "zh": ["塔利班"]}
        groups = [{"id": "taliban", "name": "Islamic Emirate of Afghanistan (Taliban)", "aliases": aliases}]
        newsroom.write_groups(groups)
        channels = {"desk": {"url": newsroom.hook_url()}, "pager": {"url": newsroom.hook_url("/down")}}
        web.on("/down", status(403))
        rules = [{"name": RULE, "query": QUERY, "not_older": "any", "to": ["desk", "pager"]}]
        newsroom.write_alerts({"alerts": rules, "channels": channels})
        items = []
        for number, title in TITLES.items():
            web.serve(PATH.format(number), article_page(title, TEXTS[number]))
            items.append(f"<item><title>{title}</title><link>{web.url}{PATH.format(number)}</link></item>")
        newsroom.show_items("/one.xml", *items)
        newsroom.write_feeds()
        newsroom.run_pipeline()
        for number in range(19):
            feed = f"/feeds/of-an-outlet-with-a-long-address-that-is-down/news/edition/{number:02}/rss.xml"
            web.on(feed, status(404))
            source = {
                "id": f"outlet-{number}",
                "name": f"The Daily Outlet of Province No. {number}",
                "country": "PK",
            }
            newsroom.add_feed(
                feed, name="هلمند اليوم" if number % 2 else "赫尔曼德日报", source=source, language="ps"
            )
        newsroom.write_feeds()
        newsroom.run_pipeline(well=False)
        yield newsroom


def words_of(value: object) -> list[str]:
    """Return the words of what JSON tells, but for times, which people are shown in another form."""
    if isinstance(value, dict):
        return [word for key, one in value.items() if not key.endswith("_at") for word in words_of(one)]
    if isinstance(value, list):
        return [word for one in value for word in words_of(one)]
    return value.split() if isinstance(value, str) else []


def hold(lines: list[str], width: int, words: list[str]) -> None:
    """Hold that lines fit in a width, but for addresses and ids, and that each word stands whole in one."""
    assert [line for line in lines if cell_len(line) > width and not COPIED.search(line)] == []
    shown = "\n".join(lines)
    for word in words:
        if "://" in word or (cell_len(word) <= width - 4 and word.isascii()):
            assert word in shown, word


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (["alerts", "log"], ("rule", "channel", "state", "title")),
        (["alerts", "list"], ("query", "to")),
        (["feeds", "list"], ("url", "name")),
        (["groups", "list"], ("id", "name")),
    ],
)
def test_lists_stay_readable(
    narrow: Newsroom, arguments: list[str], keys: tuple[str, ...], width: int
) -> None:
    """No line is wider than the terminal, no word is broken that fits in one, and every entry is there."""
    lines = print_on_terminal(narrow, *arguments, width=width)
    called = narrow.run_command(*arguments, "--json")
    entries = called.lines if arguments == ["alerts", "log"] else called.json
    hold(lines, width, words_of([{key: entry.get(key) for key in keys} for entry in entries]))
    assert len(lines) >= len(entries)


@pytest.mark.parametrize("width", WIDTHS)
def test_status_stays_readable(narrow: Newsroom, width: int) -> None:
    """Feeds that are down are told with their whole addresses, channels with what they answered."""
    told = narrow.status()
    lines = print_on_terminal(narrow, "status", width=width)
    unwell = [feed for feed in told["feeds"] if feed["health"] != "ok"]
    assert len(unwell) == 19
    hold(lines, width, words_of([{key: feed[key] for key in ("url", "health", "reason")} for feed in unwell]))


@pytest.mark.parametrize("width", WIDTHS)
def test_searches_stay_readable(narrow: Newsroom, width: int) -> None:
    """Titles and snippets in three scripts go on in further lines, and the address of each hit is whole."""
    lines = print_on_terminal(narrow, "search", "groups:taliban", "--stories", width=width)
    hold(lines, width, [narrow.web.url + PATH.format(number) for number in TITLES])
    joined = "".join(line.strip() for line in lines)
    assert all(title.replace(" ", "") in joined.replace(" ", "") for title in TITLES.values())


@pytest.mark.parametrize("width", WIDTHS)
def test_why_and_replays_stay_readable(narrow: Newsroom, width: int) -> None:
    """The steps of a link and the alerts of a rule fit, with their addresses whole."""
    url = narrow.web.url + PATH.format(3)
    hold(print_on_terminal(narrow, "why", url, width=width), width, [url, "indexed", "processed"])
    hold(print_on_terminal(narrow, "alerts", "test", RULE, width=width), width, [url])


def test_feeds_that_are_checked_stay_readable(narrow: Newsroom) -> None:
    """`feeds check` names what is wrong with each of twenty feeds, beside its address."""
    lines = print_on_terminal(narrow, "feeds", "check", width=80, ends=1)
    hold(lines, 80, [narrow.web.url + feed for feed in narrow.feeds])


def test_a_heading_alone_stays_readable(fresh_newsroom: Newsroom) -> None:
    """Where there is nothing to list, the names of the columns fit in the terminal too."""
    for width in WIDTHS:
        lines = print_on_terminal(fresh_newsroom, "alerts", "log", width=width)
        hold(lines, width, ["announced_at", "attempts", "detail"])


def test_a_pipe_has_one_line_a_row(narrow: Newsroom) -> None:
    """Where no terminal asks for it, nothing is stacked, left out or broken."""
    lines = narrow.run_command("feeds", "list").out.splitlines()
    assert lines[0].split() == ["name", "source", "country", "language", "url"]
    assert len(lines) == 21
    log = narrow.run_command("alerts", "log").out.splitlines()
    assert log[0].split() == [
        "announced_at",
        "rule",
        "channel",
        "state",
        "attempts",
        "sent_at",
        "title",
        "detail",
    ]
    assert len(log) == 7
    assert all(any(title in line for line in log) for title in TITLES.values())
