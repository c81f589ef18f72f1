"""The bands of a text, by which others find it."""

import pickle
from datetime import UTC, datetime

from processors.stories.fingerprint import ASKED_BANDS, BAND_BITS, BANDS, band_of, make_fingerprint


def test_a_band_takes_four_bytes() -> None:
    """Bands are numbers of 32 bits with a sign, each once, and two of 40 bits that end alike are one."""
    text = " ".join(f"word{n}" for n in range(300))
    made = make_fingerprint("Army kills three in Kidal", text, "en", datetime(2026, 11, 16, tzinfo=UTC))
    half = 1 << BAND_BITS - 1
    assert all(-half <= band < half for band in (*made.bands, *made.asked_bands))
    assert len(set(made.bands)) == len(made.bands) <= BANDS
    assert made.bands[0] == band_of(made.beginning[0]) == band_of(made.beginning[0] | 1 << 39)
    assert band_of(0) == -half
    assert band_of((1 << 40) - 1) == half - 1


def test_a_text_asks_by_all_bands_that_lead_to_it() -> None:
    """Else those of its copies would be written again and again, and lead to ever more texts."""
    words = " ".join(f"Word{n} and{n}" for n in range(100))
    made = make_fingerprint("Army kills three in Kidal", words, "en", datetime(2026, 11, 16, tzinfo=UTC))
    assert set(made.bands) <= set(made.asked_bands)
    assert len(made.asked_bands) <= ASKED_BANDS


def test_a_fingerprint_goes_packed_from_process_to_process() -> None:
    """What comes out is what went in, each part of its own kind, in the bytes of msgpack."""
    text = "At 10 a.m. the army said that 12 men were killed in Kidal by gunmen. " * 20
    made = make_fingerprint(
        "Army kills three in Kidal", text, "en", datetime(2026, 11, 16, 10, 5, tzinfo=UTC)
    )
    packed = pickle.dumps(made)
    again = pickle.loads(packed)  # noqa: S301 - our own
    assert again == made
    assert list(map(type, again)) == list(map(type, made))
    assert type(again.head.hours[0]) is type(made.head.hours[0])
    assert b"_unpack" in packed
