"""JSON-LD is read in the wrappings that pages have put around their scripts."""

import pytest

from processors.page.html import parse_html
from processors.page.jsonld import read_nodes

NODE = '{"@type": "NewsArticle", "headline": "Talks --> peace"}'


@pytest.mark.parametrize(
    "written",
    [NODE, f"<!-- {NODE} -->", f"//<![CDATA[\n{NODE}\n//]]>", f"<![CDATA[{NODE}]]>", f"{NODE};"],
    ids=["bare", "comment", "cdata-behind-slashes", "cdata", "semicolon"],
)
def test_marks_of_comments_around_a_script_are_left_out(written: str) -> None:
    """Marks for readers of old go at both ends of a script; within a text the same marks are its own."""
    page = parse_html(
        f'<html><body><script type="application/ld+json">{written}</script><p>Text</p></body></html>'
    )
    assert [node["headline"] for node in read_nodes(page)] == ["Talks --> peace"]
