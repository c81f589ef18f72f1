"""From the bytes of a page to the paragraphs of its article.

In: bytes and their declared type. Out: a tree (html.py) and the text of the body (extract.py).
blocks.py and select_blocks.py choose the body; recover.py and align.py mend what trafilatura found.
walls.py and listing.py know pages without an article; embedded_text.py finds text that only a script shows.
Uses: text.
"""
