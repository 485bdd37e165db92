"""Vectors behave the same in a folder and on a Chroma server."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from indexer.errors import StorageError
from indexer.vectors import Vectors, open_vectors


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    chroma = Path(sys.executable).parent / "chroma"
    if not chroma.exists():
        pytest.skip("the chroma command is not installed here")
    command = [chroma, "run", "--path", tmp_path_factory.mktemp("chroma"), "--host", "127.0.0.1", "--port", str(port)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while running.poll() is None:  # as long as it takes, if it lives
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    assert running.poll() is None, "the Chroma server ended by itself"
    yield f"http://127.0.0.1:{port}"
    running.terminate()
    running.wait()


@pytest.fixture(params=["folder", "server"])
def vectors(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Vectors]:
    place = request.getfixturevalue("server") if request.param == "server" else ""
    with closing(open_vectors(tmp_path, server=place, namespace=tmp_path.name)) as opened:
        yield opened


UNIT = np.eye(8, dtype=np.float32)


def test_nearest_is_by_cosine_similarity_best_first(vectors: Vectors) -> None:
    rows = np.stack([UNIT[0], (UNIT[0] + UNIT[1]) / np.sqrt(2), -UNIT[0]])
    vectors.add("passages", ["a#p0", "a#p1", "b#p0"], rows, ["a", "a", "b"], ["one", "two", "three"])
    found = vectors.nearest("passages", UNIT[0], 9)
    assert [id for id, _ in found] == ["a#p0", "a#p1", "b#p0"]
    assert [near for _, near in found] == pytest.approx([1, 0.7071, -1], abs=1e-3)
    assert [id for id, _ in vectors.nearest("passages", UNIT[0], 9, ["b"])] == ["b#p0"]
    assert vectors.nearest("passages", UNIT[0], 0) == [] and vectors.nearest("statements", UNIT[0], 5) == []


def test_vectors_come_back_and_go(vectors: Vectors) -> None:
    vectors.add("statements", ["a#s0", "a#s1", "b#s0"], UNIT[:3], ["a", "a", "b"])
    assert vectors.ids("statements") == {"a#s0", "a#s1", "b#s0"} and vectors.count("statements") == 3
    got = vectors.get("statements", ["b#s0", "nobody#s0"])
    assert list(got) == ["b#s0"] and got["b#s0"].dtype == np.float32
    assert np.allclose(got["b#s0"], UNIT[2])
    vectors.delete_articles("statements", ["a", "nobody"])
    assert vectors.ids("statements") == {"b#s0"} and vectors.ids("passages") == set()
    vectors.clear()
    assert vectors.count("statements") == 0


FILLER = """
import sys
from pathlib import Path
import numpy as np
from indexer.vectors import open_vectors
rows = np.eye(8, dtype=np.float32)
open_vectors(Path(sys.argv[1])).add("statements", [str(n) for n in range(8)], rows, ["a"] * 8)
"""


def test_what_another_process_fills_is_found_by_one_that_saw_it_empty(tmp_path: Path) -> None:
    with closing(open_vectors(tmp_path)) as vectors:
        assert vectors.nearest("statements", UNIT[0], 3) == []
        subprocess.run([sys.executable, "-c", FILLER, tmp_path], check=True)
        with ThreadPoolExecutor(4) as pool:
            nearest = list(pool.map(lambda _: vectors.nearest("statements", UNIT[5], 1), range(8)))
        assert [ids for (ids,) in nearest] == [("5", pytest.approx(1.0))] * 8
        assert list(vectors.get("statements", ["3"])) == ["3"]


def test_two_indexes_on_one_server_do_not_meet(server: str, tmp_path: Path) -> None:
    with closing(open_vectors(tmp_path, server=server, namespace="one")) as one:
        one.add("statements", ["a#s0"], UNIT[:1], ["a"])
        with closing(open_vectors(tmp_path, server=server, namespace="two")) as two:
            assert two.count("statements") == 0
            two.clear()
        assert one.count("statements") == 1


def test_equal_texts_of_many_reprints_hide_nothing(tmp_path: Path) -> None:
    rows = np.concatenate([np.repeat(UNIT[:1], 60, axis=0), UNIT[1:]])
    ids = [f"a{n}#p0" for n in range(len(rows))]
    with closing(open_vectors(tmp_path)) as opened:
        opened.add("statements", ids, rows, ids)
        for n in range(1, 8):
            assert opened.nearest("statements", UNIT[n], 1)[0][0] == ids[59 + n]


def test_a_server_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="check that the Chroma server runs"):
        open_vectors(tmp_path, server="http://127.0.0.1:9")
