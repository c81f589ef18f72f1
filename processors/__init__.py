"""From the bytes of a page to an Article, from Articles to an index, from an index to alerts.

    clean.py     a page's way to an Article: the calls into the four rooms below it, in their order
    newsroom/    what is no part of what an article says: named rules that take it away
    metadata/    what a page says of itself: headline, authors, dates
    page/        bytes -> tree -> the blocks that are the article; walls, lists, shells
    text/        characters, tokens, stems, sentences, language: every room may use these
    groups/      the catalogue of groups, and every mention of them in a text
    statements/  who says what about whom, by the frames of config/statements
    stories/     which texts are copies of each other, and what a publisher changed
    events/      which articles are of one happening
    health/      whether a host's pages still give their articles
    query/       the rule language: text -> nodes
    stores/      Elasticsearch and tantivy behind one Protocol
    alerts/      from a match to a message that a channel has taken
    mapping.json the fields of the stored document, as Elasticsearch takes them

records.py and errors.py hold what passes between the rooms. known_keys.py says which keys may stand at a place of a
file that people write. Nothing here knows of feeds.
"""
