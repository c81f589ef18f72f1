"""The store in a directory, by tantivy: what works without a server.

index.py writes and searches; directory.py creates, opens and locks; gained_fields.py gives an older index new fields.
compile_query.py turns a Query into tantivy's query objects.
documents.py holds the schema; read_documents.py decides what tantivy cannot, by reading documents.
"""
