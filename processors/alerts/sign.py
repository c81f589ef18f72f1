"""A webhook's signature, as Standard Webhooks describes it: its receiver can tell that we sent it, and when.

    Webhook-Id          the idempotency key: the same in every try
    Webhook-Timestamp   seconds since 1970, when this try was sent
    Webhook-Signature   `v1,` and a signature in base64; one for each secret, with a space between

What is signed is id, timestamp and body with a dot between, by HMAC-SHA256. Whoever has one of the secrets can verify
it. While a secret is changed there are two, so that old and new receivers both can.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping, Sequence

PREFIX = "whsec_"
"""Of a secret that is written in base64, as Standard Webhooks has it. Any other is taken letter by letter."""
SHORTEST = 16
"""Bytes of a secret: a shorter one could be guessed."""


def read_secret(text: str) -> bytes:
    """Give the bytes of a secret as it is written. Raises ValueError, which does not show it."""
    written = text.strip()
    try:
        secret = (
            base64.b64decode(written.removeprefix(PREFIX), validate=True)
            if written.startswith(PREFIX)
            else written.encode()
        )
    except (binascii.Error, ValueError):
        raise ValueError(f"what stands after {PREFIX} is no base64") from None
    if len(secret) < SHORTEST:
        raise ValueError(f"the secret has fewer than {SHORTEST} bytes")
    return secret


def signed_headers(key: str, at_s: int, body: bytes, secrets: Sequence[bytes]) -> Mapping[str, str]:
    """Give the headers of a webhook with this body, sent at `at_s` (seconds since 1970), one signature a secret."""
    signed = b".".join((key.encode(), str(at_s).encode(), body))
    signatures = (hmac.new(secret, signed, hashlib.sha256).digest() for secret in secrets)
    return {
        "Webhook-Id": key,
        "Webhook-Timestamp": str(at_s),
        "Webhook-Signature": " ".join(f"v1,{base64.b64encode(one).decode()}" for one in signatures),
    }
