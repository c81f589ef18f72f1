"""What a page says of itself: headline, authors, dates, section, summary.

In: the tree of a page and its JSON-LD. Out: Metadata, with the place where each part was found.
read.py asks the others in turn: headline.py, bylines.py, and timestamps.py for what the code says.
author_names.py takes the names out of a byline.
visible_dates.py reads the date that readers see; date_formats.py and date_words.py know how dates are written.
Uses: page, text.
"""
