"""From the bytes of a page to text: byte order mark, header, meta element, then detection."""

import codecs
import re
from contextlib import suppress

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

from processors.errors import Reject

SAMPLE_BYTES = 64_000
"""Bytes that detection and the checks look at: detection is the slow part, and more tells it nothing."""

MAX_DAMAGE = 0.1
"""Share of the characters beyond ASCII that may be broken in UTF-8: in any other set nearly all of them would be."""

_NOT_TEXT = (
    b"%PDF",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x00asm",
    b"RIFF",
    b"OggS",
)
# What pages are written in when they are not UTF-8; detection among all codecs takes French for a Macintosh's.
_ON_THE_WEB = (
    *(
        "cp1251",
        "cp1252",
        "cp1250",
        "cp1253",
        "cp1254",
        "cp1255",
        "cp1256",
        "cp1257",
        "cp1258",
        "cp874",
        "koi8_r",
        "koi8_u",
    ),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "iso8859_2", "iso8859_5", "iso8859_6"),
)
_HIGH = re.compile(rb"[\x80-\xff]")
_TAG = re.compile(rb"<[^>]*>|&[#\w]+;")
# Four of these in a row are in no language written in Latin letters; another script read as Latin-1 is full of them.
_LATIN_1_NOISE = re.compile("[\u00a1-\u00ff]{4,}")
_UNUSABLE = re.compile("[\ufffd\x00-\x08\x0e-\x1f\x7f-\x9f]")
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x20), 0x7F])
_LEADS_CONTROLS = b"\xc2"
"""The first of two bytes in UTF-8 of the controls above ASCII, and of as many other characters.

Bytes are counted at a fifth of the cost of the pattern, which is asked only where there may be too many."""


def decode(body: bytes, content_type: str = "") -> str:
    """Return `body` as text, without its byte order mark.

    `content_type` is the header as sent, with or without a charset. A declaration is followed unless
    the bytes contradict it: text beyond ASCII that reads as UTF-8 is UTF-8 whatever was declared (text in
    another character set does so by chance only), and Latin-1 that reads as noise is not Latin-1.

    Raises Reject(not_html) for images, archives and the like, and Reject(undecodable) where more than one
    character in twenty of the outcome is unusable.
    """
    if body.startswith(_NOT_TEXT):
        raise Reject("not_html", f"the bytes begin with {body[:4]!r}")
    marked, mark = read_bom(body)
    if marked and mark:
        text = body[len(mark) :].decode(marked, "replace")
    else:
        text = _faultless(body) or body.decode(encoding_of(body, content_type), "replace")
    if _is_unusable(text[:SAMPLE_BYTES]):
        raise Reject("undecodable", "more than one character in twenty is unusable")
    return text


def _faultless(body: bytes) -> str | None:
    """Return the text of bytes that are UTF-8 beyond ASCII without any fault, which need no other look; else None."""
    with suppress(UnicodeDecodeError):
        if not body.isascii() and "\ufffd" not in (text := body.decode()):
            return text
    return None


def _is_unusable(sample: str) -> bool:
    """Tell whether more than one character in twenty is a control or broken."""
    most = len(sample) / 20
    written = sample.encode("utf-8", "replace")
    controls = len(written) - len(written.translate(None, _CONTROLS))
    at_most = controls + written.count(_LEADS_CONTROLS) + sample.count("\ufffd")
    return at_most > most and len(_UNUSABLE.findall(sample)) > most


def encoding_of(body: bytes, content_type: str = "") -> str:
    """Return the name of the codec that `body` is in, for bytes without a byte order mark."""
    declarations = (http_content_type_encoding(content_type), html_body_declared_encoding(body))
    declared = [name for name in declarations if name]
    if body.isascii():
        return _seven_bit(body, declared)
    sample = _beyond_ascii(body)
    if _fits(sample, "utf-8", MAX_DAMAGE):
        return "utf-8"
    for name in declared:
        if name != "utf-8" and _fits(sample, name, 0):
            return name
    return _detected(sample) or "cp1252"


def _seven_bit(body: bytes, declared: list[str]) -> str:
    """Return the codec of bytes that are all below 128: ASCII but for the few sets that write other letters so."""
    if declared and declared[0].startswith(("iso2022", "hz")):
        return declared[0]
    if declared and declared[0].startswith("utf-16") and b"\x00" in body[:100]:
        return "utf-16-be" if body[:1] == b"\x00" else "utf-16-le"
    return "utf-8"


def _beyond_ascii(body: bytes) -> bytes:
    """Return the part of the body to judge it by: from just before the first byte that is not ASCII."""
    first = _HIGH.search(body)
    return body[max(0, first.start() - 200) :][:SAMPLE_BYTES] if first else body[:SAMPLE_BYTES]


def _fits(sample: bytes, name: str, tolerance: float) -> bool:
    """Tell whether the sample reads as text in that codec, with at most that share of faults."""
    try:
        text = codecs.getincrementaldecoder(name)("replace").decode(sample)
    except UnicodeError:  # UTF-16 without a byte order mark
        return False
    if name == "cp1252" and len(_LATIN_1_NOISE.findall(text)) > 3:
        return False
    strange = len(text) - len(text.encode("ascii", "ignore"))
    return text.count("\ufffd") <= tolerance * max(1, strange)


def _detected(sample: bytes) -> str | None:
    """Return what the letters look like, markup put aside since it says nothing of them."""
    from charset_normalizer import from_bytes

    letters = _TAG.sub(b" ", sample)[:16_000]
    found = from_bytes(letters, steps=5, chunk_size=1024, cp_isolation=list(_ON_THE_WEB))
    best = found.best()
    if best is None:
        return None
    alike = {
        match.encoding for match in found if (match.chaos, match.coherence) == (best.chaos, best.coherence)
    }
    # Western European text reads the same in several sets: by far the most of it is in this one.
    return "cp1252" if "cp1252" in alike else best.encoding
