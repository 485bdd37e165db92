"""The judge's network: what it says of a pair depends on the pair alone."""

from pathlib import Path

import numpy as np
import pytest

from assistant.judge.network import LABELS, SHA256, WEIGHTS, Network
from indexer.errors import ModelError
from indexer.shipped import encoder_folder

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


@pytest.fixture(scope="module")
def network() -> Network:
    return Network(WEIGHTS, encoder_folder(), threads=1, sha256=SHA256)


def test_a_chance_of_each_label(network: Network) -> None:
    chances = network.judge(PAIRS)
    assert chances.shape == (len(PAIRS), len(LABELS)) and np.allclose(chances.sum(axis=1), 1)
    assert [LABELS[k] for k in chances[:4].argmax(axis=1)] == ["asserts", "denies", "neither", "neither"]
    assert network.judge([]).shape == (0, 3)


@pytest.mark.parametrize("threads", [1, 2, 7])
def test_a_pairs_chances_depend_on_no_other_pair_nor_on_the_threads(network: Network, threads: int) -> None:
    alone = np.concatenate([network.judge([pair]) for pair in PAIRS])
    order = [5, 2, 7, 0, 0, 6, 3, 1, 4, 2]
    together = Network(WEIGHTS, encoder_folder(), threads=threads).judge([PAIRS[n] for n in order])
    assert (together == alone[order]).all()  # to the last bit


def test_weights_that_are_missing_damaged_or_others_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="missing at"):
        Network(tmp_path / "none.onnx", encoder_folder())
    (tmp_path / "bad.onnx").write_bytes(b"not a model")
    with pytest.raises(ModelError, match="not the tested ones"):
        Network(tmp_path / "bad.onnx", encoder_folder(), sha256=SHA256)
    with pytest.raises(ModelError, match="cannot be loaded"):
        Network(tmp_path / "bad.onnx", encoder_folder())
