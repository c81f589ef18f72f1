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
        "Correction: An earlier version said that 21 people were killed.",
    ]
    assert sorted(places_to_keep(lines)) == [1, 2, 3, 5]
