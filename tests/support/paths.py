"""Where the project, the data of the tests and the two seed articles lie."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
SEEDS = ROOT / "seeds"
