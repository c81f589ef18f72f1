"""The rule language: what people write in rules and searches, read once for both stores.

In: text. Out: a Query, which is a tree of nodes (nodes.py); or a QueryError with the place and the mend.
syntax.py reads the syntax by luqum; missing.py says what it lacks where it breaks off.
parse.py joins terms, terms.py and dates.py read single ones.
codes.py knows the codes of languages and countries; values.py finds the ids and codes that a query asks for.
fields.py knows the document's fields, from processors/mapping.json; phrases.py counts nearness.
Uses: text.
"""
