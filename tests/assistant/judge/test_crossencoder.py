"""Another model of entailment as judge: a tiny real one, made here."""

from pathlib import Path

import numpy as np
import pytest

from assistant.judge.crossencoder import EntailmentJudge, order
from indexer.errors import ModelError
from indexer.shipped import encoder_folder


def made(folder: Path, labels: list[str]) -> str:
    """A CrossEncoder of one small layer with these labels, saved."""
    import torch
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=30522, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        id2label=dict(enumerate(labels)), label2id={label: n for n, label in enumerate(labels)},
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    AutoTokenizer.from_pretrained(encoder_folder()).save_pretrained(folder)
    return str(folder)


@pytest.mark.filterwarnings("ignore")
def test_labels_are_read_from_the_models_own_order(tmp_path: Path) -> None:
    pairs = [("The quay is unsafe.", "The quay is safe."), ("It rained.", "The quay is safe."), ("", "")]
    one = EntailmentJudge(made(tmp_path / "one", ["contradiction", "entailment", "neutral"])).judge(pairs)
    other = EntailmentJudge(made(tmp_path / "other", ["ENTAILMENT", "NEUTRAL", "CONTRADICTION"])).judge(pairs)
    assert one.shape == (3, 3) and np.allclose(one.sum(axis=1), 1)
    assert np.allclose(one[:, [1, 2, 0]], other)


@pytest.mark.filterwarnings("ignore")
def test_a_pair_depends_on_no_other(tmp_path: Path) -> None:
    judge = EntailmentJudge(made(tmp_path, ["contradiction", "entailment", "neutral"]))
    pairs = [("The quay is unsafe.", "It is safe."), ("word " * 90, "It is safe."), ("No.", "Yes.")]
    alone = np.concatenate([judge.judge([pair]) for pair in pairs])
    assert (judge.judge(pairs[::-1])[::-1] == alone).all() and judge.judge([]).shape == (0, 3)


@pytest.mark.parametrize(
    "labels", [{}, {0: "LABEL_0"}, {0: "entailment", 1: "not_entailment"}, {n: f"LABEL_{n}" for n in range(3)}]
)
def test_a_model_of_something_else_is_refused(labels: dict[int, str]) -> None:
    with pytest.raises(ModelError, match="must have entailment"):
        order("x", labels)


def test_a_model_that_is_not_there_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        EntailmentJudge(str(tmp_path / "none"))
