"""From bytes to text where the declared character set may be absent, wrong or contradicted."""

import codecs

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, to_unicode

DETECTABLE = (
    *("cp1251", "koi8_r", "cp1256", "gb18030", "big5", "cp932", "euc_jp", "cp949"),
    *("cp1254", "cp1252", "cp1250", "cp1253", "cp1255"),
)
"""What undeclared news is written in, where it is not UTF-8, as names of Python's codecs."""

# Beside UTF-8, only these may be declared: among Python's other codecs are compressions, and one (punycode)
# that takes quadratic time. The list is that of the WHATWG Encoding Standard.
_ALLOWED = frozenset(
    codecs.lookup(name).name
    for name in (
        *DETECTABLE,
        *(
            "big5hkscs",
            "iso2022_jp",
            "koi8_u",
            "cp866",
            "cp874",
            "cp1257",
            "cp1258",
            "mac_roman",
            "mac_cyrillic",
        ),
        *(f"iso8859_{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    )
)

# As in every tenth character: a few broken bytes are an accident, more are another character set.
_ACCIDENTS = 10

_SAMPLE = 100_000


def decode(body: bytes, content_type: str) -> str:
    """Return `body` as text, without byte order mark.

    Takes, in this order: the byte order mark; UTF-16 that shows; UTF-8 where it fits, whatever was
    declared, because text in another set hardly ever does; the charset of `content_type` (a
    Content-Type header, or empty) or of the XML declaration or `meta` element; what the text looks
    like. Bytes that do not fit become U+FFFD. Never raises.
    """
    declared = _declared(body, content_type)
    if encoding := _wide(body) or ("iso2022_jp" if "iso2022_jp" in declared else None):
        return to_unicode(body, encoding).lstrip("\ufeff")
    for encoding in ("utf-8", *declared):
        text = to_unicode(body, encoding)
        if _fits(text):
            return text.lstrip("\ufeff")
    return to_unicode(body, _detected(body) or (declared or ["cp1252"])[0])


def _wide(body: bytes) -> str | None:
    """Return the encoding of a body that starts with a byte order mark, or with markup in UTF-16."""
    encoding, _ = read_bom(body)
    if encoding or len(body) < 4:
        return encoding
    return {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(body[:2]) if body[:4].count(0) == 2 else None


def _declared(body: bytes, content_type: str) -> list[str]:
    header, inside = http_content_type_encoding(content_type), html_body_declared_encoding(body)
    # ISO-8859-1 in a header is what servers say that nobody has configured; who wrote the file knew better.
    order = [inside, header] if header == "cp1252" else [header, inside]
    return [encoding for encoding in order if encoding in _ALLOWED]


def _fits(text: str) -> bool:
    broken = text.count("\ufffd")
    return not broken or broken * _ACCIDENTS < len(text) - len(text.encode("ascii", "ignore"))


def _detected(body: bytes) -> str | None:
    from charset_normalizer import from_bytes

    runs = (run for run in body.replace(b">", b"<").split(b"<") if not run.isascii())
    sample = b"\n".join(runs)[:_SAMPLE]
    best = from_bytes(sample, cp_isolation=list(DETECTABLE), enable_fallback=False).best()
    return best.encoding if best else None
