"""Take the pictures of the desk that README and docs/ show, from the demo's articles; `make screenshots` runs it.

    python scripts/screenshots.py [FOLDER]

The articles are those of `wirewatch demo --serve`, the browser the system's Chromium, headless.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import chromium
from daemon import UnavailableError

FOLDER = Path(__file__).parents[1] / "docs"
TODAY, STORY = "desk-today.png", "desk-story.png"
SIZE = {"width": 1000, "height": 560}
EVER = "/?since=3650d"
"""One of the demo's articles is of 2021."""
DEMO = ("-m", "wirewatch", "demo", "--serve", "--listen", "127.0.0.1:0")


def take(browser: Any, desk: str, folder: Path) -> list[Path]:
    """Take the pictures of a desk that is served at an address; give their files. `browser` is one of Playwright's."""
    context = browser.new_context(base_url=desk, viewport=SIZE, color_scheme="light", locale="en-GB")
    page = context.new_page()
    files = [folder / TODAY, folder / STORY]
    page.goto(EVER)
    page.screenshot(path=files[0])
    page.locator(".story h3 a").first.click()
    page.wait_for_url("**/story/*")
    page.screenshot(path=files[1])
    context.close()
    return files


def main() -> int:
    """Show the demo, and take its pictures; return the exit status."""
    from playwright.sync_api import sync_playwright

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    try:
        program = chromium.find_chromium()
    except UnavailableError as error:
        print(error, file=sys.stderr)
        return 1
    with subprocess.Popen([sys.executable, *DEMO], stdout=subprocess.PIPE, text=True) as demo:
        try:
            found = next(
                (at for line in demo.stdout or () if (at := re.search(r"http://\S+(?=/ \()", line))), None
            )
            if found is None:
                print("the demo ended without an address", file=sys.stderr)
                return 1
            with sync_playwright() as playwright:
                sandbox = [] if os.geteuid() else ["--no-sandbox"]  # which root has not
                browser = playwright.chromium.launch(executable_path=program, args=sandbox)
                for file in take(browser, found[0], folder):
                    print(f"took {file}")
                browser.close()
        finally:
            demo.terminate()
    return 0


if __name__ == "__main__":
    sys.exit(main())
