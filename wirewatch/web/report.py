"""What was chosen as one file that can be sent on: HTML that needs nothing else, or a PDF of it."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from wirewatch.errors import Mistake, Trouble
from wirewatch.ledger.leases import now
from wirewatch.project import Project
from wirewatch.web import charts, reading
from wirewatch.web.looks import Looks

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PRINT_S = 120
"""Seconds for a browser to make a PDF."""


def write_report(project: Project, file: Path, asked: reading.Asked) -> int:
    """Write a report of what was asked for, as the ending of the file says; give how many stories it has.

    Raises Mistake for another ending, or for PDF where there is no Chromium to make it; and Trouble and StoreError.
    """
    if file.suffix not in (".html", ".pdf"):
        raise Mistake(f"-o: {file.name!r} is no kind of report", "end it in .html or .pdf")
    browser = _browser() if file.suffix == ".pdf" else ""
    found = reading.search(project, asked)
    page = Looks(project).render_alone(
        "report.html",
        {
            "asked": asked,
            "found": found,
            "now": now(),
            "chart": charts.draw_timeline({asked.query: found["timeline"]}) if found["timeline"] else "",
        },
    )
    try:
        if browser:
            _print(browser, page, file)
        else:
            file.write_text(page, "utf-8")
    except OSError as error:
        raise Mistake(f"-o: {file}: {error.strerror}", "name a file in a folder that is there") from None
    return len(found["hits"])


def _browser() -> str:
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    mend = "install Chromium, or write the report as .html and print that"
    raise Mistake("-o: a PDF is made by Chromium, which is not on the PATH", mend)


def _print(browser: str, page: str, file: Path) -> None:
    """Have a browser print a page, which its policy keeps from running or fetching anything."""
    with tempfile.TemporaryDirectory() as folder:
        source, printed = Path(folder) / "report.html", Path(folder) / "report.pdf"
        source.write_text(page, "utf-8")
        command = [browser, "--headless", "--disable-gpu", "--no-sandbox", "--no-pdf-header-footer"]
        command += [f"--user-data-dir={folder}/browser", f"--print-to-pdf={printed}", source.as_uri()]
        try:
            subprocess.run(command, capture_output=True, check=True, timeout=PRINT_S)  # noqa: S603 - found by its name
        except subprocess.SubprocessError as error:
            raise Trouble(f"{browser} made no PDF: {error}") from None
        if not printed.exists():
            raise Trouble(f"{browser} made no PDF")
        shutil.copyfile(printed, file)
