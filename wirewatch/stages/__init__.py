"""The stages: each claims its rows, works by means of scrapers or processors, and commits the new state.

poll, fetch, process, index, match, watch, deliver: one file each; fallback.py and escalate.py are parts of two.
websub.py asks hubs, and records what they send as poll does.
A stage is a function of a Project (and, before `match`, of a shard of hosts). It does one pass over what is due
and returns what became of it, counted by name. It may be killed at any instant and run again at any time.
Uses: rules, workers, project, ledger.
"""
