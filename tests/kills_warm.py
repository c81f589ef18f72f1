"""What each life of tests/kills.py finds loaded: the modules that take long, and Apprise's services."""

import warnings

import kills  # noqa: F401

import processors.bounded
import processors.embedded  # noqa: F401
from processors.deliver import check_channel

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    check_channel("json://localhost/")
