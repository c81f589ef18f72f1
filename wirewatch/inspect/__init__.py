"""Answers about what there is; nothing here changes it.

In: a link, a query, a feed. Out: what became of it (why.py), what matches (search.py), how it is.
status.py counts fates, open work, feeds and alerts; feed_health.py says how a feed is; feedcheck.py asks feeds.
outlets.py knows which outlet somebody means; unknown_values.py finds values in a query that nothing knows.
summary.py adds up what a run has brought, and what of it failed.
Uses: project, ledger.
"""
