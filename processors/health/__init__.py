"""Whether a host's pages still give their articles.

In: how many words each page gave, and sketches of their texts. Out: a verdict: ok, flagged or quarantined.
host_health.py judges new pages against the host's own past.
reread.py judges pages that are read again against the texts that are stored.
Uses: stories (its sketches).
"""
