"""The door to Chroma: vectors of passages and statements, derived from the catalog, beside it or on a server."""

import logging
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from indexer.errors import StorageError

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import GetResult, QueryResult

Read = TypeVar("Read")
Kind = Literal["passages", "statements"]
KINDS: tuple[Kind, ...] = ("passages", "statements")
FOLDER = "chroma"

# Wider than Chroma's defaults. A question asks for 150 neighbours, where a beam of 100 would lose some; and reprints
# make many equal vectors, which with 16 links each point only at one another: a search would not get in or out.
SEARCH: Any = {"space": "cosine", "max_neighbors": 32, "ef_construction": 200, "ef_search": 300}


class Vectors:
    """Two collections, one a kind; ids are the catalog's.

    Passages are written as LlamaIndex nodes, so that any LlamaIndex program can open that collection with its
    ChromaVectorStore. Everything else talks to Chroma itself: importing LlamaIndex's store takes seconds that a
    question should not wait for.
    """

    def __init__(
        self, connect: Callable[[], Any], place: str, namespace: str = "", held: ExitStack | None = None
    ) -> None:
        self.place = place
        self._connect, self._namespace, self._held = connect, namespace, held or ExitStack()
        self._client = connect()
        self._batch = int(self._client.get_max_batch_size())
        self._open: dict[Kind, Collection] = {}
        self._anew = Lock()

    def add(
        self,
        kind: Kind,
        ids: Sequence[str],
        vectors: NDArray[np.float32],
        article_ids: Sequence[str],
        texts: Sequence[str] = (),
    ) -> None:
        """Add vectors under new ids (delete an article's before they are made anew).

        Args:
            vectors: Shape (len(ids), dimension), rows of unit norm.
            article_ids: The article of each, to delete them by.
            texts: The passages' texts; for other kinds none.

        Raises:
            StorageError: Chroma could not write.
        """
        with self._explained():
            for at in range(0, len(ids), self._batch):
                cut = slice(at, at + self._batch)
                if texts:
                    self._add_nodes(kind, ids[cut], vectors[cut], article_ids[cut], texts[cut])
                else:
                    self._collection(kind).upsert(
                        ids=list(ids[cut]),
                        embeddings=vectors[cut],
                        metadatas=[{"article": article} for article in article_ids[cut]],
                    )

    def _add_nodes(
        self,
        kind: Kind,
        ids: Sequence[str],
        vectors: NDArray[np.float32],
        article_ids: Sequence[str],
        texts: Sequence[str],
    ) -> None:
        from llama_index.core.schema import TextNode
        from llama_index.vector_stores.chroma import ChromaVectorStore

        ChromaVectorStore(chroma_collection=self._collection(kind)).add(
            [
                TextNode(id_=id, text=text, embedding=row.tolist(), metadata={"article": article})
                for id, row, article, text in zip(ids, vectors, article_ids, texts, strict=True)
            ]
        )

    def nearest(
        self, kind: Kind, vector: NDArray[np.float32], k: int, articles: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """The k nearest, nearest first, as (id, cosine similarity in [-1, 1]).

        Args:
            vector: Shape (dimension,).
            articles: Only vectors of these articles; empty means all.

        Raises:
            StorageError: Chroma could not be read.
        """
        where: Any = {"article": {"$in": list(articles)}} if articles else None

        def query(collection: "Collection") -> "QueryResult | None":
            if k < 1 or not (count := collection.count()):
                return None
            rows = np.asarray([vector], dtype=np.float32)
            return collection.query(query_embeddings=rows, n_results=min(k, count), where=where, include=["distances"])

        found = self._read(kind, query)
        if found is None:
            return []
        distances = found["distances"]
        # Chroma's cosine distance is 1 - similarity; it ends here, and all else speaks of similarity.
        return [
            (id, 1.0 - distance)
            for id, distance in zip(found["ids"][0], distances[0] if distances else [], strict=True)
        ]

    def get(self, kind: Kind, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Stored vectors by id, each of shape (dimension,); an unknown id is left out."""
        out: dict[str, NDArray[np.float32]] = {}
        for at in range(0, len(ids), self._batch):
            cut = list(ids[at : at + self._batch])
            found = self._read(kind, partial(_with_vectors, cut))
            rows = np.asarray(found["embeddings"], dtype=np.float32)
            out.update(zip(found["ids"], rows, strict=True))
        return out

    def ids(self, kind: Kind) -> set[str]:
        """All ids of a kind."""
        out: set[str] = set()
        with self._explained():
            collection = self._collection(kind)
            while page := collection.get(include=[], limit=self._batch, offset=len(out))["ids"]:
                out.update(page)
        return out

    def delete_articles(self, kind: Kind, article_ids: Sequence[str]) -> None:
        """Delete every vector of these articles; unknown ones are no error."""
        with self._explained():
            collection = self._collection(kind)
            if article_ids and collection.count():
                where: Any = {"article": {"$in": list(article_ids)}}
                collection.delete(where=where)

    def delete(self, kind: Kind, ids: Sequence[str]) -> None:
        """Delete vectors by id."""
        with self._explained():
            for at in range(0, len(ids), self._batch):
                self._collection(kind).delete(ids=list(ids[at : at + self._batch]))

    def clear(self) -> None:
        """Delete every vector of this index, to make them anew."""
        with self._explained():
            here = {collection.name for collection in self._client.list_collections()}
            for kind in KINDS:
                if self._name(kind) in here:
                    self._client.delete_collection(self._name(kind))
            self._open.clear()

    def count(self, kind: Kind) -> int:
        """How many vectors there are of a kind."""
        with self._explained():
            return int(self._collection(kind).count())

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()
        self._held.close()

    def _read(self, kind: Kind, ask: Callable[["Collection"], Read]) -> Read:
        """What a collection answers, if need be on a second try with Chroma opened anew.

        A collection that was empty when this process opened it, and that another one fills meanwhile, is looked for
        where there was nothing ("Nothing found on disk"), for as long as the first thousand vectors are not there.
        """
        with self._explained():
            collection = self._collection(kind)
            try:
                return ask(collection)
            except Exception:
                with self._anew:  # of several that read at once, the first opens it
                    if self._open.get(kind) is collection:
                        self._client.close()
                        self._client, self._open = self._connect(), {}
                return ask(self._collection(kind))

    def _name(self, kind: Kind) -> str:
        return f"twosource-{self._namespace}-{kind}" if self._namespace else kind

    def _collection(self, kind: Kind) -> "Collection":
        if kind not in self._open:
            self._open[kind] = self._client.get_or_create_collection(
                self._name(kind),
                configuration={"hnsw": SEARCH},
                embedding_function=None,  # we bring the vectors; Chroma's default would download a model
            )
        return self._open[kind]

    def _explained(self) -> Any:
        return _explained(self.place)


def _with_vectors(ids: list[str], collection: "Collection") -> "GetResult":
    return collection.get(ids=ids, include=["embeddings"])


def open_vectors(folder: Path, *, server: str = "", namespace: str = "") -> Vectors:
    """The vectors of an index: in its folder, or on a Chroma server.

    Args:
        folder: The index's folder.
        server: "http://host:port", or "".
        namespace: Keeps the indexes on one server apart.

    Raises:
        StorageError: The folder cannot be written, or the server does not answer.
    """
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    import chromadb
    from chromadb.config import Settings

    # It logs each failed attempt to count us; there is nothing to count.
    logging.getLogger("chromadb.telemetry").setLevel(logging.CRITICAL)
    quiet = Settings(anonymized_telemetry=False)
    place = server or str(folder / FOLDER)
    with _explained(place), ExitStack() as held:
        if server:
            url = urlsplit(server)
            secure = url.scheme == "https"
            port = url.port or (443 if secure else 80)
            connect = partial(chromadb.HttpClient, url.hostname or "", port, secure, settings=quiet)
        else:
            connect = partial(chromadb.PersistentClient, _openable(folder / FOLDER, held), settings=quiet)
        return Vectors(connect, place, namespace if server else "", held.pop_all())


def _openable(folder: Path, held: ExitStack) -> str:
    """Where Chroma can open the vectors. It writes to its SQLite file also where it is only asked.

    Where that may not be written, as on a read-only disk, it gets a copy of it, for as long as `held` is open; the
    vectors themselves, in folders beside it, are linked.
    """
    file = folder / "chroma.sqlite3"
    if not file.is_file() or os.access(file, os.W_OK):
        return str(folder)
    copy = Path(held.enter_context(TemporaryDirectory(prefix="twosource-", ignore_cleanup_errors=True)))
    for beside in folder.iterdir():
        if beside.is_file():
            shutil.copyfile(beside, copy / beside.name)
        else:
            (copy / beside.name).symlink_to(beside.resolve(), target_is_directory=True)
    return str(copy)


@contextmanager
def _explained(place: str) -> Iterator[None]:
    # Chroma passes on errors of SQLite, of the file system, of HTTP and its own, from Rust and Python, without
    # a common class: whatever comes out of it means that the vectors could not be reached.
    try:
        yield
    except (KeyboardInterrupt, SystemExit, StorageError):
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        hint = (
            "check that the Chroma server runs at this address"
            if place.startswith("http")
            else "free some space or check the folder's permissions; `twosource doctor --repair` makes the vectors anew"
        )
        raise StorageError(f"the vectors at {place} cannot be used ({reason}): {hint}") from error
