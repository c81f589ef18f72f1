"""The catalogue of groups, and every mention of them in a text.

In: groups.yaml as values, a text, its language. Out: Mentions with offsets in code points, longest match first.
catalogue.py holds the groups; spelling.py and fold.py say how an alias may be written; tag.py finds it.
disambiguate.py decides what an ambiguous alias means; centrality.py says how central a group is.
Uses: text.
"""
