"""Indexing takes in what changed, leaves out what fails, and can be stopped anywhere."""

import json
import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from indexer.catalog import Writer
from indexer.doctor import examine
from indexer.errors import EmbedderMismatchError, IndexBusyError, IndexMissingError, StorageError
from indexer.pipeline import Progress, index
from indexer.settings import Settings
from indexer.wiring import being_written, open_index
from tests.indexer.small import open_small, run, write_articles

ROOT = Path(__file__).parents[2]


def sound(path: Path) -> bool:
    with closing(open_small(path)) as opened:
        assert examine(opened.catalog, opened.vectors) == []
    return True


def counts(path: Path) -> dict[str, int]:
    with closing(open_index(path, Settings())) as opened:
        return opened.catalog.counts()


def ids(path: Path) -> set[str]:
    with closing(open_index(path, Settings())) as opened:
        return {article.id for article in opened.catalog.articles()}


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    write_articles(tmp_path / "in", 60)
    return tmp_path / "in"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_what_is_new_changed_or_gone_is_told_apart(inputs: Path, here: Path) -> None:
    first = run(here, inputs)
    assert (len(first.added), first.failed, first.unchanged) == (60, [], [])
    assert first.passages >= 60 and first.statements > 600 and first.words > 6000
    before = ids(here)
    (inputs / "article-003.txt").write_text("Another text altogether. It has two sentences.", encoding="utf-8")
    (inputs / "article-004.txt").unlink()
    write_articles(inputs, 2, first=60)
    second = run(here, inputs)
    assert (len(second.added), len(second.updated), len(second.unchanged), second.removed) == (2, 1, 58, [])
    third = run(here, inputs, prune=True)
    assert (len(third.removed), len(third.unchanged), third.passages) == (1, 61, 0)
    assert before - ids(here) == set(third.removed)
    assert sound(here)


def test_an_unchanged_corpus_opens_no_model(inputs: Path, here: Path) -> None:
    run(here, inputs)
    script = (
        "import sys; from tests.indexer.small import *; opened = open_index(Path(sys.argv[1]), Settings(), create=True); "
        "report = index([sys.argv[2]], opened.parts()); assert len(report.unchanged) == 60, report; "
        "print([m for m in ('torch', 'sentence_transformers', 'transformers', 'chromadb', 'llama_index') if m in sys.modules])"
    )
    command = [sys.executable, "-c", script, str(here), str(inputs)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


def test_one_bad_article_is_reported_and_the_rest_goes_in(inputs: Path, here: Path) -> None:
    bad = inputs / "article-030.txt"
    bad.write_text("This sentence is unreadable for the reader of this test.", encoding="utf-8")
    (inputs / "empty.txt").write_text("")
    report = run(here, inputs, inputs / "nothing.txt")
    assert len(report.added) == 59
    # Those that cannot be loaded come first, as their batch is still being filled.
    assert [Path(one.where).name for one in report.failed] == ["article-030.txt", "empty.txt", "nothing.txt"]
    assert "bug of ours (IndexError: a sentence that breaks the reader)" in report.failed[0].why
    with closing(open_index(here, Settings())) as opened:
        assert {one.where for one in opened.catalog.failures()} == {one.where for one in report.failed}
    assert sound(here)


STEPS = ["unreadable", "unembeddable", "unstorable"]


@pytest.mark.parametrize("step", STEPS)
def test_an_article_that_breaks_a_step_fails_alone(inputs: Path, here: Path, step: str) -> None:
    bad = inputs / "article-030.txt"
    bad.write_text(f"This sentence is {step} for the parts of this test.", encoding="utf-8")
    report = run(here, inputs)
    assert len(report.added) == 59 and [one.where for one in report.failed] == [bad.as_posix()]
    assert "bug of ours" in report.failed[0].why
    assert sound(here)


@pytest.mark.parametrize("step", STEPS)
def test_a_failed_update_keeps_the_old_article(inputs: Path, here: Path, step: str) -> None:
    run(here, inputs)
    (inputs / "article-030.txt").write_text(f"Now it is {step} for the parts of this test.", encoding="utf-8")
    report = run(here, inputs, prune=True)
    assert (len(report.failed), report.updated, report.removed) == (1, [], [])
    assert counts(here)["articles"] == 60
    assert sound(here)


def test_an_article_that_a_stopped_run_left_and_that_cannot_be_finished_is_taken_out(inputs: Path, here: Path) -> None:
    run(here, inputs)
    with closing(open_small(here)) as opened:
        # As if the model had read it when it was stored and would not any more.
        opened.catalog.db.execute("UPDATE articles SET text = replace(text, 'Sentence', 'unembeddable'), state = 'to embed' "
                                  "WHERE id IN (SELECT id FROM articles ORDER BY key LIMIT 1)")  # fmt: skip
    report = run(here, inputs)
    assert len(report.failed) == 1 and "breaks the model" in report.failed[0].why
    assert len(report.added) == 1 and counts(here)["articles"] == 60  # read anew from its file, which is as it was
    assert sound(here)


POINTS = [
    "while reading",
    "rows in, no vectors",
    "half of the vectors",
    "all vectors",
    "before copies are known",
    "while removing",
]


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_run_shows_nothing_half_and_the_next_one_finishes(inputs: Path, here: Path, point: str) -> None:
    if point == "while removing":
        run(here, inputs)
        for gone in sorted(inputs.iterdir())[:3]:
            gone.unlink()
    command = [sys.executable, "-m", "tests.indexer.small", str(here), str(inputs), point]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    with closing(open_index(here, Settings())) as opened:
        for article in opened.catalog.articles():
            found = {passage.id for passage in opened.catalog.passages_of(article.id)}
            assert found and found == set(opened.vectors.get("passages", sorted(found)))
    report = run(here, inputs, prune=True)
    wanted = len(list(inputs.iterdir()))
    assert counts(here)["articles"] == wanted and counts(here)["unfinished"] == 0
    assert len(set(report.added + report.unchanged)) == wanted
    assert sound(here)


def test_stopping_with_the_keyboard_is_as_harmless(inputs: Path, here: Path) -> None:
    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    with closing(open_small(here)) as opened, pytest.raises(KeyboardInterrupt):
        index([str(inputs)], opened.parts(), progress=stop)
    assert counts(here)["articles"] == 0
    assert len(run(here, inputs).added) == 60
    assert sound(here)


def test_copies_are_known_when_an_article_is_seen_and_stay_known_when_the_first_goes(
    tmp_path: Path, here: Path
) -> None:
    write_articles(tmp_path / "in", 1)
    text = (tmp_path / "in" / "article-000.txt").read_text(encoding="utf-8")
    lines = [
        {"id": name, "text": text, "publisher": name, "published": day}
        for name, day in (("first", "2017-01-01"), ("second", "2017-01-02"), ("third", "2017-01-03"))
    ]
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    run(here, corpus)

    def lineage() -> set[tuple[str, str]]:
        with closing(open_index(here, Settings())) as opened:
            return {(copy.article_id, copy.of) for copy in opened.catalog.copies(["first", "second", "third"])}

    assert {name for pair in lineage() for name in pair} == {"first", "second", "third"}
    corpus.write_text("\n".join(map(json.dumps, lines[1:])), encoding="utf-8")
    assert run(here, corpus, prune=True).removed == ["first"]
    assert lineage() == {("third", "second")}


def test_one_article_more_reads_only_what_may_be_its_copy(
    tmp_path: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("in", "more"):
        (tmp_path / folder).mkdir()
    texts = [" ".join(f"w{n}x{k} was seen." for k in range(60)) for n in range(60)]
    for n, text in enumerate(texts):
        (tmp_path / "in" / f"{n}.txt").write_text(text, encoding="utf-8")
    run(here, tmp_path / "in")
    (tmp_path / "more" / "again.txt").write_text(f"{texts[7]}\n\nThis is the end.", encoding="utf-8")
    read: list[str] = []
    article = Writer.article
    monkeypatch.setattr(Writer, "article", lambda self, id: read.append(id) or article(self, id))
    assert len(run(here, tmp_path / "more").added) == 1
    assert len(read) == 1
    with closing(open_index(here, Settings())) as opened:
        assert len(opened.catalog.copies(read)) == 1 and opened.catalog.copies([]) == []


def test_prune_touches_only_what_lies_under_the_inputs_and_could_be_looked_at(tmp_path: Path, here: Path) -> None:
    for name in ("a", "b"):
        write_articles(tmp_path / name, 3)
    run(here, tmp_path / "a", tmp_path / "b")
    (tmp_path / "a" / "article-000.txt").unlink()
    (tmp_path / "b" / "article-000.txt").unlink()
    assert len(run(here, tmp_path / "a", prune=True).removed) == 1
    shutil.move(tmp_path / "b", tmp_path / "elsewhere")
    report = run(here, tmp_path / "b", prune=True)
    assert report.removed == [] and len(report.failed) == 1


@pytest.mark.parametrize("name", [b"story #2.txt", b"caf\xe9.txt", b"a:3.txt"])
def test_what_only_failed_today_is_not_pruned_whatever_its_name(tmp_path: Path, here: Path, name: bytes) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    file = folder / os.fsdecode(name)
    file.write_text("Harbour master Ilse Dorn said the quay would stay open.", encoding="utf-8")
    assert len(run(here, folder).added) == 1
    file.write_text("", encoding="utf-8")
    report = run(here, folder, prune=True)
    assert (report.removed, len(report.failed)) == ([], 1)
    file.unlink()
    (folder / "other.txt").write_text("Something else was said.", encoding="utf-8")
    assert len(run(here, folder, prune=True).removed) == 1


def test_only_one_may_write(here: Path) -> None:
    with closing(open_small(here)):
        with pytest.raises(IndexBusyError, match="another process is writing"):
            open_small(here)
        open_index(here, Settings()).close()
    open_small(here).close()


def test_who_only_looks_whether_an_index_is_written_keeps_no_writer_out(here: Path) -> None:
    assert not being_written(here)
    with closing(open_small(here)):
        assert being_written(here)
    over = Event()

    def look() -> None:
        while not over.is_set():
            being_written(here)

    with ThreadPoolExecutor(2) as pool:
        looking = [pool.submit(look) for _ in range(2)]
        for _ in range(20):
            open_small(here).close()
        over.set()
    assert not any(each.exception() for each in looking)


def test_another_model_is_refused(inputs: Path, here: Path) -> None:
    run(here, inputs)
    for create in (False, True):
        with pytest.raises(EmbedderMismatchError, match="another-model"):
            open_index(here, Settings(embedder="another-model"), create=create)
    open_index(here, Settings(embedder="sentence-transformers/all-MiniLM-L6-v2")).close()
    with closing(open_small(here)) as opened:
        opened.catalog.db.execute("UPDATE meta SET value = '7' WHERE name = 'dimension'")
        opened.catalog.db.execute("INSERT OR IGNORE INTO meta VALUES ('dimension', '7')")
        del opened.__dict__["embedder"]
        with pytest.raises(EmbedderMismatchError, match="7 dimensions"):
            opened.embedder  # noqa: B018


def test_another_passage_length_indexes_again(inputs: Path, here: Path) -> None:
    few = run(here, inputs).passages
    report = run(here, inputs, passage_tokens=60)
    assert len(report.updated) == 60 and report.passages > few
    assert sound(here)


def test_no_index_to_read(here: Path) -> None:
    with pytest.raises(IndexMissingError, match="twosource index"):
        open_index(here, Settings())
    assert not here.exists()


def test_a_chroma_server_that_is_not_there_is_said_and_nothing_is_lost(inputs: Path, here: Path) -> None:
    run(here, inputs)
    write_articles(inputs, 1, first=60)
    with pytest.raises(StorageError, match="server"):
        run(here, inputs, chroma="http://127.0.0.1:9")
    assert counts(here)["articles"] == 60
    assert len(run(here, inputs).added) == 1
    assert sound(here)


def test_a_path_that_cannot_be_a_folder_is_said(inputs: Path) -> None:
    with pytest.raises(StorageError, match="cannot be"):
        run(inputs / "article-000.txt" / "index", inputs)
