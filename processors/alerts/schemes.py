"""What to write in the place of a channel's address that is none: most are misspelt at their beginning."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

LIST_MEND = "see the list of Apprise's addresses"
WEBHOOK_MEND = "for a webhook write json:// in the place of http://, and jsons:// in that of https://"
ALIKE = 0.65
"""How much the beginning of an address has to be like the one that was meant."""


def mend_address(url: str, own: Iterable[str]) -> str:
    """Say what to write in the place of an address that is none. `own` are the schemes that are ours, not Apprise's.

    Nothing of the address is said but what is known anyway: where there is no scheme, it may be a secret.
    """
    from apprise.manager_plugins import NotificationManager

    manager: Any = NotificationManager  # Apprise tells no types of it
    scheme, colon, _ = url.strip().lower().partition(":")
    if scheme in ("http", "https"):
        return WEBHOOK_MEND
    full = {name: f"{name}://" for name in manager().schemas()} | {name: f"{name}:" for name in own}
    if scheme in full and colon:
        return LIST_MEND
    near = get_close_matches(scheme, full, n=1, cutoff=ALIKE)
    return f"did you mean {full[near[0]]}?" if near else LIST_MEND
