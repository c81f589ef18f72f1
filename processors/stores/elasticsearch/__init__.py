"""The store in Elasticsearch 9, by its official client: one index a month behind one alias.

index.py writes and searches; indices.py sets up and deletes the months; connect.py makes the client.
compile_query.py turns a Query into the query DSL; scan.py reads all that it finds; match.py asks many rules at once.
stems.py asks the server for its stems; errors.py names what went wrong.
The mapping is processors/mapping.json.
"""
