"""WARC files are read record by record: what is damaged is told, and costs no other record."""

import gzip
import io
import random
from itertools import pairwise

import pytest
from warc_records import FORMS, answer, record

from wirewatch.warc import Damage, Record, read_records

NUMBER = 7
BLOCKS = [
    answer(b"<p>Page %d.</p>" % n + random.Random(n).randbytes(400 * n))  # noqa: S311
    for n in range(NUMBER)
]
RECORDS = [record(block) for block in BLOCKS]
MEMBERS = "a gzip member a record"


def blocks_in(file: bytes) -> tuple[list[bytes], int]:
    """Return the blocks of the records that were read, and the number of damages told."""
    found = list(read_records(io.BytesIO(file)))
    return [one.block for one in found if isinstance(one, Record)], sum(
        isinstance(one, Damage) for one in found
    )


@pytest.mark.parametrize("form", FORMS)
def test_every_record_is_read_however_a_file_is_packed(form: str) -> None:
    """Plain, and gzip in each of its ways, give every record whole."""
    assert blocks_in(FORMS[form](RECORDS)) == (BLOCKS, 0)


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b"\r\n\r\n\r\n"])
def test_records_that_end_in_another_way_than_the_standard_says_are_read(end: bytes) -> None:
    """Too few or too many ends of lines behind a record cost nothing."""
    assert blocks_in(b"".join(one[: -len(b"\r\n\r\n")] + end for one in RECORDS)) == (BLOCKS, 0)


@pytest.mark.parametrize("form", ["plain", MEMBERS, "one gzip member"])
@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(RECORDS[3].replace(b"WARC/1.1", b"XARC/1.1", 1), id="another beginning"),
        pytest.param(record(BLOCKS[3], Content_Length=""), id="no length"),
        pytest.param(record(BLOCKS[3], Content_Length="many"), id="a length that is no number"),
        pytest.param(record(BLOCKS[3], Content_Length=str(len(BLOCKS[3]) - 50)), id="too short a length"),
        pytest.param(record(BLOCKS[3], Content_Length=str(len(BLOCKS[3]) + 50)), id="too long a length"),
        pytest.param(record(BLOCKS[3], Content_Length=str(10**12)), id="an enormous length"),
        pytest.param(record(BLOCKS[3], Content_Length="-5"), id="a negative length"),
        pytest.param(RECORDS[3][:70], id="cut"),
        pytest.param(b"\r\nnothing that belongs here\r\n\r\n", id="another text"),
        pytest.param(b"WARC/1.1\r\n" + b"X-Long: very\r\n" * 10_000, id="headers without end"),
    ],
)
def test_a_broken_record_costs_no_other(form: str, broken: bytes) -> None:
    """Whatever is wrong with one record, it is told once and all the others are read."""
    read, damages = blocks_in(FORMS[form]([*RECORDS[:3], broken, *RECORDS[4:]]))
    assert read == BLOCKS[:3] + BLOCKS[4:]
    assert damages == 1


def test_a_record_longer_than_is_kept_is_passed_over_to_its_end() -> None:
    """Of a long block only its beginning is given, and the next record is read."""
    long = record(b"x" * 1_000_000)
    found = list(read_records(io.BytesIO(FORMS[MEMBERS]([long, *RECORDS])), keep=10_000))
    assert [one.block for one in found if isinstance(one, Record)] == [b"x" * 10_000, *BLOCKS]
    broken = record(b"x" * 1_000_000, Content_Length=str(10**12))
    found = list(read_records(io.BytesIO(FORMS["plain"]([broken, *RECORDS])), keep=10_000))
    assert [one.block for one in found if isinstance(one, Record)] == BLOCKS


@pytest.mark.parametrize("form", ["plain", MEMBERS])
def test_wherever_a_file_is_cut_what_stands_before_is_read(form: str) -> None:
    """A cut file gives every record that is whole, and tells of the one that is not."""
    whole = FORMS[form](RECORDS)
    starts = [len(FORMS[form](RECORDS[:number])) for number in range(NUMBER + 1)]
    for number, (start, end) in enumerate(pairwise(starts)):
        assert blocks_in(whole[:start]) == (BLOCKS[:number], 0)
        for cut in (start + 1, start + 5, start + 100, (start + end) // 2, end - 6):
            assert blocks_in(whole[:cut]) == (BLOCKS[:number], 1), (number, cut - start)


@pytest.mark.parametrize("seed", range(150))
def test_damage_within_one_member_costs_no_other(seed: int) -> None:
    """Whatever bytes of a gzip member are flipped, zeroed, dropped or doubled, it is told and the others are read."""
    chance = random.Random(seed)  # noqa: S311
    hit = chance.randrange(NUMBER)
    members = [gzip.compress(one, mtime=0) for one in RECORDS]
    broken = bytearray(members[hit])
    at, size = chance.randrange(len(broken)), chance.choice((1, 3, 50, 1000))
    match seed % 4:
        case 0:
            broken[at] ^= 1 << chance.randrange(8)
        case 1:
            broken[at : at + size] = bytes(len(broken[at : at + size]))
        case 2:
            del broken[at : at + size]
        case _:
            broken[at:at] = broken[at : at + size]
    read, damages = blocks_in(b"".join([*members[:hit], broken, *members[hit + 1 :]]))
    assert [block for block in read if block != BLOCKS[hit]] == BLOCKS[:hit] + BLOCKS[hit + 1 :]
    assert damages or BLOCKS[hit] in read or not broken


def test_what_is_no_warc_file_ends_by_itself() -> None:
    """Random bytes, behind each of the beginnings that packed files have, give no record and come to an end."""
    for head in (
        b"",
        b"\x1f\x8b\x08",
        b"\x1f\x8b\x08" * 1000,
        b"\x28\xb5\x2f\xfd",
        b"\x04\x22\x4d\x18",
        b"WARC/1.1\r\n",
    ):
        for seed in range(5):
            read, damages = blocks_in(head + random.Random(seed).randbytes(200_000))  # noqa: S311
            assert (read, bool(damages)) == ([], True)
    assert blocks_in(b"") == ([], 0)


@pytest.mark.parametrize(("magic", "program"), [(b"\x28\xb5\x2f\xfd", "zstd"), (b"\x04\x22\x4d\x18", "lz4")])
def test_a_packing_that_is_not_read_is_named(magic: bytes, program: str) -> None:
    """A file packed by zstd or lz4 is told by the program that unpacks it."""
    for size in (50, 500_000):
        (damage,) = read_records(io.BytesIO(magic + random.Random(1).randbytes(size)))  # noqa: S311
        assert isinstance(damage, Damage)
        assert f"`{program} -d`" in damage.why
