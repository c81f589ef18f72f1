"""What a change would do, before it goes live.

backtest.py replays a rule over what is indexed; alerts_diff.py compares two versions of the rules.
groups_diff.py compares two catalogues; loudness.py says how often rules would alert.
Uses: rules, project, ledger, and the matching stage.
"""
