"""Time zones as dates name them. A wrong zone is worse than none, so a name that means two zones is none."""

from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

EARLIEST, LATEST = timedelta(hours=-12), timedelta(hours=14)
"""No clock on earth is further from UTC."""

# Minutes from UTC. American names are those of RFC 822, 5.1; BST is Britain's. Left out, since they mean two or more:
# IST (India, Israel, Ireland), AST (Arabia, the Atlantic), GST (the Gulf, Georgia), ECT, SST, WST.
_MINUTES = {
    **dict.fromkeys(("utc", "gmt", "ut", "z", "wet"), 0),
    **{
        "est": -300,
        "edt": -240,
        "cst": -360,
        "cdt": -300,
        "mst": -420,
        "mdt": -360,
        "pst": -480,
        "pdt": -420,
    },
    **{"akst": -540, "akdt": -480, "hst": -600, "nst": -210, "ndt": -150, "brt": -180, "clst": -180},
    **{"bst": 60, "west": 60, "cet": 60, "cest": 120, "met": 60, "mest": 120, "mez": 60, "mesz": 120},
    **{
        "eet": 120,
        "eest": 180,
        "msk": 180,
        "msd": 240,
        "trt": 180,
        "sast": 120,
        "cat": 120,
        "eat": 180,
        "wat": 60,
    },
    **{"irst": 210, "irdt": 270, "aft": 270, "pkt": 300, "uzt": 300, "tjt": 300, "npt": 345, "azt": 240},
    **{
        "wib": 420,
        "wita": 480,
        "wit": 540,
        "hkt": 480,
        "sgt": 480,
        "myt": 480,
        "pht": 480,
        "jst": 540,
        "kst": 540,
    },
    **{"awst": 480, "acst": 570, "acdt": 630, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780},
}


def zone_of(name: str) -> tzinfo | None:
    """Return the zone that a name stands for: `CEST`, `Europe/Paris`; None where it means none, or more than one."""
    name = name.casefold()
    if "/" not in name:
        minutes = _MINUTES.get(name)
        return None if minutes is None else timezone(timedelta(minutes=minutes))
    try:
        return ZoneInfo(_places()[name])
    except (KeyError, ZoneInfoNotFoundError):
        return None


def has_credible_zone(moment: datetime) -> bool:
    """Tell whether a moment has a zone, and one that a clock on earth may have."""
    offset = moment.utcoffset()
    return offset is not None and EARLIEST <= offset <= LATEST


@cache
def _places() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}
