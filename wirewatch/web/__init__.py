"""The desk: the product's own pages, on the ledger and the index that are there.

    app.py        which address leads to which page, and what every answer carries
    pages.py      the pages: what was asked -> what the page shows
    api.py        the same values as JSON and as feeds
    metrics.py    what Prometheus reads
    report.py     what was found as a file: HTML, PDF, CSV, JSON
    marked.py     a text cut where groups are named; what a copy changed
    charts.py     counts over time as a picture
    templates/    how the pages look; nothing of the web is written there as HTML

Each page is a function of the project and of what was asked. It changes nothing.
"""
