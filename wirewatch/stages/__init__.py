"""The stages: each claims its rows, works by means of scrapers or processors, and commits the new state.

Every stage is a function of a Project (and, before `match`, of a shard of hosts) that does one pass over what
is due and gives what became of it, counted by name. It may be killed at any instant and run again at any time.
"""
