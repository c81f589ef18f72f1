"""The catalogue of groups, and every mention of them in a text.

In: groups.yaml as values, a text, its language. Out: Mentions with offsets in code points, longest match first.
catalogue.py is the format, read_catalogue.py checks it, lint.py doubts it, diff.py compares two of them.
spelling.py, fold.py and aliases.py say how an alias may be written; tag.py finds it; disambiguate.py decides what
an ambiguous one means, overlaps.py which of several; centrality.py says how central a group is.
Uses: text.
"""
