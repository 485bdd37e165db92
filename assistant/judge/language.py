"""A language model as judge: asked for labels only, of the nearest sentences, in one call a claim.

It is shown sentences and the claim, nothing else; what it does not answer in the form it was asked for is neither.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from string import Template

import numpy as np
from numpy.typing import NDArray

from assistant.judge.network import LABELS, Pair

PROMPT = Path(__file__).resolve().parents[2] / "prompts" / "judge.txt"
SURE = 0.98
"""The chance that a label stands for; the rest is shared by the two others."""
_LINE = re.compile(r"^\W*(\d+)\W+(asserts|denies|neither)\W*$", re.I)


class LanguageJudge:
    """Labels of a language model as chances.

    Args:
        reply: Sends a system and a user message and returns the answer (see `assistant.ask.llm.LanguageModel.reply`).
    """

    most = 20
    questions = False

    def __init__(self, reply: Callable[[str, str], str]) -> None:
        self._reply = reply
        self._known: dict[Pair, str] = {}

    def judge(self, pairs: Sequence[Pair]) -> NDArray[np.float64]:
        """Chances of shape (len(pairs), 3). A pair that was judged before is not asked again.

        Raises:
            LanguageModelError: The endpoint did not answer.
        """
        claims = dict.fromkeys(claim for _, claim in pairs)
        for claim in claims:
            sentences = list(dict.fromkeys(s for s, c in pairs if c == claim))
            if new := [s for s in sentences if (s, claim) not in self._known]:
                labels = labelled(self._reply(*prompt(claim, new)), len(new))
                self._known.update({(s, claim): label for s, label in zip(new, labels, strict=True)})
        return np.array([_chances(self._known.get(pair, "neither")) for pair in pairs]).reshape(-1, len(LABELS))


def prompt(claim: str, sentences: Sequence[str]) -> tuple[str, str]:
    """System and user message.

    The fence around the sentences is made from their own hash, so that no article can hold it and step out of it.
    """
    body = "\n".join(f"{n}. {' '.join(sentence.split())}" for n, sentence in enumerate(sentences, 1))
    digest = hashlib.sha256("\0".join((claim, body)).encode("utf-8", "replace")).hexdigest()
    system, user = PROMPT.read_text(encoding="utf-8").split("\n===\n")
    told = {"fence": f"=== {digest[:16]} ===", "sentences": body, "claim": " ".join(claim.split())}
    return system, Template(user).substitute(told)


def labelled(reply: str, count: int) -> list[str]:
    """The label of each of `count` sentences; neither where the reply has none, or two for one number."""
    told: dict[int, set[str]] = {}
    for line in reply.splitlines():
        if found := _LINE.match(line.strip()):
            told.setdefault(int(found[1]), set()).add(found[2].lower())
    return [told[n].pop() if len(told.get(n, ())) == 1 else "neither" for n in range(1, count + 1)]


def _chances(label: str) -> list[float]:
    return [SURE if each == label else (1 - SURE) / 2 for each in LABELS]
