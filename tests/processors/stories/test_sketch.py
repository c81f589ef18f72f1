"""Sketches: which hashes stand for a text, and how they are stored."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paths import SEEDS

from processors.stories import sketch
from processors.stories.sketch import (
    SKETCH_SIZE,
    make_sketch,
    pack_sketch,
    pack_tight,
    unpack_sketch,
    unpack_tight,
)

WIRE = min(SEEDS.glob("*.txt")).read_text("utf-8")

texts = st.text(max_size=300) | st.lists(st.sampled_from(WIRE.split()), max_size=400).map(" ".join)


@given(texts)
def test_a_sketch_is_small_sorted_and_survives_packing(text: str) -> None:
    """A sketch has at most SKETCH_SIZE distinct hashes in ascending order, 5 bytes each, and comes back the same."""
    made = make_sketch(text)
    assert list(made) == sorted(set(made))
    assert len(made) <= SKETCH_SIZE
    assert len(pack_sketch(made)) == 5 * len(made)
    assert unpack_sketch(pack_sketch(made)) == made
    assert unpack_tight(pack_tight(made)) == made


@pytest.mark.parametrize(
    ("text", "expected"), [("", 0), ("Four words, no more", 0), ("A shingle of five words", 1), ("!?…", 0)]
)
def test_short_texts(text: str, expected: int) -> None:
    """A text has a shingle from five words on."""
    assert len(make_sketch(text)) == expected


def test_ill_formed_text_and_pictures() -> None:
    """Lone surrogates and pictures break nothing, and pictures say nothing."""
    assert make_sketch("one two \ud800 three four five")
    assert make_sketch(WIRE.replace(". ", ". 😀 ")) == make_sketch(WIRE)


def test_the_table_has_each_character_as_it_is_by_itself() -> None:
    """The table is made for all characters at once, and says of each what its own name in Unicode says."""
    folds, kinds = sketch._characters()
    for code in range(0, len(folds), 5):
        char, category = chr(code), unicodedata.category(chr(code))
        bare = [c for c in unicodedata.normalize("NFKD", char.casefold()) if not unicodedata.combining(c)]
        digit = unicodedata.decimal(char, None)
        if digit is not None:
            bare = [str(digit)]
        assert folds[code] == (ord(bare[0]) if len(bare) == 1 else code)
        if category in ("Mn", "Mc", "Me", "Cf"):
            assert kinds[code] == sketch._DROPPED
        elif category == "Nd":
            assert kinds[code] == sketch._DIGIT
        elif not char.isalnum():
            assert kinds[code] == sketch._APART
        else:
            alone = any(low <= code <= high for low, high in sketch._NO_SPACES)
            assert kinds[code] == (sketch._ALONE if alone else sketch._LETTER)
