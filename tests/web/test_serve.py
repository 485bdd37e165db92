"""Starting the chat."""

import ctypes
import socket
import subprocess
import sys
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


MEASURED = """
import ctypes
import sys
from assistant.web.serve import LARGE, _give_back

class Info(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost".split()]

libc = ctypes.CDLL(None)
libc.mallinfo2.restype, libc.malloc.restype, libc.free.argtypes = Info, ctypes.c_void_p, [ctypes.c_void_p]
if "give" in sys.argv:
    _give_back()
libc.free(libc.malloc(1 << 24))  # what glibc takes for a sign that large buffers come and go
before = libc.mallinfo2().hblks
libc.malloc(LARGE * 2)
print(libc.mallinfo2().hblks - before)
"""


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallinfo2"), reason="not glibc")
@pytest.mark.parametrize(("how", "apart"), [("keep", "0"), ("give", "1")])
def test_a_large_buffer_is_one_that_goes_back_to_the_system(how: str, apart: str) -> None:
    run = subprocess.run([sys.executable, "-c", MEASURED, how], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == apart
