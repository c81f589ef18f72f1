"""How much of a text stands in a newer one."""

from newsroom import random_text

from processors.stories.sketch import SKETCH_SIZE, make_sketch, retained_share


def test_what_is_kept_of_a_text_is_what_stands_in_the_new_one() -> None:
    """Nothing of another text, a half of a half, all of it within a longer one, and all where there was none."""
    text, other = random_text(1, 600), random_text(2, 600)
    assert retained_share(make_sketch(text), make_sketch(other)) < 0.1
    assert 0.35 < retained_share(make_sketch(text), make_sketch(text[: len(text) // 2])) < 0.65
    assert retained_share(make_sketch(text), make_sketch(f"{other} {text}")) > 0.9
    assert retained_share(make_sketch(text), make_sketch(text)) == 1
    assert retained_share(make_sketch(text), ()) == 0
    assert retained_share((), make_sketch(text)) == 1
    assert len(make_sketch(text)) == SKETCH_SIZE
