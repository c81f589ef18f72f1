"""What each life of tests/support/kill_delivery.py finds loaded: the modules that take long, and Apprise's services."""

import warnings

import kill_delivery  # noqa: F401

import processors.alerts.http_limits
import processors.stores.tantivy.index  # noqa: F401
from processors.alerts.send import check_channel

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    check_channel("json://localhost/")
