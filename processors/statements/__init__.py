"""Who says what about whom: statements, each with the sentence that proves it.

frames (config/statements/LANG.yaml) --> Frames
text, mentions --lines--> tokens --patterns--> triggers --speakers, guards--> Statement

Uses: groups, text.
"""
