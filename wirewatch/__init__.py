"""The shell around scrapers and processors: where the two meet, and what people call.

    cli/ scheduled/ demo.py     the commands; what Airflow's DAGs call; the demonstration
    pipeline.py bulk.py         the whole way of an article; texts without a ledger
    hub.py                      the server that WebSub hubs send news to
    preview/                    what a rule or a catalogue would do, before it goes live
    stages/                     poll, fetch, process, index, match, watch, deliver: one pass each
    backfill.py housekeeping.py history; what is done once a day
    rules/ inspect/             each kind of rule at work; why, status, search
    project.py workers/         one project with all that it has open; the processes that read pages
    ledger/ config/ landing.py  the queue and the memory; what people write; raw pages and articles
    connections.py              the index and the addresses of channels, where Airflow keeps them
    interrupt.py progress.py    Ctrl-C; how far the stages are

A line may use the lines below it, never one above; `make lint` holds that.
"""

__version__ = "0.1.0"
