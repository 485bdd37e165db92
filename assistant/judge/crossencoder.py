"""Any sentence-transformers CrossEncoder that was trained on entailment, as judge."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.judge.network import LABELS, Pair
from indexer.errors import ModelError

MEANING = {"entail": "asserts", "contradict": "denies", "neutral": "neither"}
"""How the labels of entailment begin -> what they mean of a claim."""


class EntailmentJudge:
    """A model of premise and hypothesis, of which the sentence and the claim are one.

    Args:
        name: A folder, or a name in the local Hugging Face cache.

    Raises:
        ModelError: It cannot be loaded, or its labels are not those of entailment.
    """

    most = 96
    questions = False

    def __init__(self, name: str) -> None:
        from sentence_transformers import CrossEncoder
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            self._model = CrossEncoder(name, device="cpu")
        except Exception as error:  # each of the library's layers has errors of its own
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            raise ModelError(
                f"the judge {name!r} cannot be loaded ({reason}): give the folder of a CrossEncoder for entailment, or the "
                'name of one that was downloaded before; judge = "" takes the one that is shipped'
            ) from error
        self._order = order(name, self._model.config.id2label)

    def judge(self, pairs: Sequence[Pair]) -> NDArray[np.float64]:
        """Chances of shape (len(pairs), 3). Each pair is computed alone, so that it depends on no other."""
        logits = [self._model.predict([pair], show_progress_bar=False, activation_fn=_same)[0] for pair in pairs]
        if not logits:
            return np.zeros((0, len(LABELS)))
        raised = np.exp(np.array(logits, dtype=np.float64)[:, self._order])
        chances: NDArray[np.float64] = raised / raised.sum(axis=1, keepdims=True)
        return chances


def order(name: str, labels: Mapping[int, str]) -> list[int]:
    """Positions of the model's labels in the order of ours.

    Raises:
        ModelError: A label of entailment is missing.
    """
    found = {
        ours: position
        for position, label in labels.items()
        for begin, ours in MEANING.items()
        if str(label).lower().startswith(begin)
    }
    if set(found) != set(LABELS) or len(labels) != len(LABELS):
        raise ModelError(
            f"the judge {name!r} has the labels {', '.join(map(str, labels.values())) or 'none'}, and must have entailment, "
            "contradiction and neutral"
        )
    return [found[label] for label in LABELS]


def _same(logits: object) -> object:
    return logits
