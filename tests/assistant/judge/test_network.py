"""The judge's network: what it says of a pair depends on the pair alone."""

from pathlib import Path

import numpy as np
import pytest
from platformdirs import user_cache_path

from assistant.judge.assembled import judge_folder
from assistant.judge.network import LABELS, Network
from indexer.errors import ModelError

CLAIM = "Russia is arming the Taliban"
PAIRS = [
    ("Rex Tillerson said that Russia was supplying weapons to the Taliban.", CLAIM),
    ("The Russian Foreign Ministry denied that Russia was arming the Taliban.", CLAIM),
    ("Beekeeper Ida Holm said that two thirds of her colonies had died over the winter.", CLAIM),
    ("The county gives no grant for new colonies.", CLAIM),
    ("Gen. Curtis Scaparotti told senators that Russia was arming the Taliban.", "Who arms the Taliban?"),
    ("", CLAIM),
    ("word " * 500, CLAIM),
    ("Russia was arming the Taliban.", "Russia " * 600),
]


FOLDER = judge_folder(user_cache_path("twosource"))


@pytest.fixture(scope="module")
def network() -> Network:
    return Network(FOLDER, threads=1)


def test_a_chance_of_each_label(network: Network) -> None:
    chances = network.judge(PAIRS)
    assert chances.shape == (len(PAIRS), len(LABELS)) and np.allclose(chances.sum(axis=1), 1)
    assert [LABELS[k] for k in chances[:4].argmax(axis=1)] == ["asserts", "denies", "neither", "neither"]
    assert network.judge([]).shape == (0, 3)


@pytest.mark.parametrize("threads", [1, 2, 7])
def test_a_pairs_chances_depend_on_no_other_pair_nor_on_the_threads(network: Network, threads: int) -> None:
    alone = np.concatenate([network.judge([pair]) for pair in PAIRS])
    order = [5, 2, 7, 0, 0, 6, 3, 1, 4, 2]
    together = Network(FOLDER, threads=threads).judge([PAIRS[n] for n in order])
    assert (together == alone[order]).all()  # to the last bit


@pytest.mark.parametrize("name", ["judge.onnx", "words.npy", "tokenizer.json", "matrices.bin"])
def test_a_damaged_or_missing_file_is_told(tmp_path: Path, name: str) -> None:
    for each in FOLDER.iterdir():
        if each.name != name:
            (tmp_path / each.name).symlink_to(each)
    with pytest.raises(ModelError, match="cannot be loaded"):
        Network(tmp_path)
    if name != "matrices.bin":
        (tmp_path / name).write_bytes(b"not a model")
        with pytest.raises(ModelError, match="cannot be loaded"):
            Network(tmp_path)
