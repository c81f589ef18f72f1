"""The ledger: what is to be done, by whom, and what became of every link (SQLite or PostgreSQL).

schema.py has the tables; connect.py opens them; migrations/ brings older ones up to date.
leases.py is the skeleton of every stage: claim rows, work, commit. links.py has each link's fate and steps.
feed_states.py has feeds; hosts.py and rereads.py hosts; stories.py stories; rule_state.py what rules remember.
project_name.py has the name that the project's index carries.
outbox.py holds alerts; channel_queues.py and digests.py their deliveries. forget.py drops what is old.
Uses: settings, errors, scrapers' and processors' rules.
"""
