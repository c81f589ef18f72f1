"""The store in a directory: its lock, a death in the middle of a write, and what is not its own."""

import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import tantivy
from paths import ROOT
from sample_documents import NOON, numbers_of, sample_document

from processors.query.query import parse_query
from processors.stores.store import NEW_INDEX_MEND, StoreDown, StoreRefused
from processors.stores.tantivy.index import Tantivy

WRITER = """
import itertools, sys
sys.path += ["tests/support"]
from sample_documents import sample_document
from processors.stores.tantivy.index import Tantivy
store = Tantivy(sys.argv[1])
for first in itertools.count(0, 100):
    store.write([sample_document(number, "attack " * 50) for number in range(first, first + 100)])
    print(first + 100, flush=True)
"""


def test_a_writer_that_is_killed_loses_nothing_it_told(tmp_path: Path) -> None:
    """After SIGKILL in the middle of writing, all that was acknowledged is found, and the next write works."""
    for death in range(6):
        folder = tmp_path / str(death)
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, folder], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout
            written = [int(writer.stdout.readline()) for _ in range(death + 1)][-1]
            writer.send_signal(signal.SIGKILL)
            written = max([written, *map(int, writer.stdout.read().split())])
        store = Tantivy(str(folder), lock_wait=0)
        kept = store.search(parse_query("attack"), size=0).total
        assert kept >= written
        assert kept % 100 == 0
        assert store.write([sample_document(10**6, "after the death")]) == []
        assert numbers_of(list(store.scan(parse_query("death")))) == [10**6]


def test_a_second_writer_waits_for_the_lock(tmp_path: Path) -> None:
    """While another holds the lock a write waits; when it waits too long, the store is down and not broken."""
    store = Tantivy(str(tmp_path / "index"), lock_wait=0.05)
    store.prepare()
    holder = tantivy.Index.open(str(tmp_path / "index")).writer(15_000_000, 1)
    with pytest.raises(StoreDown, match="another process"):
        store.write([sample_document(1)])
    patient = Tantivy(str(tmp_path / "index"), lock_wait=60)
    waiting = threading.Thread(target=patient.write, args=([sample_document(1)],))
    waiting.start()
    del holder
    waiting.join()
    assert store.health() == {"kind": "tantivy", "documents": 1, "status": "green"}


def test_a_lock_file_left_behind_is_no_lock(tmp_path: Path) -> None:
    """The file of a lock whose process is gone keeps nobody out."""
    store = Tantivy(str(tmp_path / "index"), lock_wait=0)
    store.prepare()
    (tmp_path / "index" / ".tantivy-writer.lock").write_text("")
    assert store.write([sample_document(1)]) == []


def test_one_store_sees_what_another_wrote(tmp_path: Path) -> None:
    """A store that is open finds what another process commits later."""
    reader, writer = Tantivy(str(tmp_path / "index")), Tantivy(str(tmp_path / "index"))
    reader.prepare()
    writer.write([sample_document(1)])
    assert reader.search(parse_query("*")).total == 1


def test_an_index_of_another_version_is_refused_with_the_mend(tmp_path: Path) -> None:
    """An index with other fields is never written to: the message says how to make a new one."""
    other = tantivy.SchemaBuilder().add_text_field("title").build()
    tantivy.Index(other, path=str(tmp_path))
    with pytest.raises(StoreRefused, match="reprocess"):
        Tantivy(str(tmp_path)).prepare()


def test_a_directory_of_something_else_is_left_alone(tmp_path: Path) -> None:
    """A directory with other files, or a place where none can be made, is refused, and nothing is left in it."""
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StoreRefused, match="something other than an index"):
        Tantivy(str(tmp_path)).prepare()
    with pytest.raises(StoreRefused, match=r"no index can be made.*; name a folder"):
        Tantivy(str(tmp_path / "notes.txt" / "index")).prepare()
    assert [one.name for one in tmp_path.iterdir()] == ["notes.txt"]


def test_a_damaged_index_is_named(tmp_path: Path) -> None:
    """Where a file of the index is broken, the error says so instead of finding nothing."""
    Tantivy(str(tmp_path / "index")).write([sample_document(1)])
    (tmp_path / "index" / "meta.json").write_text("{")
    with pytest.raises(StoreRefused, match=f"{tmp_path}/index is damaged: run"):
        Tantivy(str(tmp_path / "index")).search(parse_query("*"))


DAMAGES = {
    "empty": lambda data: data[:0],
    "cut": lambda data: data[: len(data) // 2],
    "one byte short": lambda data: data[:-1],
    "zeros, but for its end": lambda data: bytes(max(0, len(data) - 120)) + data[-120:],
    "ones, but for its end": lambda data: b"\xff" * max(0, len(data) - 120) + data[-120:],
    "other bytes": lambda data: bytes(byte ^ 0x55 for byte in data),
    "gone": None,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_says_what_mends_it(tmp_path: Path, damage: str) -> None:
    """Whatever a disk has done to a file, it is told in one line with the command that mends it, which does."""
    whole, broken = tmp_path / "whole", tmp_path / "index"
    filled = Tantivy(str(whole))
    filled.write([sample_document(number, "bomb in kabul") for number in range(5)])
    filled.close()
    told = set()
    for file in sorted(path.name for path in whole.iterdir() if not path.name.startswith(".")):
        shutil.rmtree(broken, ignore_errors=True)
        shutil.copytree(whole, broken)
        if change := DAMAGES[damage]:
            (broken / file).write_bytes(change((whole / file).read_bytes()))
        elif file != "meta.json":  # without that it is no index
            (broken / file).unlink()
        for call in (
            lambda store: store.search(parse_query("bomb AND kab*")),
            lambda store: list(store.scan()),
            lambda store: store.facet(parse_query("*:*"), "groups"),
            lambda store: store.write([sample_document(9)]),
            lambda store: store.forget(NOON),
        ):
            try:
                call(Tantivy(str(broken)))
            except StoreRefused as refused:
                told.add(str(refused))
    assert told == {f"the index in {broken} is damaged: {NEW_INDEX_MEND}"}
    renewed = Tantivy(str(broken))
    renewed.renew()
    assert renewed.write([sample_document(1)]) == []
