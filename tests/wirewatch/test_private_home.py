"""Who may read what is stored."""

import stat
from pathlib import Path

from hostile_server import Hostile
from newsroom import Newsroom


def test_what_is_stored_is_its_users_alone(tmp_path: Path) -> None:
    """After a run files are 0600 and folders 0700, also what an earlier version left open; a stranger's file stays."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        old = newsroom.home / "landing" / "old" / "page.warc.gz"
        old.parent.mkdir(parents=True)
        old.touch(0o644)
        newsroom.publish("/news.xml", 1)
        newsroom.write_feeds()
        with newsroom.project() as project, project.ledger.read():
            pass
        assert stat.S_IMODE(old.stat().st_mode) == 0o600
        newsroom.run_pipeline()
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in [newsroom.home, *newsroom.home.rglob("*")]}
    assert any("index" in path.parts for path in modes)
    assert {
        path: oct(mode) for path, mode in modes.items() if mode != (0o700 if path.is_dir() else 0o600)
    } == {}
    assert stat.S_IMODE((newsroom.config / "feeds.yaml").stat().st_mode) != 0o600


def test_a_home_with_other_things_keeps_its_mode(tmp_path: Path) -> None:
    """A folder in which the user has other things stays as open as it was, and so do these."""
    with Hostile() as web:
        newsroom = Newsroom(web, tmp_path)
        newsroom.home.mkdir(mode=0o755)
        own = newsroom.home / "notes.txt"
        own.touch(0o644)
        with newsroom.project() as project, project.ledger.read():
            pass
        assert stat.S_IMODE(newsroom.home.stat().st_mode) == 0o755
        assert stat.S_IMODE(own.stat().st_mode) == 0o644
        assert stat.S_IMODE((newsroom.home / "ledger.db").stat().st_mode) == 0o600
