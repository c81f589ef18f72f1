"""What is no part of what an article says: named rules that take it away.

In: the paragraphs of an article. Out: fewer words, and a list of what each rule took and where it stood.
rules.py is the table of rules, each with an example that is its test; each rule has its file here: legal_labels.py,
corrections.py, credits.py, dateline.py, repeats.py, boilerplate.py.
plain_text.py and unwrap.py make paragraphs of raw text, where there is no page.
Uses: metadata, page, text.
"""
