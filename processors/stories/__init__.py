"""Which texts are copies of each other, and what a publisher changed in one.

In: texts. Out: fingerprints, whether two texts are one report, the changes of a revision.
sketch.py: few hashes of a text; head.py: what its head says; pairs.py: pairs of its words; fingerprint.py: all three.
differences.py: what speaks against; slots.py: templates filled anew; digest.py: labels or headlines of digests.
tolls.py: that a toll has risen, as a text says.
likeness.py says what two texts share; same_report.py decides by rules, and where none proves it by signs.py.
doubt.py says where it may be wrong.
revision.py compares two readings of one address.
What the ledger remembers of stories is in wirewatch/ledger/stories.py.
Uses: text.
"""
