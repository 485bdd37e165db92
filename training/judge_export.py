"""Make of a trained judge the files that are shipped: `python training/judge_export.py TRAINED.safetensors BASE DATA FOLDER`.

BASE is the folder of the encoder that the training began with, DATA that of the data sets: on pairs that it learned from is seen how
large each state grows. A few states are twenty times the others, and whole numbers that must reach so far tell the others badly apart:
so states are divided, and the matrix behind them multiplied, by what levels both (SmoothQuant, Xiao et al., ICML 2023). Into FOLDER go judge.onnx, the network without its matrices and word
embeddings, and changes.xz, by how much each matrix, in whole numbers of seven bits, differs from the base's. Needs the packages onnx and
onnxscript, which nothing else does.
"""

import hashlib
import random
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from judge_network import LONGEST, PairEncoder
from judge_pairs import Data, Pair
from onnx import TensorProto, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from assistant.judge.assembled import LARGEST, Matrix, in_whole_numbers, packed

STEP = 0.07
"""What is learned is rounded to this share of a column's standard deviation before: finer than what whole numbers keep, and a third
smaller when packed."""
LEVEL = 0.65
"""How much of a state's size is put into the matrix behind it. Of .5, .6, .65, .7, .8 it keeps the log odds closest to the exact ones."""
SEEN = 200
"""Pairs on which the sizes of states are taken."""
MATRIX = re.compile(r"layer\.(\d+)/(.+)/MatMul_quant")


class Shipped(nn.Module):
    """The judge behind its word embeddings.

    Attributes:
        levels: By what the rows of each matrix are multiplied, and its states divided: shape (width,).
    """

    def __init__(self, trained: Path, base: Path, pairs: Sequence[Pair]) -> None:
        super().__init__()
        self.judge = PairEncoder(base)
        start = {name: value.numpy() for name, value in self.judge.state_dict().items()}
        state = {name: value.astype(np.float32) for name, value in load_file(trained).items()}
        for name, value in state.items():
            if name.endswith("dense.weight") or (".attn." in name and value.ndim == 2):
                step = STEP * start[name].std(axis=1, keepdims=True)
                state[name] = start[name] + np.round((value - start[name]) / step) * step
        _, surplus = self.judge.load_state_dict({k: torch.from_numpy(v) for k, v in state.items()}, strict=False)
        assert not surplus, surplus
        places = self.judge.encoder.embeddings.position_embeddings
        places.weight = nn.Parameter(places.weight[: LONGEST + 2])  # the encoder counts from two
        self.eval()
        self.levels: dict[str, Tensor] = {}
        largest = self._largest_states(pairs, Tokenizer.from_file(str(base / "tokenizer.json")))
        for module, size in largest.items():
            self._level(module, size)

    @torch.no_grad()
    def _largest_states(self, pairs: Sequence[Pair], tokenizer: Tokenizer) -> dict[nn.Module, Tensor]:
        """By module that multiplies: how large each of the states given to it grows, shape (width,)."""
        largest: dict[nn.Module, Tensor] = {}

        def see(module: nn.Module, given: tuple[Tensor, ...]) -> None:
            size = given[0].abs().amax(dim=(0, 1))
            largest[module] = torch.maximum(largest.get(module, size), size)

        layers = self.judge.encoder.encoder.layer
        multiply = [
            m for x in layers for m in (x.attention.attn, x.attention.attn.o, x.intermediate.dense, x.output.dense)
        ]
        hooks = [module.register_forward_pre_hook(see) for module in multiply]
        tokenizer.enable_truncation(LONGEST)
        words = self.judge.encoder.embeddings.word_embeddings
        for pair in pairs:
            self(words(torch.tensor(tokenizer.encode(pair.sentence, pair.claim).ids))[None])
        for hook in hooks:
            hook.remove()
        return largest

    @torch.no_grad()
    def _level(self, module: nn.Module, states: Tensor) -> None:
        """Divide a module's states, and multiply its matrices, by what levels both."""
        matrices = [module] if isinstance(module, nn.Linear) else [module.q, module.k, module.v]
        weights = torch.stack([m.weight.abs().amax(0) for m in matrices]).amax(0)
        level = states.clamp(min=1e-3) ** LEVEL / weights.clamp(min=1e-5) ** (1 - LEVEL)
        level /= level.log().mean().exp()
        for m in matrices:
            m.weight.mul_(level)
            name = next(name for name, each in self.judge.named_modules() if each is m)
            self.levels[f"{name}.weight"] = level
        module.register_forward_pre_hook(lambda _, given: (given[0] * (1 / level), *given[1:]))

    def forward(self, words: Tensor) -> Tensor:
        """Logits of shape (1, 3) for word embeddings of shape (1, length, width)."""
        states = self.judge.encoder(inputs_embeds=words).last_hidden_state
        logits: Tensor = self.judge.head(torch.cat([states[:, 0], states.mean(1)], -1))
        return logits


def export(trained: Path, base: Path, data: Path, folder: Path) -> None:
    """Write both files, and print their sums."""
    judge = Shipped(trained, base, random.Random(5).sample(Data(data).labelled, SEEN))
    with tempfile.TemporaryDirectory() as scratch:
        plain, whole = Path(scratch) / "plain.onnx", Path(scratch) / "whole.onnx"
        torch.onnx.export(
            judge,
            (torch.zeros(1, 40, 768),),
            plain,
            input_names=["words"],
            output_names=["logits"],
            dynamic_axes={"words": {1: "length"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            plain, whole, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm"]
        )  # fmt: skip
        model = onnx.load(whole)
    start = load_file(base / "model.safetensors")
    held = {tensor.name: tensor for tensor in model.graph.initializer}
    matrices, changes, at = [], [], 0
    for node in model.graph.node:
        place = MATRIX.search(node.name)
        if node.op_type != "MatMulInteger" or not place:
            continue
        tensor = held[node.input[1]]
        values = numpy_helper.to_array(tensor)
        assert np.abs(values.astype(np.int16)).max() <= LARGEST
        scale = numpy_helper.to_array(held[node.input[1].replace("_quantized", "_scale")])
        name = f"encoder.layer.{place[1]}.{place[2].replace('/', '.')}.weight"
        matrix = Matrix(name, scale, judge.levels[f"encoder.{name}"].numpy())
        matrices.append(matrix)
        changes.append((values - in_whole_numbers(start[name], matrix)).ravel())
        tensor.ClearField("raw_data")
        tensor.data_location = TensorProto.EXTERNAL
        for key, value in (("location", "matrices.bin"), ("offset", str(at)), ("length", str(values.size))):
            tensor.external_data.add(key=key, value=value)
        at += values.size
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "judge.onnx").write_bytes(model.SerializeToString())
    (folder / "changes.xz").write_bytes(packed(matrices, np.concatenate(changes)))
    for name in ("judge.onnx", "changes.xz"):
        content = (folder / name).read_bytes()
        print(name, f"{len(content) / 1e6:.1f} MB", hashlib.sha256(content).hexdigest())


if __name__ == "__main__":
    export(*map(Path, sys.argv[1:5]))
