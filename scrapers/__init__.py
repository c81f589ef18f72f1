"""From the world outside to entries of feeds and bytes of pages. Knows nothing of search or alerts.

poll.py asks a feed what is new: feeds.py reads it (xmlfeed.py, jsonfeed.py, items.py, pubdate.py).
sites.py and sitemap.py read what is no feed; discover.py finds feeds; opml.py imports and exports them.
fetch.py fetches a page: http.py is the client; robots.py, politeness.py and net.py say what may be asked.
open_files.py tells whether this process can open another file or connection.
intervals.py says when a feed is polled next and when a page is tried again; revisit.py when it is read anew.
urls.py gives an address its one form. records.py and errors.py hold what leaves this package.
"""
