"""From a matched batch to a channel's acceptance, killed at random steps: digests and fallbacks too."""

from pathlib import Path

import pytest
from kill_delivery import DeliveryKills


@pytest.mark.timeout(600)
def test_killed_between_match_and_acceptance_nothing_is_lost_or_in_two_digests(tmp_path: Path) -> None:
    """Every alert reaches its channel or its fallback, once, in one digest, or again under the same key only."""
    with DeliveryKills(tmp_path, batches=15, seed=20261122) as kills:
        kills.run(30)
        verdict = kills.counts()
    assert verdict.kills >= 20
    assert (verdict.events, verdict.lost, verdict.other_key) == (6 * 15 - 1, 0, 0)
    assert verdict.fallbacks > 0
    assert verdict.digests > 1
