"""Rules at work: what each kind makes of the stories that its query found, live and in a back-test alike.

In: a batch of documents, a rule, what it remembers. Out: alerts, and what it remembers from now on.
evaluate.py takes one batch by one rule; decisions.py decides, by pure functions; ask_store.py finds.
observations.py and baseline.py say what was seen; silence.py and flow_health.py what did not come.
age.py leaves out what is too old.
Uses: project, ledger.
"""
