"""The ledger: what is to be done, by whom, and what became of every link (SQLite or PostgreSQL)."""
