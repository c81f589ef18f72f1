"""How values become a page: the templates, and the few words that they have of their own."""

import zlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request

from processors.text.counted import counted
from processors.text.sentences import first_sentence
from scrapers.xmltext import drop_illegal
from wirewatch.inspect.search import highlight_parts
from wirewatch.ledger.leases import now
from wirewatch.project import Project
from wirewatch.web.access import form_token_of, visitor_of
from wirewatch.web.api import shortened

COLOURS = 12
"""Of groups: the style sheet has as many."""
RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur", "ps", "ckb", "sd", "ug", "he", "yi", "dv"})
LONGEST_HEADLINE = 300
"""Characters of a headline in a list."""


class Looks:
    """The templates, filled with the words of one project."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,  # whatever its name ends in: what comes from the web is text
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templates.filters |= {
            "counted": counted,
            "when": when,
            "ago": ago,
            "headline": headline,
            "opening": opening,
            "hue": hue,
            "direction": direction,
            "highlighted": highlighted,
            "outward": outward,
            "shortened": shortened,
            "legal": drop_illegal,
            "name_of": self.name_of,
        }

    def render(self, template: str, request: Request, values: Mapping[str, Any]) -> str:
        """Fill a template. `link(name=value)` in it gives the page's own address with other parameters."""

        def link(**changed: str | None) -> str:
            return address_with(request, {name.replace("__", "."): value for name, value in changed.items()})

        visitor = visitor_of(request)
        return self.templates.get_template(template).render(
            **{"visitor": visitor, "form_token": form_token_of(request)} | dict(values),
            # Two values of one name end here: one would hide the other.
            path=request.url.path,
            link=link,
            parameters=request.query_params,
            passed_over=request.scope.get("state", {}).get("passed_over", ()),
        )

    def render_alone(self, template: str, values: Mapping[str, Any]) -> str:
        """Fill a template that is no page of the server."""
        return self.templates.get_template(template).render(values)

    def name_of(self, group: str) -> str:
        """Give the name of a group in the catalogue, or its id."""
        return self.project.group_names([group])[0]


def address_with(request: Request, changed: Mapping[str, str | None]) -> str:
    """Give the request's own address with some parameters set, or for None taken out."""
    kept = [pair for pair in request.query_params.multi_items() if pair[0] not in changed]
    pairs = [*kept, *((name, value) for name, value in changed.items() if value is not None)]
    return "?" + urlencode(pairs)


def when(value: "str | datetime | None") -> str:
    """Give a time to the minute, in UTC."""
    if value is None or value == "":
        return "unknown"
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def ago(value: "str | datetime | None") -> str:
    """Give how long ago something was, in one unit."""
    if value is None or value == "":
        return "never"
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    seconds = (now() - moment).total_seconds()
    for length, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if abs(seconds) >= length:
            return (
                f"{abs(seconds) // length:.0f} {unit} ago"
                if seconds > 0
                else f"in {-seconds // length:.0f} {unit}"
            )
    return "just now"


def headline(document: Mapping[str, Any]) -> str:
    """Give the headline of a document, or its first sentence where it has none, cut where it is too long."""
    whole: str = document.get("title") or first_sentence(document.get("text") or "", document.get("language"))
    return whole if len(whole) <= LONGEST_HEADLINE else whole[:LONGEST_HEADLINE] + "…"


def opening(document: Mapping[str, Any]) -> str:
    """Give the first sentence of a document's text, or none where it is the headline; cut where it is too long."""
    if not document.get("title"):
        return ""
    sentence = first_sentence(document.get("text") or "", document.get("language"))
    return sentence if len(sentence) <= LONGEST_HEADLINE else sentence[:LONGEST_HEADLINE] + "…"


def hue(group: str) -> int:
    """Give the number of a group's colour, the same on every page."""
    return zlib.crc32(group.encode()) % COLOURS


def direction(language: str | None) -> str:
    """Give the direction of writing of a language, or `auto`."""
    return "auto" if language is None else "rtl" if language in RIGHT_TO_LEFT else "ltr"


def highlighted(snippet: str) -> Markup:
    """Give a snippet with its hits marked; all else is text."""
    return Markup("").join(
        Markup("<mark>{}</mark>").format(part) if is_hit else escape(part)
        for part, is_hit in highlight_parts(snippet)
    )


def outward(url: str) -> str:
    """Give an address that a page may link to: of the web, or none."""
    return url if urlsplit(url).scheme in ("http", "https") else ""
