"""The store in a directory, by tantivy: what works without a server.

index.py writes and searches; directory.py creates, opens and locks; gained_fields.py gives an older index new fields.
compile_query.py turns a Query into tantivy's query objects.
order.py puts what was found in order; mentions.py makes one term of each mention.
documents.py holds the schema; read_documents.py decides what tantivy cannot, by reading documents.
"""
