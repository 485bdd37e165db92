"""Opens the concrete parts of an index: the only module on this side that knows them all."""

import shutil
import uuid
from contextlib import ExitStack
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from indexer.catalog import Catalog, Writer, open_catalog
from indexer.embed import canonical
from indexer.errors import EmbedderMismatchError, IndexBusyError, StorageError
from indexer.settings import Settings
from indexer.vectors import FOLDER

if TYPE_CHECKING:
    from indexer.embed import Embedder
    from indexer.load.process import ReadingProcess
    from indexer.pipeline import Parts
    from indexer.statements.extract import StatementExtractor
    from indexer.vectors import Vectors

RECIPE = "29"
"""Of what indexing makes of an article; changed whenever passages or statements would come out otherwise."""
LOCK = ".lock"
_LOOK = 0.02  # seconds: who only looks whether the lock is held holds it for an instant, and keeps no writer out


class Index:
    """An index, open. The models and the vectors are loaded when first used.

    Attributes:
        path: The index's folder.
    """

    def __init__(self, path: Path, settings: Settings, catalog: Catalog, *, writable: bool, held: ExitStack) -> None:
        self.path, self.settings, self.catalog = path, settings, catalog
        self._writable, self._held = writable, held

    @cached_property
    def embedder(self) -> "Embedder":
        """The model that the vectors are made with.

        Raises:
            ModelError: It cannot be loaded.
            EmbedderMismatchError: Under the same name there is another model now.
        """
        from indexer.embed import open_embedder

        embedder = open_embedder(self.settings.embedder, threads=self.settings.threads)
        built, here = self.catalog.meta("dimension"), str(embedder.dimension)
        if built and built != here:
            raise EmbedderMismatchError(
                built_with=f"{embedder.name} of {built} dimensions", asked_with=f"{embedder.name} of {here} dimensions"
            )
        if self._writable and not built:
            Writer(self.catalog).set_meta(dimension=here)
        return embedder

    @cached_property
    def vectors(self) -> "Vectors":
        """The index's vectors, where they were put when it was made."""
        from indexer.vectors import open_vectors

        vectors = open_vectors(self.path, server=self.server, namespace=self.catalog.meta("namespace"))
        self._held.callback(vectors.close)
        return vectors

    def discard_vectors(self) -> None:
        """Delete all vectors, also where they are too damaged to be opened; they can be made anew from the catalog."""
        if self.server or "vectors" in self.__dict__:
            self.vectors.clear()
        else:
            shutil.rmtree(self.path / FOLDER, ignore_errors=True)

    @property
    def server(self) -> str:
        """The Chroma server that holds the vectors, "" where the folder does."""
        return self.settings.chroma or self.catalog.meta("chroma")

    @cached_property
    def extractor(self) -> "StatementExtractor":
        """The reader of statements."""
        from indexer.statements import open_extractor

        return open_extractor()

    @cached_property
    def _reading(self) -> "ReadingProcess":
        from indexer.load.process import ReadingProcess

        reading = ReadingProcess(max_mb=self.settings.max_article_mb, seconds=self.settings.read_seconds)
        self._held.callback(reading.close)
        return reading

    def parts(self) -> "Parts":
        """What a run of indexing needs."""
        from indexer.load import load
        from indexer.parse import parse_names
        from indexer.pipeline import Parts
        from indexer.tokens import token_counter

        return Parts(
            catalog=self.catalog,
            vectors=lambda: self.vectors,
            embedder=lambda: self.embedder,
            extractor=lambda: self.extractor,
            count=token_counter,
            parse=partial(parse_names, name=self.settings.parser),
            load=partial(load, read=self._reading.read),
            budget=self.settings.passage_tokens,
            recipe=f"{RECIPE}/{self.settings.passage_tokens}",
        )

    def close(self) -> None:
        """Close what is open."""
        self._held.close()


def open_index(path: Path | str, settings: Settings, *, create: bool = False) -> Index:
    """Open an index; with `create`, for writing, made where there is none.

    Raises:
        IndexMissingError, IndexBusyError, IndexDamagedError, StorageError: It cannot be opened.
        EmbedderMismatchError: It was made with another embedding model than the settings name.
    """
    folder = Path(path)
    with ExitStack() as stack:
        if create:
            _lock(folder, stack)
        catalog = open_catalog(folder, write=create)
        stack.callback(catalog.close)
        asked, built = canonical(settings.embedder), catalog.meta("embedder")
        if built and built != asked:
            raise EmbedderMismatchError(built_with=built, asked_with=asked)
        if create and not built:
            Writer(catalog).set_meta(embedder=asked, namespace=uuid.uuid4().hex[:12], chroma=settings.chroma)
        return Index(folder, settings, catalog, writable=create, held=stack.pop_all())


def being_written(folder: Path) -> bool:
    """Whether a process adds to an index right now, or takes from it."""
    lock = folder / LOCK
    try:
        with FileLock(lock, timeout=_LOOK, poll_interval=_LOOK / 4):
            return False
    except Timeout:
        return True
    except OSError:  # a folder that nobody may write is written by nobody
        return False


def _lock(folder: Path, stack: ExitStack) -> None:
    """Keep other writers out until the stack closes; the system lets go of the lock when a process dies."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stack.enter_context(FileLock(folder / LOCK, timeout=2 * _LOOK, poll_interval=_LOOK / 4))
    except Timeout:
        raise IndexBusyError(f"another process is writing to {folder}: wait until it is done, then try again") from None
    except OSError as error:
        raise StorageError(
            f"the index folder {folder} cannot be written ({error.strerror or error}): choose another with --index"
        ) from error
