"""The shell around scrapers and processors: commands, configuration, ledger, landing zone."""

__version__ = "0.1.0"
