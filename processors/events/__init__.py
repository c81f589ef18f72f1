"""Which articles are of one happening: independent reports, follow-ups and reports in other languages.

In: an article's words, and events as they are remembered. Out: the event that it belongs to, if to any, and why.
words.py: what tells of an article's event; places.py, countries.py, dates.py, acts.py: where it was, when and what;
kin.py: which groups may be one; rarity.py: which words tell most.
event.py: an event as it is remembered; likeness.py compares the two; decide.py decides.
What the ledger remembers of events is in wirewatch/ledger/events.py.
Uses: text.
"""
