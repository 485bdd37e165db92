"""The judge's network, run by ONNX Runtime: a sentence and a claim in, the chances of three labels out.

Each pair is computed alone, on one thread, so that what comes out of it depends on nothing but the pair: not on a batch, not
on the order, not on how many threads share the work.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from assistant.judge.assembled import judge_folder
from indexer.errors import ModelError

LABELS = ("asserts", "denies", "neither")
LONGEST = 128
"""Word pieces of a pair; a longer sentence is cut, the claim is not."""

Pair = tuple[str, str]
"""A sentence and a claim, or a question."""


class PairJudge(Protocol):
    """Whatever can say of a sentence and a claim whether the one asserts or denies the other.

    Attributes:
        most: So many candidates of a question it is given.
        questions: It understands a question in a claim's place.
    """

    most: int
    questions: bool

    def judge(self, pairs: Sequence[Pair]) -> NDArray[np.float64]:
        """Chances of shape (len(pairs), 3), in the order of `LABELS`; each row sums to 1."""
        ...


class Network:
    """The shipped judge, loaded once.

    Args:
        folder: Its files (see `assistant.judge.assembled`).
        threads: Pairs that are computed at once; 0 for one a core.

    Raises:
        ModelError: A file is missing or damaged.
    """

    most = 40
    questions = True

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        try:
            self._session = onnxruntime.InferenceSession(
                folder / "judge.onnx", options, providers=["CPUExecutionProvider"]
            )
            self._words: NDArray[np.float32] = np.load(folder / "words.npy", mmap_mode="r")
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # the libraries' own, of several kinds
            raise ModelError(f"the judge in {folder} cannot be loaded: remove that folder, and start again") from error
        self._tokenizer.enable_truncation(LONGEST, strategy="only_first")
        self._tokenizer.no_padding()
        self._threads = threads or os.cpu_count() or 1

    def judge(self, pairs: Sequence[Pair]) -> NDArray[np.float64]:
        """Chances of shape (len(pairs), 3) of asserting, denying and neither. A pair that occurs twice is computed once."""
        rows = {pair: n for n, pair in enumerate(dict.fromkeys(pairs))}
        if not rows:
            return np.zeros((0, len(LABELS)))
        with ThreadPoolExecutor(self._threads) as pool:
            chances = np.array(list(pool.map(self._one, rows)))
        return chances[[rows[pair] for pair in pairs]]

    def _one(self, pair: Pair) -> NDArray[np.float64]:
        sentence, claim = pair
        room = LONGEST - 8 - len(self._tokenizer.encode(claim[:2000], add_special_tokens=False).ids)
        if room < 0:  # a claim of a hundred words leaves no room for a sentence
            claim = " ".join(claim.split()[: LONGEST // 3])
        pieces = self._tokenizer.encode(sentence, claim).ids
        logits = self._session.run(None, {"words": self._words[pieces][None]})[0][0].astype(np.float64)
        raised = np.exp(logits - logits.max())
        chances: NDArray[np.float64] = raised / raised.sum()
        return chances


def shipped_judge(threads: int = 0) -> Network:
    """The shipped judge, out of the user's cache folder.

    Raises:
        ModelError: It cannot be put together there.
    """
    return Network(judge_folder(user_cache_path("twosource")), threads=threads)
