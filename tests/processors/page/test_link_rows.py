"""A label with a colon and links behind it leads elsewhere as a whole; a sentence with its sources is a text."""

import pytest

from processors.page.blocks import find_blocks
from processors.page.html import parse_html


def is_links(line: str, tag: str = "p") -> bool:
    block = find_blocks(parse_html(f"<html><body><{tag}>{line}</{tag}></body></html>"))[0]
    return block.is_links and not block.is_paragraph


@pytest.mark.parametrize(
    "line",
    [
        "<b>Conozca más: <a href=/x>así operan los drones de las disidencias</a></b>",
        "<strong>Zum Nachlesen hier: <a href=/x>Wer bezahlt die Lehrer von Hasaka</a></strong>",
    ],
)
def test_a_label_and_a_headline_lead_elsewhere(line: str) -> None:
    """Whatever the label says, in any language."""
    assert is_links(line)


@pytest.mark.parametrize(
    "row",
    [
        "इस विज्ञप्ति को इन भाषाओं में पढ़ें: <a href=/e>English</a>\n<a href=/u>Urdu</a>\n<a href=/t>Tamil</a> "
        "<a href=/p>Punjabi</a>",
        "This statement can also be read in: <a href=/e>English</a>, <a href=/f>French</a>, "
        "<a href=/a>Arabic</a> | <a href=/h>Hausa</a>",
    ],
)
def test_a_label_and_a_row_of_names_lead_elsewhere(row: str) -> None:
    """They do in a box; in a paragraph they may be what it tells of."""
    assert is_links(row, "div")
    assert not is_links(row)


@pytest.mark.parametrize(
    "line",
    [
        "The ministry put the whole text on its site: <a href=/x>Statement on the events in Gao and Kidal</a>",
        "Found dead there: <a href=/x>twelve soldiers and a guide</a>.",
        "The army said so on Monday. Read it: <a href=/x>twelve soldiers were killed at the bridge</a>",
        "Three groups signed the letter to the court: <a href=/a>Amnesty International</a>, "
        "<a href=/b>Human Rights Watch</a>, <a href=/c>Crisis Group</a>",
        "He wrote: <a href=/x>we claim the attack on the bridge</a>",
        "<b>He wrote:</b> <a href=/x>we claim the attack on the bridge</a>",
        "Toll: <a href=/x>twelve</a>",
        "Gao: <a href=/x>twelve soldiers</a> were killed at the bridge, and the road to the north is closed",
    ],
)
def test_a_sentence_with_links_behind_a_colon_is_a_text(line: str) -> None:
    """It has more words before the colon, ends with a stop, or goes on behind the link."""
    assert not is_links(line)


@pytest.mark.parametrize(
    "labels", [("Burkina Faso:", "Northern Mali:"), ("9 March:", "8 March:"), ("9 March:",)]
)
def test_the_items_of_a_digest_or_a_chronicle_stay(labels: tuple[str, ...]) -> None:
    """Each is a headline behind its place or its day."""
    line = "<p><b>{} <a href=/x>twelve soldiers killed in ambush</a></b></p>"
    lines = "".join(map(line.format, labels))
    page = f"<html><body><div><p>Read on.</p>{lines}<p>That was the week.</p></div></body></html>"
    blocks = find_blocks(parse_html(page))
    assert [block.is_links for block in blocks] == [False] * len(blocks)


def test_an_empty_link_beside_such_a_line_makes_no_digest() -> None:
    """A picture's link has no words."""
    line = "<p><b>Conozca más: <a href=/x>así operan los drones aquí</a></b></p><p><a href=/y><img src=/i.png></a></p>"
    assert find_blocks(parse_html(f"<html><body><div>{line}</div></body></html>"))[0].is_links


def test_the_items_of_a_digest_stay_with_a_text_under_each() -> None:
    """Another line that is set apart has another label; a site's own label comes again."""

    def links(*labels: str) -> list[bool]:
        items = (
            f"<p><b>{label}: <a href=/x>twelve soldiers killed in ambush</a></b></p><p>The army said so on Monday.</p>"
            for label in labels
        )
        page = f"<html><body><div>{''.join(items)}</div></body></html>"
        return [block.is_links for block in find_blocks(parse_html(page))][::2]

    assert links("Northern Mali", "Lake Chad", "Burkina Faso") == [False] * 3
    assert links("Conozca más", "Conozca más") == [True] * 2


@pytest.mark.parametrize(
    "body",
    [
        "<div>Twelve died.<br>Attacks were reported in: {}<br>The road is closed.</div>",
        "<div><div>Twelve died.</div><div>Attacks were reported in: {}</div><div>The road is closed.</div></div>",
    ],
)
def test_names_in_a_text_without_paragraphs_stay(body: str) -> None:
    """A row of names that leads elsewhere stands in a box of its own."""
    names = "<a href=/g>Gao</a>, <a href=/k>Kidal</a>, <a href=/m>Mopti</a>, <a href=/s>Ségou</a>"
    blocks = find_blocks(parse_html(f"<html><body>{body.format(names)}</body></html>"))
    assert not any(block.is_links for block in blocks)
