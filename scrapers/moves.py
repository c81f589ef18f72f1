"""Moves: where a feed says that it has gone for good, and when it is believed.

    answer after answer leads there (301, 308)  ->  Move  ->  settled: the new address is asked, until it fails

One answer may be a mistake of the site, or a hotel's portal: so several have to agree, and soon after one another.
"""

from datetime import datetime, timedelta

from msgspec import Struct

AGREEING = 3
"""Answers in a row that have to lead to one address."""
WITHIN = timedelta(days=2)
"""The longest time between the first of them and the last."""


class Move(Struct, frozen=True, omit_defaults=True):
    """What the last answers of a feed said of its address."""

    to: str
    told: tuple[datetime, ...] = ()
    """When they said so, the last few."""
    settled: bool = False
    """Whether it is believed: the feed is asked there from now on."""


def follow_move(move: Move | None, to: str | None, at: datetime) -> Move | None:
    """Return what is known of a feed's move after an answer at the time `at` that led for good `to` an address, or not.

    A move that is settled stays so while the new address answers; where that leads on for good, counting begins anew.
    """
    if move and move.settled and to in (None, move.to):
        return move
    if to is None:
        return None
    told = (*(move.told if move and move.to == to else ()), at)[-AGREEING:]
    return Move(to, told, len(told) == AGREEING and told[-1] - told[0] <= WITHIN)


def address_now(url: str, move: Move | None) -> str:
    """Return where a feed whose address is `url` is asked."""
    return move.to if move and move.settled else url
