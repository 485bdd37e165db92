"""Opens the concrete parts of an index: the only module on this side that knows them all."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.catalog import Catalog, Writer, open_catalog
from indexer.errors import EmbedderMismatchError, StorageError
from indexer.records import Article, Copy
from indexer.settings import Settings

if TYPE_CHECKING:
    from indexer.embed import Embedder
    from indexer.pipeline import Parts
    from indexer.statements.extract import StatementExtractor
    from indexer.vectors import Vectors

VERSION = "1"
"""Of what indexing makes of an article; changed whenever passages or statements would come out otherwise."""


@dataclass
class Index:
    """An index, open. The models and the vectors are loaded when first used.

    Attributes:
        path: The index's folder.
    """

    path: Path
    settings: Settings
    catalog: Catalog

    @cached_property
    def embedder(self) -> "Embedder":
        """The model that the vectors are made with."""
        from indexer.embed import open_embedder

        _set_threads(self.settings.threads)
        return open_embedder(self.settings.embedder)

    @cached_property
    def vectors(self) -> "Vectors":
        """The index's vectors."""
        from indexer.vectors import open_vectors

        return open_vectors(self.path, server=self.settings.chroma, namespace=self.catalog.meta("namespace"))

    @cached_property
    def extractor(self) -> "StatementExtractor":
        """The reader of statements."""
        from indexer.statements import open_extractor

        return open_extractor()

    def parts(self) -> "Parts":
        """What a run of indexing needs."""
        from indexer.pipeline import Parts
        from indexer.tokens import token_counter

        count = token_counter()
        return Parts(
            catalog=self.catalog,
            vectors=lambda: self.vectors,
            embedder=lambda: self.embedder,
            extractor=lambda: self.extractor,
            copies=_copies,
            count=count,
            budget=self.settings.passage_tokens,
            max_mb=self.settings.max_article_mb,
            recipe=f"{VERSION}/{self.settings.passage_tokens}",
        )

    def close(self) -> None:
        """Close what is open."""
        if "vectors" in self.__dict__:
            self.vectors.close()
        self.catalog.close()


def open_index(path: Path | str, settings: Settings, *, create: bool = False) -> Index:
    """Open an index; with `create`, for writing, made where there is none.

    Raises:
        IndexMissingError, IndexBusyError, IndexDamagedError, StorageError: It cannot be opened.
        EmbedderMismatchError: It was made with another embedding model than the settings name.
    """
    folder = Path(path)
    if create:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(f"the index folder {folder} cannot be made ({error.strerror}): choose another with --index") from None
    catalog = open_catalog(folder, write=create)
    built = catalog.meta("embedder")
    if built and built != settings.embedder:
        catalog.close()
        raise EmbedderMismatchError(built_with=built, asked_with=settings.embedder)
    if create and not built:
        Writer(catalog).set_meta(embedder=settings.embedder)
    return Index(folder, settings, catalog)


def _set_threads(threads: int) -> None:
    if threads:
        import torch

        torch.set_num_threads(threads)


def _copies(new: Sequence[Article], catalog: Catalog) -> list[Copy]:
    from indexer.lineage import copies

    return copies(new, list(catalog.articles()))
