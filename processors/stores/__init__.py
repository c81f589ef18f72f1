"""Where documents are kept and found: Elasticsearch and tantivy behind one Protocol.

In: documents (document.py) and Queries. Out: hits, counts, and which rules a batch of documents meets.
store.py is the Protocol; open.py opens the one that an address names; elasticsearch/ and tantivy/ are the two.
candidates.py, bounds.py and vocabulary.py spare a store most of ten thousand rules; highlight.py makes snippets.
Uses: query, text.
"""
