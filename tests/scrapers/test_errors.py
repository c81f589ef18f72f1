import ast
import pickle
from datetime import timedelta
from pathlib import Path

import scrapers
from scrapers.errors import REASONS, Reject, Retry


def raised():
    """Give (class, reason, place) for every Retry("...") and Reject("...") in the package."""
    for file in sorted(Path(scrapers.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                reason = node.args[0]
                if node.func.id in ("Retry", "Reject") and isinstance(reason, ast.Constant):
                    yield node.func.id, reason.value, f"{file.name}:{node.lineno}"


def test_every_reason_is_in_the_table():
    """What the package raises by name is listed, and retried where the table says so."""
    found = list(raised())
    assert len(found) > 20
    for kind, reason, place in found:
        assert reason in REASONS, place
        assert (kind == "Retry") == REASONS[reason].retried, place


def test_the_table_is_in_order():
    """Names are found at a glance, and each has a meaning."""
    assert list(REASONS) == sorted(REASONS)
    assert all(reason.meaning for reason in REASONS.values())


def test_errors_survive_a_process_boundary():
    """Both kinds can be pickled with all they know, and a long detail is cut."""
    error = pickle.loads(pickle.dumps(Retry("rate_limited", "x" * 999, timedelta(seconds=5))))  # noqa: S301
    assert (error.reason, len(error.detail), error.after) == ("rate_limited", 300, timedelta(seconds=5))
    assert str(pickle.loads(pickle.dumps(Reject("gone", "why")))) == "gone: why"  # noqa: S301
