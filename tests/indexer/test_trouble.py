"""What happens when the disk is full or read-only, or files are damaged: said in one sentence, and mended."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from indexer.doctor import examine, repair
from indexer.errors import IndexDamagedError, StorageError
from indexer.pipeline import index
from indexer.settings import Settings
from indexer.wiring import open_index
from tests.indexer.small import open_small, run, write_articles

ROOT = Path(__file__).parents[2]
Mount = Callable[[str], Path]


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Mount]:
    """A small file system of its own; called again, it is given other options."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = False

    def call(options: str) -> Path:
        nonlocal mounted
        if os.geteuid() != 0:
            pytest.skip("only root may mount a small disk")
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"{'remount,' if mounted else ''}{options}", "tmpfs", place],
            capture_output=True,
            check=False,
        )
        if done.returncode:
            pytest.skip(f"no small disk can be mounted here: {done.stderr.decode().strip()}")
        mounted = True
        return place

    yield call
    if mounted:
        subprocess.run(["umount", "-l", place], check=True)


@pytest.mark.parametrize("size", ["300k", "1500k", "2500k"])
def test_a_full_disk_is_said_and_with_more_room_the_next_run_finishes(tmp_path: Path, mount: Mount, size: str) -> None:
    write_articles(tmp_path / "in", 120)
    here = mount(f"rw,size={size}") / "index"
    with pytest.raises(StorageError, match=r"free some space"):
        run(here, tmp_path / "in")
    mount("rw,size=100m")
    run(here, tmp_path / "in")
    with closing(open_small(here)) as opened:
        assert opened.catalog.counts()["articles"] == 120
        assert examine(opened.catalog, opened.vectors) == []


def test_a_read_only_disk_can_be_read_and_says_that_it_cannot_be_written(tmp_path: Path, mount: Mount) -> None:
    write_articles(tmp_path / "in", 3)
    here = mount("rw,size=100m") / "index"
    run(here, tmp_path / "in")
    mount("ro")
    with closing(open_index(here, Settings())) as opened:
        assert opened.catalog.counts()["articles"] == 3
        assert opened.catalog.search_passages('"title"', 3)
        ids = opened.catalog.ids("passages")
        (stored,) = opened.vectors.get("passages", [min(ids)]).values()
        assert opened.vectors.nearest("passages", stored, 1)[0][1] > 0.999
        assert examine(opened.catalog, opened.vectors) == []
    with pytest.raises(StorageError, match="cannot be written"):
        run(here, tmp_path / "in")


@pytest.mark.parametrize("damage", ["gone", "noise", "a vector lost", "a vector too many"])
def test_the_doctor_finds_and_mends_damaged_vectors(tmp_path: Path, damage: str) -> None:
    write_articles(tmp_path / "in", 30)
    here = tmp_path / "index"
    run(here, tmp_path / "in")
    if damage == "gone":
        shutil.rmtree(here / "chroma")
    elif damage == "noise":
        (here / "chroma" / "chroma.sqlite3").write_bytes(b"noise" * 999)
    with closing(open_small(here)) as opened:
        if damage == "a vector lost":
            opened.vectors.delete("passages", [sorted(opened.vectors.ids("passages"))[0]])
        if damage == "a vector too many":
            vector = opened.embedder.embed(["nobody's"])
            opened.vectors.add("statements", ["nobody#s0"], vector, ["nobody"])
        # Chroma remembers a folder that it failed to open for as long as the process lives.
        if damage == "noise":
            command = [sys.executable, "-m", "assistant.cli", "doctor", "--index", str(here)]
            done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
            assert done.returncode == 1 and "doctor --repair" in done.stderr and done.stderr.count("\n") == 1
        else:
            assert len(examine(opened.catalog, opened.vectors)) >= 1
    with closing(open_small(here)) as opened:
        repair(opened)
        assert examine(opened.catalog, opened.vectors) == []
        assert opened.catalog.counts()["articles"] == 30
    assert len(run(here, tmp_path / "in").unchanged) == 30


def test_the_doctor_finds_nothing_in_a_sound_index_of_any_size(tmp_path: Path) -> None:
    here = tmp_path / "index"
    for count in (1, 19, 20, 21, 30, 39, 40, 45, 60, 61):
        before = len(list((tmp_path / "in").glob("*"))) if (tmp_path / "in").exists() else 0
        for n in range(before, count):  # articles of one passage and one statement
            (tmp_path / "in").mkdir(exist_ok=True)
            (tmp_path / "in" / f"{n:03}.txt").write_text(f"Mayor w{n} says that the x{n} is y{n}.", encoding="utf-8")
        run(here, tmp_path / "in")
        with closing(open_small(here)) as opened:
            assert opened.catalog.counts()["passages"] == opened.catalog.counts()["statements"] == count
            assert examine(opened.catalog, opened.vectors) == [], count


def test_the_doctor_finds_and_mends_lost_search_words(tmp_path: Path) -> None:
    write_articles(tmp_path / "in", 3)
    here = tmp_path / "index"
    run(here, tmp_path / "in")
    with closing(open_small(here)) as opened:
        opened.catalog.db.execute("DELETE FROM passages_fts_data WHERE id > 10")
        assert any("search" in one for one in examine(opened.catalog, opened.vectors))
        repair(opened)
        assert examine(opened.catalog, opened.vectors) == []
        assert opened.catalog.search_passages('"title"', 3)


def test_a_damaged_catalog_is_said_by_every_door(tmp_path: Path) -> None:
    write_articles(tmp_path / "in", 30)
    here = tmp_path / "index"
    run(here, tmp_path / "in")
    file = here / "catalog.sqlite3"
    file.write_bytes(file.read_bytes()[:20_000] + b"\0" * (file.stat().st_size - 20_000))
    with pytest.raises(IndexDamagedError, match="damaged"), closing(open_small(here)) as opened:
        index([str(tmp_path / "in")], opened.parts())
    for door in ("counts", "scope", "publishers", "copies", "articles", "search_passages"):
        with (
            pytest.raises(IndexDamagedError, match="restore it from a backup"),
            closing(open_index(here, Settings())) as opened,
        ):
            asked = getattr(opened.catalog, door)
            list(asked('"title"', 3) if door == "search_passages" else asked())
    with pytest.raises(IndexDamagedError, match="damaged"), closing(open_index(here, Settings())) as opened:
        examine(opened.catalog, opened.vectors)
    for command in (["status"], ["doctor"], ["ask", "Who?"], ["show", "Title"], ["index", str(tmp_path / "in")]):
        arguments = [sys.executable, "-m", "assistant.cli", *command, "--index", str(here)]
        done = subprocess.run(arguments, capture_output=True, text=True, cwd=ROOT, check=False)
        assert done.returncode == 1 and "is damaged" in done.stderr.splitlines()[-1], (command, done)
        assert "Traceback" not in done.stderr
