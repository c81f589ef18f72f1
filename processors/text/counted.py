"""A number with what it counts."""


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with its word: `1 feed`, `2,000 feeds`, `0 stories` where many are `stories`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
