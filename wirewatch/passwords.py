"""Passwords: only argon2's hash of one is ever kept, and one is checked at a time, since each needs memory."""

from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LONGEST_PASSWORD = 1_000
"""Characters; longer ones would only be work for whoever wants to give us work."""
SHORTEST_PASSWORD = 15
"""Characters of a new one, where it is all that somebody logs in by: NIST SP 800-63B-4, section 3.1.1.2 (2025)."""
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""What OWASP's Password Storage Cheat Sheet asks for at least: 19 MiB, two passes."""
_ONE_AT_A_TIME = Lock()
_OF_NOBODY = _HASHER.hash("nobody has this password")
"""What an unknown user's password is held against, so that it takes as long as a known one's."""


def hash_password(password: str) -> str:
    """Give the hash of a password, with its salt and costs."""
    with _ONE_AT_A_TIME:
        return _HASHER.hash(password)


def is_password(password: str, kept: str | None) -> bool:
    """Tell whether a password is the one of a kept hash; for None it is not, which takes as long to say."""
    with _ONE_AT_A_TIME:
        try:
            return _HASHER.verify(kept or _OF_NOBODY, password[:LONGEST_PASSWORD]) and kept is not None
        except (VerificationError, InvalidHashError):
            return False
