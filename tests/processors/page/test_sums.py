"""What blocks come to is added up to the root, each element once."""

from lxml.html import HtmlElement

from processors.page.html import parse_html
from processors.page.sums import held_by, steps_up, sums_up

ROOT: HtmlElement = parse_html(
    "<html><body><main><div id=a><p>One.</p><p>Two.</p></div><div id=b><p>Three.</p></div></main>"
    "<nav></nav></body></html>"
)


def test_every_element_above_the_blocks_has_the_sum_of_all_in_it() -> None:
    """An element's own value and its children's are added; what holds no block has no sum."""
    first, second, third = ROOT.iter("p")
    elements = [first, first, second, third]
    sums = sums_up(elements, [1, 2, 10, 100], steps_up(elements, ROOT))
    assert {(one.get("id") or one.tag): value for one, value in sums.items() if one.tag != "p"} == {
        **{"a": 13, "b": 100, "main": 113, "body": 113, "html": 113}
    }
    assert [sums[each] for each in (first, second, third)] == [3, 10, 100]


def test_steps_go_from_the_end_of_the_page_to_its_beginning() -> None:
    """A child's step comes before its parent's, so that one walk adds all; the root has none, nor has an empty menu."""
    steps = steps_up(ROOT.iter("p"), ROOT)
    assert [one.get("id") or one.tag for one, _ in steps] == ["p", "b", "p", "p", "a", "main", "body"]
    assert all(one.getparent() is above for one, above in steps)


def test_what_elements_hold_goes_up_from_any_depth() -> None:
    """Elements of different depths meet above: what each holds is counted once in all that stand around it."""
    first, second, third = ROOT.iter("p")
    box = third.getparent()
    held = held_by({first: 1, second: 10, third: 100, box: 1000})
    shown = {(one.get("id") or one.tag): value for one, value in held.items() if one.tag != "p"}
    assert shown == {"a": 11, "b": 1100, "main": 1111, "body": 1111, "html": 1111}
    assert held[first] == 1
