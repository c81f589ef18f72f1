"""What very large and endless inputs cost: seconds, processor time, peak memory and the last line of each command.

    python -m benchmarks.sizes [NAME ...] [--limit 120]

Each input is made anew in a folder of its own, and its command runs as a process of its own. The memory is the peak of
that process's resident set. A command that takes longer than the limit (seconds) is ended.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from wirewatch.config.init import SHIPPED

REPORT = (
    "Officials in Kabul said on Tuesday that the Taliban had met envoys of five neighbours. A spokesman denied that "
    "Al-Qaeda, Islamic State or the Haqqani network had been named in the statement, which was read on state radio.\n"
)
BOMBS = {
    "join": "{% for a in [alerts|join('" + "x" * 300 + "')] %}{% for b in [[" + "a," * 300 + "]|join] %}"
    "{% for c in [[" + "b," * 300 + "]|join] %}{{ c|length }}{% endfor %}{% endfor %}{% endfor %}",
    "title": "{% for a in alerts %}{% for b in alerts %}{{ ('" + "word " * 3000 + "')|title|length }}"
    "{% endfor %}{% endfor %}",
    "digits": "{{ " + "9" * 15_000 + " }}",
}


class Size(NamedTuple):
    """One input: what makes it in a folder, the command that is given it, and what stands on its standard input."""

    arguments: list[str]
    make: Callable[[Path], object] = lambda _: None
    stdin: list[str] | None = None
    """A program that writes it."""


def write_feeds(folder: Path, number: int) -> None:
    """Write so many feeds, each with a source, as people write them."""
    feeds = (
        f"  - url: https://news{at}.example.org/world/rss.xml\n    name: Example {at}\n    language: en\n"
        f"    source: {{id: example-{at}, name: Example News {at}, country: GB}}\n"
        for at in range(number)
    )
    (folder / "feeds.yaml").write_text("feeds:\n" + "".join(feeds))


def write_aliases(folder: Path, number: int) -> None:
    """Write a group with so many aliases, and one that is the same as another when folded."""
    aliases = [f"Brigade {at:05} of the North" for at in range(number)]
    groups = [{"id": "north", "name": "North", "aliases": {"any": [*aliases, "brigade-00000 of the north"]}}]
    (folder / "groups.yaml").write_text(json.dumps({"groups": groups}))


def write_rules(folder: Path, number: int) -> None:
    """Write so many rules, no two alike, of which all have one channel."""
    rules = "".join(
        f"  - name: rule {at}\n    query: 'groups:taliban AND (word{at} OR \"two words {at}\") NOT language:de'\n"
        f"    to: [desk]\n"
        for at in range(number)
    )
    (folder / "alerts.yaml").write_text(f"channels: {{desk: {{url: 'log:'}}}}\nalerts:\n{rules}")


def write_template(folder: Path, template: str) -> None:
    """Write a channel with a template."""
    channels = {"desk": {"url": "log:", "template": template}}
    (folder / "alerts.yaml").write_text(json.dumps({"channels": channels, "alerts": []}))


def write_opml(folder: Path, number: int, depth: int = 1) -> None:
    """Write a list of so many feeds, below so many folders."""
    feeds = "".join(
        f'<outline type="rss" text="Example {at}" xmlUrl="https://news{at}.example.org/rss.xml"/>'
        for at in range(number)
    )
    opened, closed = '<outline text="folder">' * depth, "</outline>" * depth
    (folder / "list.opml").write_text(
        f'<opml version="2.0"><head/><body>{opened}{feeds}{closed}</body></opml>'
    )


def make_endless(file: Path) -> None:
    """Have a file without an end in the place of a file."""
    file.unlink()
    file.symlink_to("/dev/zero")


SIZES = {
    "100,000 feeds": Size(["feeds", "list"], lambda at: write_feeds(at, 100_000)),
    "2,000 aliases": Size(["groups", "lint"], lambda at: write_aliases(at, 2_000)),
    "20,000 aliases": Size(["groups", "lint"], lambda at: write_aliases(at, 20_000)),
    "20,000 rules: status": Size(["status"], lambda at: write_rules(at, 20_000)),
    "20,000 rules: check": Size(["alerts", "check"], lambda at: write_rules(at, 20_000)),
    "import of 10,000": Size(["feeds", "import", "list.opml"], lambda at: write_opml(at, 10_000)),
    "import, 5,000 deep": Size(["feeds", "import", "list.opml"], lambda at: write_opml(at, 1, 5_000)),
    "tag, 100 MB": Size(
        ["tag", "text.txt"],
        lambda at: (at / "text.txt").write_text(REPORT * (100_000_000 // len(REPORT))),
    ),
    "tag, endless": Size(["tag", "-"], stdin=["yes", "the Taliban met"]),
    "tag, endless line": Size(["tag", "--jsonl", "-"], stdin=["cat", "/dev/zero"]),
    "tag of /dev/zero": Size(["tag", "/dev/zero"]),
    "clean, endless": Size(["clean", "-"], stdin=["yes", "<p>the Taliban met</p>"]),
    "clean, endless line": Size(["clean", "--jsonl", "-"], stdin=["cat", "/dev/zero"]),
    "YAML, 100,000 deep": Size(
        ["feeds", "list"], lambda at: (at / "feeds.yaml").write_text("feeds: " + "[" * 100_000)
    ),
    "YAML, 10 million values": Size(
        ["feeds", "list"], lambda at: (at / "feeds.yaml").write_text(f"feeds: [{'a,' * 9_000_000}a]")
    ),
    "feeds.yaml, endless": Size(
        ["feeds", "list"],
        lambda at: make_endless(at / "feeds.yaml"),
    ),
    **{
        f"template: {name}": Size(["alerts", "check"], partial(write_template, template=bomb))
        for name, bomb in BOMBS.items()
    },
}


class Cost(NamedTuple):
    """What a command took, and how it ended."""

    seconds: float
    """By the clock."""
    processor: float
    """Of processor time."""
    megabytes: float
    status: int
    """Negative where a signal ended it, as -9 does after the limit."""
    told: str


def measure(size: Size, folder: Path, limit: float) -> Cost:
    """Run the command on its input; end it after `limit` seconds."""
    for name in ("feeds.yaml", "groups.yaml", "alerts.yaml"):
        (folder / name).write_bytes((SHIPPED / name).read_bytes())
    (folder / "alerts.yaml").write_text("alerts: []\n")
    size.make(folder)
    writer = subprocess.Popen(size.stdin, stdout=subprocess.PIPE) if size.stdin else None
    begun = time.monotonic()
    with (folder / "out").open("w+b") as out, (folder / "err").open("w+b") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "wirewatch", "--config", ".", "--home", "home", *size.arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
            stdin=writer.stdout if writer else subprocess.DEVNULL,
            stdout=out,
            stderr=err,
        )
        watch = threading.Timer(limit, process.kill)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.cancel()
        seconds = time.monotonic() - begun
        if writer and writer.stdout:
            writer.stdout.close()
            writer.kill()
            writer.wait()
        told = [_last_line(stream.seek(0, os.SEEK_END), stream) for stream in (err, out)]
    processor = usage.ru_utime + usage.ru_stime
    last = next((one for one in told if one), "")
    return Cost(seconds, processor, usage.ru_maxrss / 1024, process.returncode, last)


def _last_line(length: int, stream: object) -> str:
    stream.seek(max(0, length - 2000))  # type: ignore[attr-defined]
    lines = stream.read().decode("utf-8", "replace").strip().splitlines()  # type: ignore[attr-defined]
    return lines[-1] if lines else ""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="those whose name begins so [all]")
    parser.add_argument("--limit", type=float, default=120)
    arguments = parser.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (6 * 1024**3, hard))  # a fault takes no machine down
    for name, size in SIZES.items():
        if arguments.names and not name.startswith(tuple(arguments.names)):
            continue
        with tempfile.TemporaryDirectory() as folder:
            cost = measure(size, Path(folder), arguments.limit)
        print(
            f"{name:24} {cost.seconds:7.1f} s {cost.processor:7.1f} s of processor time {cost.megabytes:7.0f} MB  "
            f"status {cost.status:3}  {cost.told[:90]}",
            flush=True,
        )


if __name__ == "__main__":
    main()
