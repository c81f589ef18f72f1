"""Characters, tokens, stems, sentences, language: what every room may use.

In: a text. Out: the same text in one form (characters.py), or what it is made of.
cut.py finds where a text may be cut so that no word is broken.
tokens.py cuts words as Elasticsearch's standard analyzer does; stems.py brings them to their stems.
folding.py gives them the spelling in which people type them, letter by letter by fold_characters.py.
known_words.py remembers what any of these found out about a word.
Uses: no other room.
"""
