"""Deliveries a second to a webhook on loopback, and what a hundred thousand that wait cost.

    python -m benchmarks.deliveries [--pending 100000] [--seconds 20]

Asked: a claim is as cheap among 100,000 pending deliveries as among 1,000; memory stays flat while they are sent; a
channel that is down with all of them costs the others nothing. The webhook answers 204 at once, in a process of its
own. Figures are of this machine: compare the ratios.
"""

import argparse
import asyncio
import multiprocessing
import resource
import statistics
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec
import psutil

from processors.alerts.message import alert_message
from processors.alerts.send import send_message
from wirewatch.inspect.status import channel_status
from wirewatch.ledger import channel_queues, leases, outbox
from wirewatch.ledger.schema import deliveries, events
from wirewatch.preview.try_channel import example_alert
from wirewatch.project import Project
from wirewatch.settings import read_settings
from wirewatch.stages import deliver as stage

BATCH = 1000


def webhook(pipe: Connection) -> None:
    """Take every POST, answer 204, and count: send the port at first, and the number whenever asked."""
    taken = 0

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal taken
        while head := await reader.readuntil(b"\r\n\r\n"):
            length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
            await reader.readexactly(length)
            taken += 1
            writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
            await writer.drain()
            writer.close()
            return

    async def main() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=1000)
        pipe.send(server.sockets[0].getsockname()[1])
        while True:
            await asyncio.sleep(0.05)
            if pipe.poll():
                pipe.recv()
                pipe.send(taken)

    asyncio.run(main())


def announce(project: Project, number: int, channel: str, prefix: str) -> None:
    """Put so many alerts for a channel into the outbox, as matching leaves them, in bulk."""
    at = leases.now()
    for start in range(0, number, BATCH):
        names = [f"{prefix}{n}" for n in range(start, min(number, start + BATCH))]
        alerts = [msgspec.structs.replace(example_alert("x"), rule="rule", story_id=name) for name in names]
        rows = [{"rule": "rule", "story_id": name} for name in names]
        told = {"channel": channel, "state": "pending", "due_at": at, "since": at}
        with project.ledger.begin() as tx:
            tx.execute(
                events.insert(),
                [
                    {**row, "at": at, "batch": "batch", "alert": msgspec.json.encode(alert).decode()}
                    for row, alert in zip(rows, alerts, strict=True)
                ],
            )
            keyed = [
                {**row, **told, "key": outbox.delivery_key("rule", row["story_id"], channel)} for row in rows
            ]
            tx.execute(deliveries.insert(), keyed)


def claims(project: Project, channel: str) -> float:
    """Give the median processor time of a claim, in milliseconds; what was claimed is given back."""
    times = []
    for _ in range(30):
        started = time.process_time()
        rows = leases.claim(project.ledger, channel_queues.queue_of(channel), stage.DELIVERIES_AT_ONCE)
        times.append(time.process_time() - started)
        leases.release(project.ledger, leases.DELIVER, rows)
    return statistics.median(times) * 1000


def configure(folder: Path, port: int) -> Project:
    """Write a configuration with a webhook that is up, and one at a port where nobody listens."""
    (folder / "feeds.yaml").write_text("feeds: []\n")
    (folder / "groups.yaml").write_text("groups: []\n")
    (folder / "alerts.yaml").write_text(
        f"channels:\n  up: {{url: 'json://127.0.0.1:{port}/a'}}\n  down: {{url: 'json://127.0.0.1:9/a'}}\n"
        "alerts:\n- {name: rule, query: kabul, to: [up, down]}\n"
    )
    return Project(read_settings({"WIREWATCH_CONFIG": str(folder), "WIREWATCH_HOME": str(folder / "home")}))


def memory() -> float:
    """Give this process's resident memory in MiB."""
    return float(psutil.Process().memory_info().rss) / 2**20


def measured(project: Project, seconds: float) -> tuple[int, float, float]:
    """Run one pass of the stage of about so long; give what was sent, and the seconds of wall and of processor."""
    stage.CLAIM_FOR_S = seconds
    started, before = time.perf_counter(), _processor()
    counts = stage.deliver_alerts(project)
    return counts["sent"], time.perf_counter() - started, _processor() - before


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--pending", type=int, default=100_000)
    options.add_argument("--seconds", type=float, default=20.0, help="of sending")
    given = options.parse_args(arguments)
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=webhook, args=(theirs,), daemon=True)
    server.start()
    port: int = ours.recv()
    with tempfile.TemporaryDirectory() as folder, configure(Path(folder), port) as project:
        send_message(f"json://127.0.0.1:{port}/a", alert_message(example_alert("x")), "warm")
        announce(project, 1000, "up", "few")
        few = claims(project, "up")
        announce(project, given.pending - 1000, "up", "many")
        many = claims(project, "up")
        print(
            f"claim of {stage.DELIVERIES_AT_ONCE}: {few:.2f} ms among 1,000 pending, "
            f"{many:.2f} ms among {given.pending:,}"
        )
        with project.ledger.read() as tx:
            started = time.process_time()
            channel_status(project.alerts, tx, leases.now())
            print(f"status of the channels: {(time.process_time() - started) * 1000:.0f} ms")
        before = memory()
        sent, wall, processor = measured(project, given.seconds)
        print(
            f"sent {sent:,} in {wall:.1f} s: {sent / wall:.0f} a second, {sent / processor:.0f} a second of processor"
        )
        print(f"memory {before:.0f} MiB before, {memory():.0f} MiB after")
        announce(project, given.pending, "down", "down")
        alone = sent / processor
        sent, wall, processor = measured(project, given.seconds)
        print(
            f"beside a channel that is down with {given.pending:,}: {sent:,} in {wall:.1f} s, "
            f"{sent / processor:.0f} a second of processor ({sent / processor / alone:.2f} of it alone)"
        )
        with project.ledger.begin() as tx:
            started = time.process_time()
            channel_queues.postpone(tx, "rule", "down", leases.now() + timedelta(hours=1))
            print(f"a throttle puts {given.pending:,} off in {time.process_time() - started:.2f} s")
        ours.send("how many")
        print(f"the webhook took {ours.recv() - 1:,}; memory {memory():.0f} MiB")
    server.terminate()


if __name__ == "__main__":
    main()
