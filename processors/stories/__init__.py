"""Which texts are copies of each other, and what a publisher changed in one.

In: texts. Out: sketches (few numbers a text), whether one text holds the other, the changes of a revision.
sketch.py makes the sketch of a text; copies.py decides that two texts are copies.
revision.py compares two readings of one address.
What the ledger remembers of stories is in wirewatch/ledger/stories.py.
Uses: text.
"""
