"""Articles that come in one pass find the same stories as if each came by itself, though all is written at the end."""

from collections.abc import Sequence

from newsroom import random_text
from sqlalchemy import insert, select

from processors.stories.fingerprint import make_fingerprint
from wirewatch.ledger import leases, stories
from wirewatch.ledger.connect import Ledger
from wirewatch.ledger.late_judgement import OWN_STORY
from wirewatch.ledger.links import Advances
from wirewatch.ledger.many import among, insert_pairs
from wirewatch.ledger.schema import bands, links, steps

AT = leases.now()
BACKGROUND = random_text(7_000, 600)
OWN = (
    "Gunmen on motorcycles shot a judge of the Taliban outside his house in Ghazni before dawn prayers.",
    "Traders closed every shop of Kunduz bazaar after the Taliban doubled customs duties for cement lorries.",
    "Schoolgirls in Bamyan wrote letters which Taliban inspectors refused to carry across frozen passes.",
)
REPORTS = [
    f"{own} {' '.join(f'v{number}w{n}' for n in range(60))}.\n{BACKGROUND}"
    for number, own in enumerate(OWN, 1)
]
WIRE = random_text(9_000, 300)


def come(ledger: Ledger, passes: Sequence[Sequence[str]]) -> list[tuple[str, str | None]]:
    """Let articles arrive, pass by pass, and give their places in order, each named by its number."""
    for at_once in passes:
        with ledger.begin() as tx:
            first = len(tx.execute(select(links.c.id)).all())
            for n in range(first, first + len(at_once)):
                url = f"https://site{n}.example/{n}"
                tx.execute(
                    insert(links).values(
                        id=f"{n}", shard=0, url=url, canonical_url=url, domain=f"site{n}.example", feed_url=url,
                        first_seen_at=AT, due_at=AT, fate="fetched",
                    )
                )  # fmt: skip
        rows = sorted(leases.claim(ledger, leases.PROCESS, 100), key=lambda row: int(row.id))
        texts = {row.id: make_fingerprint("", body, "en") for row, body in zip(rows, at_once, strict=True)}
        with ledger.begin() as tx:
            assert leases.held_ids(tx, leases.PROCESS, rows) == set(texts)
            advances = Advances(tx, leases.PROCESS, "process")
            with stories.Joining(tx, texts, advances.write) as joining:
                for row in rows:
                    place = joining.place(row.id, texts[row.id], AT)
                    advances.add(row, "processed", AT, story_id=place.story_id, copy_of=place.copy_of)
            advances.write()
    with ledger.read() as tx:
        found = tx.execute(select(links.c.id, links.c.story_id, links.c.copy_of)).all()
    return [(row.story_id, row.copy_of) for row in sorted(found, key=lambda row: int(row.id))]


def test_copies_of_one_pass_join_what_is_not_yet_written(ledger: Ledger) -> None:
    """A copy of a copy of the same pass stands in the story of the first, and each has one step and no lease."""
    passes = [[WIRE, WIRE + " " + random_text(1, 40), WIRE[:-200], REPORTS[0]]]
    assert [story for story, _ in come(ledger, passes)] == ["0", "0", "0", "3"]
    with ledger.read() as tx:
        noted = tx.execute(select(steps.c.link_id, steps.c.outcome).order_by(steps.c.link_id)).all()
        held = tx.execute(select(links.c.id).where(links.c.lease.is_not(None))).all()
    assert noted == [(f"{n}", "processed") for n in range(4)]
    assert held == []


def test_a_copy_by_background_leaves_its_story_within_its_pass(ledger: Ledger) -> None:
    """The third report shows that the second was no copy of the first, though both are not yet written."""
    assert come(ledger, [REPORTS[:2]]) == [("0", None), ("0", "0")]
    assert come(ledger, [REPORTS[2:]]) == [("0", None), ("1", None), ("2", None)]


def test_the_same_in_one_pass(ledger: Ledger) -> None:
    """The three that leave one another in two passes do so in one, and the step stands behind that of process."""
    assert come(ledger, [REPORTS]) == [("0", None), ("1", None), ("2", None)]
    with ledger.read() as tx:
        mine = select(steps.c.outcome).where(steps.c.link_id == "1").order_by(steps.c.seq)
        assert tx.execute(mine).scalars().all() == ["processed", OWN_STORY]


def test_pairs_are_written_and_found_as_numbers(ledger: Ledger) -> None:
    """Numbers of 62 bits and negative ones, none, and more than a statement of SQLite takes parameters."""
    pairs = [(n - 5, 1 << 62) for n in range(40_000)]
    with ledger.begin() as tx:
        insert_pairs(tx, bands, [])
        insert_pairs(tx, bands, pairs)
        asked = select(bands.c.band, bands.c.n).where(among(bands.c.band, "bands", tx.dialect.name))
        assert sorted(tx.execute(asked, {"bands": [-5, 39_994, 90_000]})) == [pairs[0], pairs[-1]]
        assert tx.execute(asked, {"bands": []}).all() == []
