"""Lines around a text that the rules keep as something else than text."""

from processors.newsroom.lines_to_keep import places_to_keep


def test_credits_corrections_and_labels_are_kept_for_their_rules() -> None:
    """Offers and footers beside them are not."""
    lines = [
        "Subscribe to our newsletter",
        "Reporting by Jane Doe; editing by John Roe",
        "He named no day. (Reporting by Jane Doe)",
        "* террористическая организация, запрещена в России",
        "All of the paper in one place",
        "Banned books of the week",  # a word of labels, and no label
        "Correction: An earlier version said that 21 people were killed.",
    ]
    assert sorted(places_to_keep(lines, range(len(lines)))) == [1, 2, 3, 6]


def test_only_lines_that_are_asked_about_are_told() -> None:
    """A page has fifty lines, and one or two are asked about; what stands above one is looked at all the same."""
    lines = [
        "Reporting by Jane Doe",
        "Correction:",
        "The bridge is open, and not closed.",
        "Reporting by John Roe",
    ]
    assert sorted(places_to_keep(lines, [2, 3])) == [2, 3]
