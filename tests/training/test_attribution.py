"""What the statement tagger learns from: windows of articles, annotations, teachers, and a run that goes on where it was cut off."""

import random
import sys
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertModel

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

import attribution
from attribution import Encoded, Run, annotated_loss, taught_by, taught_loss, vocabulary
from attribution_data import SHORTEST, UNSEEN, Text, Window, annotated, batch_of, plain, shuffled_windows

from indexer.statements.tagger import ROLES, StatementTagger

WORDS = "the dam is sound , said ann dorn .".split()
TEXT = "The dam is sound, said Ann Dorn."
SAID = {"content": [[0, 16]], "cue": [[18, 22]], "source": [[23, 31]]}


@pytest.fixture(autouse=True)
def _on_the_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attribution, "DEVICE", "cpu")


def tokenizer_of(words: list[str]) -> Tokenizer:
    made = Tokenizer(models.WordLevel({w: i for i, w in enumerate(words)}, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


SMALL = tokenizer_of(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS, "The", "Ann", "Dorn"])


def tiny(seed: int = 0) -> StatementTagger:
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=200,
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        hidden_dropout_prob=0.0,
    )
    return StatementTagger(BertModel(config, add_pooling_layer=False), rank=8)


def one_text(attributions: list[dict], text: str = TEXT) -> Text:
    return annotated([{"text": text, "attributions": attributions}], SMALL)[0]


def whole(text: Text) -> Window:
    return Window(text, 0, len(text.pieces))


def test_a_span_becomes_the_roles_and_edges_of_its_pieces() -> None:
    (target,) = one_text([SAID]).targets or []
    assert [ROLES[r] for r in target.roles] == ["content"] * 4 + ["none", "cue", "source", "source", "none"]
    assert target.cue == 5
    assert target.edges.nonzero()[0].tolist() == [0, 3, 6, 7]
    assert target.edges.nonzero()[1].tolist() == [2, 3, 0, 1]


def test_an_attribution_without_a_cue_is_left_out() -> None:
    assert one_text([SAID | {"cue": []}]).targets == []


def test_windows_of_different_lengths_are_padded_and_only_annotated_ones_count() -> None:
    text, silent = one_text([SAID]), Text(one_text([], "The dam").pieces, None)
    batch = batch_of([whole(text), whole(silent)])
    assert batch.ids.shape == (2, 11)
    assert batch.mask.sum(1).tolist() == [11, 4]
    assert batch.annotated.tolist() == [True, False]
    assert (batch.which.tolist(), batch.at.tolist()) == ([0], [6])
    assert batch.roles[0, 0] == UNSEEN
    assert batch.roles[0, 1:5].tolist() == [ROLES.index("content")] * 4


def test_a_cue_whose_roles_a_window_cuts_off_near_its_edge_is_a_cue_but_teaches_no_roles() -> None:
    text = one_text([SAID])
    batch = batch_of([Window(text, 2, 9)])
    assert batch.cues.sum() == 1
    assert len(batch.which) == 0
    assert batch.roles.shape == (0, 9)


def test_articles_that_begin_alike_come_once_and_short_ones_not() -> None:
    long = "the dam is sound " * SHORTEST
    assert len(plain([{"text": long}, {"text": long + "said"}, {"text": "the dam"}], SMALL)) == 1


def test_every_piece_stands_in_a_window_wherever_they_are_cut() -> None:
    text = Text(one_text([], "dam " * 1000).pieces, None)
    for seed in range(5):
        rows = shuffled_windows([text], random.Random(seed))
        assert {i for row in rows for i in range(row.start, row.end)} == set(range(1000))


def test_pieces_are_found_in_another_vocabulary_by_what_they_are(tmp_path: Path) -> None:
    tokenizer_of(["<s>", "<pad>", "</s>", "<mask>", "[UNK]", "dam", "the"]).save(str(tmp_path / "tokenizer.json"))
    small = tokenizer_of(["[PAD]", "[CLS]", "[SEP]", "[MASK]", "[UNK]", "the", "dam", "quay"])
    assert vocabulary(small, tmp_path).tolist() == [1, 0, 2, 3, 4, 6, 5, 4]


def test_what_two_teachers_say_is_their_mean() -> None:
    batch, teachers = batch_of([whole(one_text([SAID]))]), [Encoded(tiny(1).eval()), Encoded(tiny(2).eval())]
    each = [taught_by([t], batch) for t in teachers]
    both = taught_by(teachers, batch)
    assert torch.allclose(both.cues, (each[0].cues + each[1].cues) / 2, atol=1e-6)
    assert torch.allclose(both.roles.sum(-1), torch.ones_like(both.roles[..., 0]), atol=1e-5)


def test_learning_brings_a_tagger_to_the_annotations_and_to_its_teacher(tmp_path: Path) -> None:
    batch, learner, teacher = batch_of([whole(one_text([SAID]))]), Encoded(tiny(3)), Encoded(tiny(4).eval())
    run = Run(learner, 1e-3, tmp_path)

    def losses() -> tuple[torch.Tensor, torch.Tensor]:
        states = learner.states(batch)
        cues = learner.tagger.cue_scores(states)
        taught = taught_by([teacher], batch)
        return annotated_loss(learner.tagger, states, cues, batch), taught_loss(
            learner.tagger, states, cues, batch, taught
        )

    before = [float(loss.detach()) for loss in losses()]
    for _ in range(30):
        run.learn(losses()[0], 0.2)
    assert float(losses()[0].detach()) < before[0] / 2
    for _ in range(30):
        run.learn(losses()[1], 0.2)
    assert float(losses()[1].detach()) < before[1]


def test_a_run_that_was_cut_off_goes_on_from_its_checkpoint(tmp_path: Path) -> None:
    batch, learner = batch_of([whole(one_text([SAID]))]), Encoded(tiny(3))
    run = Run(learner, 1e-3, tmp_path)
    states = learner.states(batch)
    run.learn(annotated_loss(learner.tagger, states, learner.tagger.cue_scores(states), batch), 0.2)
    run.seconds = 7.0
    run.save(tmp_path / "tagger.safetensors")
    other = Encoded(tiny(9))
    resumed = Run(other, 1e-3, tmp_path)
    assert (resumed.step, resumed.seconds) == (1, 7.0)
    assert all(torch.equal(a, b) for a, b in zip(learner.tagger.parameters(), other.tagger.parameters(), strict=True))
