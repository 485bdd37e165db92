"""Make of a trained judge the file that is shipped: `python training/judge_export.py WEIGHTS.safetensors OUT.onnx`.

Needs the packages onnx and onnxscript, which nothing else does. The products of matrices are computed in whole numbers (8 bits,
one scale a column); the word embeddings are left out, as they are the passage encoder's.
"""

import hashlib
import sys
import tempfile
from pathlib import Path

import torch
from judge import network
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from torch import Tensor, nn


class Shipped(nn.Module):
    """The judge behind its word embeddings."""

    def __init__(self, weights: Path) -> None:
        super().__init__()
        self.judge = network(attention="eager")
        state = {name: value.float() for name, value in load_file(weights).items() if "word_embeddings" not in name}
        _, surplus = self.judge.load_state_dict(state, strict=False)
        assert not surplus, surplus
        self.eval()

    def forward(self, words: Tensor, kinds: Tensor) -> Tensor:
        """Logits of shape (1, 3) for word embeddings of shape (1, length, width) and kinds of shape (1, length)."""
        states = self.judge.encoder(inputs_embeds=words, token_type_ids=kinds).last_hidden_state
        logits: Tensor = self.judge.head(torch.cat([states[:, 0], states.mean(1)], -1))
        return logits


def export(weights: Path, out: Path, *, whole: bool = True) -> None:
    """Write the ONNX file; with `whole`, its products in whole numbers."""
    model = Shipped(weights)
    words, kinds = torch.zeros(1, 40, 384), torch.zeros(1, 40, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx" if whole else out
        torch.onnx.export(
            model,
            (words, kinds),
            plain,
            input_names=["words", "kinds"],
            output_names=["logits"],
            dynamic_axes={"words": {1: "length"}, "kinds": {1: "length"}},
            opset_version=17,
            dynamo=False,
        )
        if whole:
            quantize_dynamic(
                plain, out, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm"]
            )
    print(out, f"{out.stat().st_size / 2**20:.1f} MiB", hashlib.sha256(out.read_bytes()).hexdigest())


if __name__ == "__main__":
    export(Path(sys.argv[1]), Path(sys.argv[2]), whole="--exact" not in sys.argv)
