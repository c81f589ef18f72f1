"""What a change would do, before it goes live.

backtest.py replays a rule over what is indexed; alerts_diff.py compares two versions of the rules.
groups_diff.py compares two catalogues; loudness.py says how often rules would alert.
alerts_check.py finds everything that is wrong with alerts.yaml.
try_channel.py sends one test alert to one channel, to see whether it arrives.
Uses: rules, project, ledger, and the stages.
"""
