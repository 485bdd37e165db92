"""What an index holds, in numbers, for `twosource status`."""

from pathlib import Path

from indexer.vectors import FOLDER, KINDS
from indexer.wiring import Index


def facts(index: Index) -> dict[str, int | str]:
    """Counts and sizes (bytes) as integers, dates and models as text."""
    catalog = index.catalog
    _, first, last = catalog.scope()
    local = "" if index.server else str(index.path / FOLDER)
    return {
        "index": str(index.path),
        **catalog.counts(),
        "vectors": sum(index.vectors.count(kind) for kind in KINDS),
        "publishers": len(catalog.publishers()),
        "first": first,
        "last": last,
        "failed_last_run": len(catalog.failures()),
        "catalog_bytes": catalog.path.stat().st_size,
        "vectors_bytes": _size(Path(local)) if local else 0,
        "embedder": catalog.meta("embedder"),
        "dimension": int(catalog.meta("dimension") or 0),
        "chroma": index.server or FOLDER,
    }


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
