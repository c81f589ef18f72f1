"""From a match to a message that a channel has taken.

In: a rule, the article that it found, a channel's address. Out: an Alert, and a message sent through Apprise.
alert.py makes the Alert; message.py, template.py and escape.py give it its form; send.py sends it.
quiet_hours.py says when. schemes.py says what a misspelt address means.
redact.py keeps the secrets of an address out of every message about it.
Uses: text.
"""
