"""Starting the chat."""

import socket
from pathlib import Path

import pytest

from assistant.web.serve import AddressError, serve
from indexer.catalog import open_catalog
from indexer.errors import IndexMissingError
from indexer.settings import Settings


def test_no_index_is_said_before_anything_is_served(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError):
        serve(tmp_path / "none", "127.0.0.1", 0, Settings(), block=False)


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    open_catalog(tmp_path, write=True).close()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(AddressError, match=str(port)):
            serve(tmp_path, "127.0.0.1", port, Settings(), block=False)
