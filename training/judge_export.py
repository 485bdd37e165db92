"""Make of a trained judge the files that are shipped: `python training/judge_export.py TRAINED.safetensors BASE FOLDER`.

BASE is the folder of the encoder that the training began with. Into FOLDER go judge.onnx, the network without its matrices and word
embeddings, and changes.xz, by how much each matrix, in whole numbers of seven bits, differs from the base's. Needs the packages onnx and
onnxscript, which nothing else does.
"""

import hashlib
import re
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from judge_network import LONGEST, PairEncoder
from onnx import TensorProto, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load_file
from torch import Tensor, nn

from assistant.judge.assembled import LARGEST, Matrix, in_whole_numbers, packed

STEP = 0.07
"""What is learned is rounded to this share of a column's standard deviation before: finer than what whole numbers keep, and a third
smaller when packed."""
MATRIX = re.compile(r"layer\.(\d+)/(.+)/MatMul_quant")


class Shipped(nn.Module):
    """The judge behind its word embeddings."""

    def __init__(self, trained: Path, base: Path) -> None:
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

    def forward(self, words: Tensor) -> Tensor:
        """Logits of shape (1, 3) for word embeddings of shape (1, length, width)."""
        states = self.judge.encoder(inputs_embeds=words).last_hidden_state
        logits: Tensor = self.judge.head(torch.cat([states[:, 0], states.mean(1)], -1))
        return logits


def export(trained: Path, base: Path, folder: Path) -> None:
    """Write both files, and print their sums."""
    with tempfile.TemporaryDirectory() as scratch:
        plain, whole = Path(scratch) / "plain.onnx", Path(scratch) / "whole.onnx"
        torch.onnx.export(
            Shipped(trained, base),
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
        matrices.append(Matrix(name, scale))
        changes.append((values - in_whole_numbers(start[name], scale)).ravel())
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
    export(*map(Path, sys.argv[1:4]))
