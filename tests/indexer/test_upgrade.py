"""An index of an earlier layout: refused with the command that makes it anew, and made anew by it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from indexer.catalog import open_catalog
from indexer.catalog.schema import VERSION
from indexer.doctor import examine
from indexer.errors import IndexDamagedError, InputError, StorageError
from indexer.upgrade import upgrade
from tests.indexer.small import open_small, run, write_articles


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """An index of the layout before parties were kept, of 30 articles whose files are gone."""
    write_articles(tmp_path / "in", 30)
    run(tmp_path / "index", tmp_path / "in")
    for file in (tmp_path / "in").iterdir():
        file.unlink()
    with closing(sqlite3.connect(tmp_path / "index" / "catalog.sqlite3")) as db:
        db.executescript(
            "UPDATE meta SET value = '1' WHERE name = 'schema'; DROP TABLE sketches; DROP INDEX articles_whole; "
            "ALTER TABLE articles DROP COLUMN whole; DROP TABLE parties;"
        )
    return tmp_path / "index"


def test_an_earlier_layout_is_refused_with_the_command(earlier: Path) -> None:
    for write in (False, True):
        with pytest.raises(IndexDamagedError, match=f"`twosource upgrade --index {earlier}`"):
            open_catalog(earlier, write=write)


def test_it_is_made_anew_out_of_its_own_articles_and_the_earlier_one_is_kept(earlier: Path) -> None:
    report = upgrade(earlier, open_small)
    assert len(report.added) == 30 and not report.failed
    with closing(open_small(earlier)) as opened:
        assert opened.catalog.meta("schema") == VERSION and opened.catalog.counts()["articles"] == 30
        assert examine(opened.catalog, opened.vectors) == []
    assert (earlier.parent / "index.old" / "catalog.sqlite3").exists()


def test_an_earlier_one_that_was_kept_is_not_written_over(earlier: Path) -> None:
    (earlier.parent / "index.old").mkdir()
    with pytest.raises(StorageError, match=r"index\.old is there already"):
        upgrade(earlier, open_small)


def test_todays_layout_is_left_alone(tmp_path: Path) -> None:
    write_articles(tmp_path / "in", 1)
    run(tmp_path / "index", tmp_path / "in")
    with pytest.raises(InputError, match="nothing to upgrade"):
        upgrade(tmp_path / "index", open_small)


def test_an_index_without_readable_articles_is_left_as_it_is(earlier: Path) -> None:
    with closing(sqlite3.connect(earlier / "catalog.sqlite3")) as db:
        db.execute("ALTER TABLE articles RENAME COLUMN url TO place")
    with pytest.raises(IndexDamagedError, match="damaged"):
        upgrade(earlier, open_small)
    assert (earlier / "catalog.sqlite3").exists() and not (earlier.parent / "index.old").exists()
