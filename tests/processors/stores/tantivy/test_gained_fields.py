"""An index that an earlier version made goes on, with the fields that came since."""

import json
from contextlib import closing
from pathlib import Path

import pytest
import tantivy
from sample_documents import numbers_of, sample_document

from processors.query.query import parse_query
from processors.stores.open import open_store
from processors.stores.store import StoreRefused
from processors.stores.tantivy import documents
from processors.stores.tantivy.mentions import MENTIONS


def make_old(folder: Path, lacking: tuple[str, ...]) -> None:
    """Make an index with one document as a version did that had none of these fields."""
    with pytest.MonkeyPatch.context() as patch:
        known = {name: field for name, field in documents.FIELDS.items() if name not in lacking}
        patch.setattr(documents, "FIELDS", known)
        patch.setattr(documents, "GAINED", tuple(name for name in documents.GAINED if name not in lacking))
        folder.mkdir()
        writer = tantivy.Index(documents.make_schema(), path=str(folder)).writer()
        old = {name: value for name, value in sample_document(1).items() if name not in lacking}
        writer.add_document(documents.to_tantivy(old))
        writer.commit()
        writer.wait_merging_threads()


@pytest.mark.parametrize("lacking", [documents.GAINED, documents.GAINED[1:]])
def test_an_older_index_gains_the_field(tmp_path: Path, lacking: tuple[str, ...]) -> None:
    """What it holds is found as before, new documents by the new field too, and its old ones lack it."""
    make_old(tmp_path / "index", lacking)
    with closing(open_store(f"tantivy:{tmp_path / 'index'}")) as store:
        assert numbers_of([hit.document for hit in store.search(parse_query("*"), size=9).hits]) == [1]
        store.write([sample_document(2, event_id="e" * 64)])
        found = store.search(parse_query(f"event_id:{'e' * 64}"), size=9).hits
        assert numbers_of([hit.document for hit in found]) == [2]
        assert store.facet(parse_query("*"), "event_id") == {"e" * 64: 1}
        assert store.search(parse_query("NOT _exists_:event_id"), size=9).total == 1
        assert store.search(parse_query("brief:false"), size=9).total == 1
        assert store.search(parse_query("NOT _exists_:brief"), size=9).total == 1


def test_any_other_difference_is_refused_as_before(tmp_path: Path) -> None:
    """A field that is missing in the middle is none that was gained."""
    make_old(tmp_path / "index", ("batch",))
    before = json.loads((tmp_path / "index" / "meta.json").read_bytes())["schema"]
    with (
        pytest.raises(StoreRefused, match="another version"),
        closing(open_store(f"tantivy:{tmp_path / 'index'}")) as store,
    ):
        store.search(parse_query("*"), size=9)
    assert json.loads((tmp_path / "index" / "meta.json").read_bytes())["schema"] == before


def test_an_index_of_before_folded_words_is_refused(tmp_path: Path) -> None:
    """An index of the version before has no terms of mentions, and its words are not folded: the mend is told."""
    make_old(tmp_path / "index", ())
    meta = json.loads((tmp_path / "index" / "meta.json").read_bytes())
    meta["schema"] = [field for field in meta["schema"] if field["name"] != MENTIONS]
    (tmp_path / "index" / "meta.json").write_text(json.dumps(meta))
    with (
        pytest.raises(
            StoreRefused, match="another version of Wirewatch: run `wirewatch reprocess --new-index`"
        ),
        closing(open_store(f"tantivy:{tmp_path / 'index'}")) as store,
    ):
        store.search(parse_query("*"), size=9)
