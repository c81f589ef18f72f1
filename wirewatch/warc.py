"""WARC files, record by record, so that a damaged one costs no other.

    file  ->  pieces of plain bytes, and where a gzip member begins  ->  records, and a Damage for what is none

fastwarc, which writes our files, ends a file at its first broken record and drops a cut one without a word. Here the
next record is looked for instead: at the next gzip member, or at the next line that begins as a record does.
"""

import re
import zlib
from collections.abc import Iterator
from email.message import Message
from email.parser import HeaderParser
from itertools import count
from typing import BinaryIO, NamedTuple, Protocol

PIECE = 64 * 1024
"""Bytes that are read, or unpacked, at a time."""
LONGEST_HEAD = 64 * 1024
"""Of a record's or an HTTP message's headers."""
RAW_KEPT = 1024 * 1024
"""Compressed bytes in which the next member is looked for once one is broken: zlib notices a cut only some way on."""
PACKED_BY = {b"\x28\xb5\x2f\xfd": "zstd", b"\x5d\x2a\x4d\x18": "zstd", b"\x04\x22\x4d\x18": "lz4"}
"""Beginnings of files that no library at hand unpacks: fastwarc stops after 8 MiB of zstd, without a word."""
MEMBER = b"\x1f\x8b\x08"
VERSION = re.compile(rb"WARC/\d+\.\d+\s*\Z")
NEXT_RECORD = re.compile(rb"(?<!\A)WARC/[01]\.\d\r?\n")
"""Behind the beginning of a broken one; where that is cut, not even at the beginning of a line."""


class Record(NamedTuple):
    """One record: its place in the file (the first is 1), its headers, and its block, perhaps not to the end."""

    number: int
    headers: Message
    block: bytes


class Damage(NamedTuple):
    """What stood where a record should be, and could not be read as one."""

    number: int
    why: str


class _Damaged(Exception):
    """The record that is being read is broken, or, where `is_next`, the one behind it."""

    def __init__(self, why: str, *, is_next: bool = False):
        super().__init__(why)
        self.is_next = is_next


def read_records(file: BinaryIO, keep: int | None = None) -> Iterator[Record | Damage]:
    """Yield the records of a WARC file from where it stands, plain or by gzip.

    Of a longer block only the first `keep` bytes are given. Raises OSError where the file itself cannot be read.
    """
    plain = _Plain(_open(file))
    for number in count(1):
        try:
            found = _read_record(plain, keep)
        except _Damaged as damage:
            yield Damage(number, str(damage))
            plain.go_to_next_record()
            continue
        if found is None:
            return
        yield Record(number, *found)


def parse_headers(lines: bytes, charset: str) -> Message:
    """Parse header lines, without a first line of another kind, as those of mail are."""
    return HeaderParser().parsestr(lines.decode(charset, "replace"), headersonly=True)


def _read_record(plain: "_Plain", keep: int | None) -> tuple[Message, bytes] | None:
    if not plain.skip_line_ends():
        return None
    head = plain.take_head()
    version, _, lines = head.partition(b"\n")
    if not VERSION.match(version):
        raise _Damaged("it does not begin as a record does")
    if NEXT_RECORD.search(head):
        raise _Damaged("another record begins in its headers")
    headers = parse_headers(lines, "utf-8")
    try:
        length = int(headers["Content-Length"])
    except (TypeError, ValueError):
        raise _Damaged("its length is not told") from None
    block = plain.take_block(length, keep)
    if not plain.is_between_records():
        raise _Damaged("its length is wrong")
    return headers, block


class _Source(Protocol):
    """Where plain bytes come from."""

    def read(self) -> tuple[bytes, bool]:
        """Return the next bytes (none at the end), and whether a gzip member begins with them. Raises _Damaged.

        After that it goes on with the next member that begins with a record.
        """


class _Plain:
    """Plain bytes, and those of the present record once more, for where it turns out to be none."""

    def __init__(self, source: _Source):
        self._source = source
        self._buffer = bytearray()
        self._taken = bytearray()
        self._skipped = b""
        """The last bytes of the present block that were passed over."""
        self._next: bytes | None = None
        """The beginning of the next member, which came before the present record was done with."""
        self._damage: _Damaged | None = None

    def skip_line_ends(self) -> bool:
        """Begin another record behind the empty lines that end the last; False at the end of the file."""
        self._taken.clear()
        self._skipped = b""
        while True:
            stripped = self._buffer.lstrip(b"\r\n")
            if stripped:
                self._buffer = stripped
                return True
            self._buffer.clear()
            if not self._fill(inside=False):
                return False

    def is_between_records(self) -> bool:
        """Tell whether what ends a record follows, or the next one, or nothing more."""
        while len(self._buffer) < len(b"\r\n\r\nWARC/"):
            try:
                piece, begins = self._read()
            except _Damaged as damage:
                if not damage.is_next:
                    raise
                self._damage = damage  # it is told when its turn comes
                break
            if begins or not piece:
                self._next = piece or None
                break
            self._buffer += piece
        rest = self._buffer.lstrip(b"\r\n")
        return self._buffer.startswith(b"\r\n\r\n") or b"WARC/".startswith(rest[:5])

    def take_head(self) -> bytes:
        """Take a record's headers."""
        while True:
            end = re.search(rb"\r?\n\r?\n", self._buffer)
            if end:
                return self._take(end.end())
            if len(self._buffer) > LONGEST_HEAD:
                raise _Damaged("its headers do not end")
            self._fill(inside=True)

    def take_block(self, length: int, keep: int | None) -> bytes:
        """Take so many bytes, and return them, or the first `keep` of them."""
        kept, left = bytearray(), length
        while left > 0:
            if not self._buffer:
                self._fill(inside=True)
            if keep is not None and len(kept) >= keep:
                self._watch_for_next_record(left)
                skipped = min(left, len(self._buffer))
                del self._buffer[:skipped]
                left -= skipped
                continue
            room = left if keep is None else min(left, keep - len(kept))
            piece = self._take(min(room, len(self._buffer)))
            kept += piece
            left -= len(piece)
        return bytes(kept)

    def go_to_next_record(self) -> None:
        """Go on, behind the beginning of the broken record, to what looks like one."""
        self._buffer[:0] = self._taken
        self._taken.clear()
        while True:
            if found := NEXT_RECORD.search(self._buffer):
                del self._buffer[: found.start()]
                return
            del self._buffer[:-16]
            try:
                piece, begins = self._read()
            except _Damaged:
                continue
            if not piece or (begins and piece.startswith(b"WARC/")):
                self._buffer = bytearray(piece)
                return
            self._buffer += piece

    def _take(self, size: int) -> bytes:
        piece = bytes(self._buffer[:size])
        del self._buffer[:size]
        self._taken += piece
        return piece

    def _watch_for_next_record(self, left: int) -> None:
        """Notice that the block of an enormous record is none, before all that follows is taken for it."""
        seen = self._skipped + self._buffer[:left]
        self._skipped = bytes(seen[-16:])
        if found := re.search(rb"\r\n\r\nWARC/[01]\.\d\r\n", seen):
            self._taken.clear()
            self._buffer[:left] = seen[found.start() :]
            raise _Damaged("another record stands in it")

    def _fill(self, inside: bool) -> bool:
        """Read on; False at the end of the file. Inside a record neither that nor another record may come."""
        piece, begins = self._read()
        if inside and (not piece or (begins and piece.startswith(b"WARC/"))):
            self._next = piece or None
            raise _Damaged("it is cut")
        self._buffer += piece
        return bool(piece)

    def _read(self) -> tuple[bytes, bool]:
        if self._damage is not None:
            damage, self._damage = self._damage, None
            raise damage
        if self._next is not None:
            piece, self._next = self._next, None
            return piece, True
        return self._source.read()


class _File:
    """A file that is plain as it is."""

    def __init__(self, file: BinaryIO, head: bytes):
        self._file, self._head = file, head

    def read(self) -> tuple[bytes, bool]:
        """Return the next bytes."""
        piece, self._head = self._head or self._file.read(PIECE), b""
        return piece, False


class _Packed:
    """A file that has to be unpacked first."""

    def __init__(self, program: str):
        self._program = program

    def read(self) -> tuple[bytes, bool]:
        """Say so once."""
        program, self._program = self._program, ""
        if program:
            raise _Damaged(f"it is packed by {program}; unpack it first, by `{program} -d`")
        return b"", False


class _Gzip:
    """A file of gzip members, one a record as the standard wants it, or any other way."""

    def __init__(self, file: BinaryIO, head: bytes):
        self._file, self._raw = file, head
        self._member: zlib._Decompress | None = None
        self._fed = b""
        """The last compressed bytes of the present member."""
        self._broken = False

    def read(self) -> tuple[bytes, bool]:
        """Return the next bytes, at least five of a member that has them."""
        if self._broken and not self._find_member():
            return b"", False
        begins, out = False, b""
        while len(out) < len(b"WARC/"):
            if self._member is None:
                if out or not self._fill(1):
                    break
                self._fill(len(MEMBER))
                if not self._raw.startswith(MEMBER):
                    raise self._break("no gzip member begins here", is_next=True)
                self._member, self._fed, begins = zlib.decompressobj(31), b"", True
            out += self._unpack(self._member, begins)
        return out, begins

    def _unpack(self, member: "zlib._Decompress", begins: bool) -> bytes:
        self._fill(1)
        data, self._raw = self._raw, b""
        try:
            out = member.decompress(data, PIECE)
        except zlib.error as error:
            self._fed = (self._fed + data)[-RAW_KEPT:]
            raise self._break(f"it cannot be unpacked: {error}", is_next=begins) from None
        self._raw = member.unused_data if member.eof else member.unconsumed_tail
        self._fed = (self._fed + data[: len(data) - len(self._raw)])[-RAW_KEPT:]
        if member.eof:
            self._member = None
        elif not data and not out:
            raise self._break("the file ends within it", is_next=begins)
        return out

    def _break(self, why: str, *, is_next: bool) -> _Damaged:
        self._raw = self._fed + self._raw
        self._member, self._fed, self._broken = None, b"", True
        return _Damaged(why, is_next=is_next)

    def _find_member(self) -> bool:
        """Go to the next member that begins with a record; False where there is none."""
        start = 1  # not the one that is broken
        while True:
            at = self._raw.find(MEMBER, start)
            if at < 0:
                self._raw, start = self._raw[-2:], 0
                if not self._fill(len(self._raw) + 1):
                    self._raw = b""
                    return False
                continue
            self._fill(at + PIECE)
            try:
                beginning = zlib.decompressobj(31).decompress(self._raw[at : at + PIECE], len(b"WARC/"))
            except zlib.error:
                beginning = b""
            if beginning == b"WARC/":
                self._raw, self._broken = self._raw[at:], False
                return True
            start = at + 1

    def _fill(self, size: int) -> bool:
        """Have so many compressed bytes at hand; False where the file has fewer."""
        while len(self._raw) < size and (piece := self._file.read(PIECE)):
            self._raw += piece
        return len(self._raw) >= size


def _open(file: BinaryIO) -> _Source:
    head = file.read(4)
    if head in PACKED_BY:
        return _Packed(PACKED_BY[head])
    return _Gzip(file, head) if head.startswith(MEMBER[:2]) else _File(file, head)
