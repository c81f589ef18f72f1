"""The commands: each file adds one group of them.

In: options and files. Out: text or JSON on standard output, and an exit status (app.py).
start.py has init, demo and run; search.py search and export; operate.py why, status, replay and reprocess.
calls.py says what a wrong call means.
show.py prints JSON, tables and text, show_status.py what `status` tells; layout.py fits them into a terminal's width.
progress.py shows the stages at work on a terminal; summary.py says at the end what a run has brought.
Each command imports what it needs when it is called, so that `--help` starts at once.
Uses: everything else in wirewatch.
"""
