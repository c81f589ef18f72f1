"""What was chosen as one file that can be sent on: HTML that needs nothing else, a PDF of it, or a table."""

import csv
import io
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from wirewatch.errors import Mistake, Trouble
from wirewatch.inspect.search import CSV_COLUMNS, csv_cell, csv_row, group_query, read_query
from wirewatch.interrupt import temporary_folder
from wirewatch.ledger.leases import now
from wirewatch.project import Project
from wirewatch.web import charts, reading
from wirewatch.web.looks import Looks

KINDS = ("html", "pdf", "csv", "json")
MEDIA_TYPES = {"html": "text/html", "csv": "text/csv", "json": "application/json"}
"""Of what the desk gives; a browser prints the first as PDF itself."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PRINT_S = 120
"""Seconds for a browser to make a PDF."""


def write_report(project: Project, file: Path, asked: reading.Asked, groups: Sequence[str] = ()) -> int:
    """Write a report of what was asked for, as the ending of the file says; give how many stories it has.

    Of several groups each counts; behind an id a `+` asks for its branches, too. Raises Mistake for another ending, for
    a group that is none, or for PDF where there is no Chromium to make it; and Trouble and StoreError.
    """
    kind = file.suffix.removeprefix(".").lower()
    if kind not in KINDS:
        raise Mistake(f"-o: {file.name!r} is no kind of report", "end it in .html, .pdf, .csv or .json")
    browser = _browser() if kind == "pdf" else ""
    found = find(project, asked, groups)
    page = make(project, "html" if browser else kind, asked, groups, found)
    try:
        if browser:
            _print(browser, page, file)
        else:
            file.write_bytes(page)
    except OSError as error:
        raise Mistake(f"-o: {file}: {error.strerror}", "name a file in a folder that is there") from None
    return len(found["hits"])


def find(project: Project, asked: reading.Asked, groups: Sequence[str] = ()) -> dict[str, Any]:
    """Give what a report is made of. Raises Mistake, Trouble and StoreError."""
    return reading.search(project, asked._replace(query=_of_groups(project, asked.query, groups)))


def make(
    project: Project, kind: str, asked: reading.Asked, groups: Sequence[str], found: dict[str, Any]
) -> bytes:
    """Give a report of what was found as html, csv (with the mark by which Excel knows UTF-8) or json."""
    if kind == "csv":
        return _table(found["hits"])
    if kind == "json":
        days = [{"at": at, "articles": number} for at, number in found["timeline"]]
        return msgspec.json.encode({"query": asked.query, "groups": groups, **found, "timeline": days})
    looks = Looks(project)
    return looks.render_alone(
        "report.html",
        {
            "asked": asked,
            "asked_groups": groups,
            "found": found,
            "now": now(),
            "chart": charts.draw_timeline({asked.query: found["timeline"]}) if found["timeline"] else "",
        },
    ).encode()


def answer_report(project: Project, request: Request) -> Response:
    """Give the report of what an address asks for, to be kept as a file. Raises Mistake, Trouble and StoreError."""
    kind = request.path_params["kind"]
    if kind not in MEDIA_TYPES:
        raise Mistake(f"there is no report as {kind}", "ask for " + ", ".join(MEDIA_TYPES))
    asked = reading.read_asked(request.query_params.multi_items())
    body = make(project, kind, asked, (), find(project, asked))
    keep = {"Content-Disposition": f'attachment; filename="wirewatch-{now():%Y-%m-%d}.{kind}"'}
    return Response(body, headers=keep, media_type=MEDIA_TYPES[kind])


def _of_groups(project: Project, query: str, groups: Sequence[str]) -> str:
    """Give a query narrowed to what names one of these groups. Raises Mistake."""
    read_query(query, project.branches)  # so that its mistake is told in its own words
    if not groups:
        return query
    ids: set[str] = set()
    for group in groups:
        group_query(group, project.branches)
        trunk = group.removesuffix("+")
        ids |= {trunk, *(project.branches(trunk) if group != trunk else ())}
    return f"({query}) AND ({' OR '.join(reading.exactly('groups', one) for one in sorted(ids))})"


def _table(hits: Sequence[Mapping[str, Any]]) -> bytes:
    """Give stories as a table, each with its outlets; no cell is a formula."""
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow((*CSV_COLUMNS, "outlets"))
    writer.writerows([*csv_row(dict(hit)), csv_cell(hit["outlets"])] for hit in hits)
    return table.getvalue().encode("utf-8-sig")


def _browser() -> str:
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    mend = "install Chromium, or write the report as .html and print that"
    raise Mistake("-o: a PDF is made by Chromium, which is not on the PATH", mend)


def _print(browser: str, page: bytes, file: Path) -> None:
    """Have a browser print a page, which its policy keeps from running or fetching anything."""
    with temporary_folder() as folder:
        source, printed = folder / "report.html", folder / "report.pdf"
        source.write_bytes(page)
        command = [browser, "--headless", "--disable-gpu", "--no-sandbox", "--no-pdf-header-footer"]
        command += [f"--user-data-dir={folder}/browser", f"--print-to-pdf={printed}", source.as_uri()]
        try:
            subprocess.run(command, capture_output=True, check=True, timeout=PRINT_S)  # noqa: S603 - found by its name
        except subprocess.SubprocessError as error:
            raise Trouble(f"{browser} made no PDF: {error}") from None
        if not printed.exists():
            raise Trouble(f"{browser} made no PDF")
        shutil.copyfile(printed, file)
