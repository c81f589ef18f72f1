"""What is slow to find is kept for as long as it says, and no longer."""

import pytest

from wirewatch.remembered import Remembered


def test_a_value_is_found_once_while_it_is_good() -> None:
    """It is found anew when its time is over, at once where it has none, and each name by itself."""
    present, found = [0.0], iter(range(10))
    remembered = Remembered(lambda: present[0])

    def ask(name: str, seconds: float) -> int:
        return remembered.get(name, lambda: next(found), lambda _: seconds)

    assert [ask("slow", 30), ask("slow", 30), ask("other", 30)] == [0, 0, 1]
    present[0] = 30.0
    assert [ask("slow", 0), ask("slow", 0), ask("slow", 0)] == [2, 3, 4]


def test_what_could_not_be_found_is_not_kept() -> None:
    """The next who asks has it found."""
    remembered = Remembered()
    with pytest.raises(ZeroDivisionError):
        remembered.get("x", lambda: 1 // 0, lambda _: 30)
    assert remembered.get("x", lambda: 1, lambda _: 30) == 1
