"""The judge's network, run by ONNX Runtime: a sentence and a claim in, the chances of three labels out.

Each pair is computed alone, on one thread, so that what comes out of it depends on nothing but the pair: not on a batch, not
on the order, not on how many threads share the work.
"""

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.errors import ModelError

WEIGHTS = Path(__file__).parent / "weights" / "judge.onnx"
SHA256 = "f89ce19d7cc629db2f4140a9dcc7a9b642299f49a5ae436a8a738aa9babf9972"
LABELS = ("asserts", "denies", "neither")
EMBEDDINGS = "embeddings.word_embeddings.weight"
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
        weights: Its ONNX file, which takes word embeddings.
        encoder: Folder of the passage encoder, whose vocabulary and word embeddings are shared.
        threads: Pairs that are computed at once; 0 for one a core.
        sha256: The file's expected sum; another is refused. "" checks nothing (for training).

    Raises:
        ModelError: The file is missing, damaged or not the tested one.
    """

    most = 96
    questions = True

    def __init__(self, weights: Path, encoder: Path, *, threads: int = 0, sha256: str = "") -> None:
        import onnxruntime
        from safetensors import safe_open
        from tokenizers import Tokenizer

        if not weights.is_file():
            raise ModelError(f"the judge's weights are missing at {weights}: install twosource again")
        content = weights.read_bytes()
        if sha256 and hashlib.sha256(content).hexdigest() != sha256:
            raise ModelError(f"the judge's weights at {weights} are not the tested ones: install twosource again")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        try:
            self._session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the library's own, of several kinds
            raise ModelError(f"the judge's weights at {weights} cannot be loaded: install twosource again") from error
        self._tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
        self._tokenizer.enable_truncation(LONGEST, strategy="only_first")
        self._tokenizer.no_padding()
        with safe_open(encoder / "model.safetensors", "numpy") as tensors:
            self._words: NDArray[np.float32] = tensors.get_tensor(EMBEDDINGS)
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
        encoded = self._tokenizer.encode(sentence, claim)
        feed = {"words": self._words[encoded.ids][None], "kinds": np.array([encoded.type_ids], dtype=np.int64)}
        logits = self._session.run(None, feed)[0][0].astype(np.float64)
        raised = np.exp(logits - logits.max())
        chances: NDArray[np.float64] = raised / raised.sum()
        return chances
