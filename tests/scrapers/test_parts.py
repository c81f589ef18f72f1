"""Which items of one address are two, by what their feed tells of them, and the fragments that may name a part."""

from datetime import UTC, datetime

import pytest

from scrapers.fragments import item_fragment
from scrapers.parts import (
    ShownItem,
    are_two_items,
    item_address,
    likeness,
    page_address,
    sketch_text,
    told_of,
    words_key,
)
from scrapers.records import Entry

KABUL = "Seven guards of the ministry were hurt at its gate this morning, a doctor in the capital said by telephone."
LAKE = "Gunmen on motorcycles burned the market of a village by the lake, and two hundred families fled to the islands."
KABUL_ZH = "周一上午,首都一座部委大门前发生爆炸,七名警卫受伤,一名医生通过电话表示。"
LAKE_ZH = "武装分子骑摩托车烧毁了湖边一个村庄的市场,两百个家庭逃往岛屿避难。"
PAGE, FRONT = "https://news.example/live", "https://news.example/"


def item(title: str = "", text: str = "", guid: str = "", at: str = PAGE) -> ShownItem:
    """Return an item of a page."""
    return ShownItem(Entry(at, title or None, text or None, guid=guid or None, fragment=item_fragment(at)))


TWO = {
    "guids, and other texts": (item("Blast", KABUL, "1"), item("Raid", LAKE, "2")),
    "guids, and texts that differ in a figure": (item("M 4.5", KABUL, "1"), item("M 4.5", f"{KABUL} 2", "2")),
    "guids, and other titles without a text": (item("Blast", "", "1"), item("Raid", "", "2")),
    "fragments, and other texts": (item("A", KABUL, at=f"{PAGE}#p-1"), item("B", LAKE, at=f"{PAGE}#p-2")),
    "fragments, and other titles": (item("Blast", at=f"{PAGE}#p-1"), item("Raid", at=f"{PAGE}#p-2")),
    "texts alone": (item("Blast in Kabul", KABUL), item("Raid by the lake", LAKE)),
    "texts alone, in Chinese": (item("爆炸", KABUL_ZH), item("袭击", LAKE_ZH)),
    "one guid for all, and other texts": (
        item("Blast in Kabul", KABUL, "0"),
        item("Raid by the lake", LAKE, "0"),
    ),
    "one text for all on a front page, under other titles": (
        item("Blast", "Read on.", "1", FRONT),
        item("Raid", "Read on.", "2", FRONT),
    ),
    "one text for all without a link": (
        ShownItem(Entry(FRONT, "Blast", "Read on.", linkless=True)),
        ShownItem(Entry(FRONT, "Raid", "Read on.", linkless=True)),
    ),
    "two broadcasts of one programme": (
        ShownItem(Entry(PAGE, "Kabul", KABUL, published=datetime(2026, 5, 4, tzinfo=UTC))),
        ShownItem(Entry(PAGE, "Kabul, part two", LAKE, published=datetime(2026, 5, 5, tzinfo=UTC))),
    ),
    "one title for all on a front page": (item("Brief", KABUL, at=FRONT), item("Brief", LAKE, at=FRONT)),
}
ONE = {
    "the same text under other guids": (item("Blast", KABUL, "1"), item("Seven hurt", KABUL, "2")),
    "the same text, marked up": (item("Blast", KABUL, "1"), item("Blast", f"<p>{KABUL.upper()}</p>\n", "2")),
    "a picture and a headline": (item(), item("Blast")),
    "other titles, and nothing else": (item("Blast in Kabul"), item("Raid by the lake")),
    "a tracker in the fragment": (
        item("Blast", "", at=f"{PAGE}#xtor=1"),
        item("Raid", "", at=f"{PAGE}#xtor=2"),
    ),
    "corrected": (item("Blast", KABUL), item("Blast", KABUL.replace("Seven", "Eight"))),
    "listed once more": (item("Blast in Kabul", KABUL, "1"), item("Raid", LAKE, at=f"{PAGE}#update")),
    "corrected, at another time": (
        ShownItem(Entry(PAGE, "Kabul", KABUL, published=datetime(2026, 5, 4, tzinfo=UTC))),
        ShownItem(Entry(PAGE, "Kabul", f"{KABUL} Eight.", published=datetime(2026, 5, 5, tzinfo=UTC))),
    ),
    "the same text twice on a front page": (
        item("Blast", KABUL, "1", FRONT),
        item("Blast", KABUL, "2", FRONT),
    ),
    "under one title": (item("Blast in Kabul", KABUL), item("Blast in Kabul (updated)", LAKE)),
}


@pytest.mark.parametrize("pair", TWO.values(), ids=TWO)
def test_two_items(pair: tuple[ShownItem, ShownItem]) -> None:
    """Items that are told apart by an id and by words, or where no id helps by their texts, are two."""
    assert are_two_items(*pair)
    assert are_two_items(*reversed(pair))


@pytest.mark.parametrize("pair", ONE.values(), ids=ONE)
def test_one_item(pair: tuple[ShownItem, ShownItem]) -> None:
    """An item that is shown twice is one, whatever its ids are."""
    assert not are_two_items(*pair)
    assert not are_two_items(*reversed(pair))


@pytest.mark.parametrize(
    ("fragment", "found"),
    [
        ("post-17", "post-17"),
        ("block-66a3f0c28f08", "block-66a3f0c28f08"),
        ("liveblog/entry=17", "liveblog/entry=17"),
        ("%D8%A7%D9%84", "%D8%A7%D9%84"),
        ("ال", "%D8%A7%D9%84"),
        ("post-17:~:text=seven%20guards", "post-17"),
        *(
            (name, None)
            for name in ("", "!/route", ":~:text=x", "comments", "Comments", "comment-4711", "respond")
        ),
        *(
            (name, None)
            for name in ("utm_source=x&utm_medium=y", "Echobox=173", "xtor=RSS-1", "?ref=home", "top")
        ),
        ("x" * 300, None),
    ],
)
def test_fragments(fragment: str, found: str | None) -> None:
    """A fragment may name a part, unless it counts readers, names a place that pages have, or is a text."""
    assert item_fragment(f"{PAGE}#{fragment}") == found


def test_a_sketch_tells_how_much_two_texts_share() -> None:
    """The same text is alike whatever its signs, one that was lengthened mostly, another hardly, in any script."""
    for text, other in ((KABUL, LAKE), (KABUL_ZH, LAKE_ZH)):
        sketch = sketch_text(text.casefold())
        assert likeness(sketch, sketch_text(text.casefold().replace(",", " -"))) == 1
        assert likeness(sketch, sketch_text(text.casefold() + other[:12])) > 0.5
        assert likeness(sketch, sketch_text(other.casefold())) < 0.2
        assert len(sketch) <= 88
    assert likeness(sketch_text(""), sketch_text(KABUL)) == 0
    assert told_of(Entry(PAGE)) == ("", "")


def test_the_address_of_an_item_holds_that_of_its_page() -> None:
    """What tells an item apart stands behind the address of its page, and can be taken off again."""
    for url in (PAGE, f"{PAGE}#!/route", f"{PAGE}?a=1"):
        for part in ("post-1", "item-0123", None, ""):
            address = item_address(Entry(url, part=part))
            assert page_address(address) == url
            assert address == (f"{url}#{part}" if part else url)
    assert words_key(Entry(PAGE, "Title")) != words_key(Entry(PAGE, "Title", "Text"))
    assert words_key(Entry(PAGE)) is None
