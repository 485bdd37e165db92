"""Bytes to text, or a clear refusal: never a guess that garbles an article."""

import codecs
import re

from indexer.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BYTE_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.002  # share of characters
_MOST_MESS = 0.1  # charset-normalizer's chaos, in [0, 1], 0 is clean text
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)

BINARY = "is not text (it holds binary data): convert it to text, or name it by its real file type"
UNDECODABLE = "is in no encoding we can tell: save it again as UTF-8"


def decode(data: bytes) -> str:
    """Text of a plain text file: UTF-8, a byte order mark, UTF-16, then an educated guess.

    Raises:
        InputError: It is binary data, or no encoding fits well enough.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _text_or_refusal(data, encoding)
    if b"\0" in data[:4096]:
        return _text_or_refusal(data, _utf_16_by_its_zeros(data))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _guess(data)
    return _refuse_binary(text)


def decode_page(data: bytes) -> str:
    """Text of a saved web page: as `decode`, but believing the page's own <meta charset> before guessing.

    Raises:
        InputError: As `decode`.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    declared = _META_CHARSET.search(data[:4096])
    if declared:
        try:
            return data.decode(codecs.lookup(declared.group(1).decode("ascii")).name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _text_or_refusal(data: bytes, encoding: str) -> str:
    try:
        return _refuse_binary(data.decode(encoding))
    except UnicodeDecodeError:
        raise InputError(BINARY if b"\0" in data else UNDECODABLE) from None


def _utf_16_by_its_zeros(data: bytes) -> str:
    """UTF-16 without a mark has a zero in every second byte of English text."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.4 * len(head) / 2 and even < odd / 10:
        return "utf-16-le"
    if even > 0.4 * len(head) / 2 and odd < even / 10:
        return "utf-16-be"
    raise InputError(BINARY)


def _refuse_binary(text: str) -> str:
    if "\0" in text or len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text):
        raise InputError(BINARY)
    return text


def _guess(data: bytes) -> str:
    if len(_BYTE_CONTROL.findall(data)) > _MOST_CONTROLS * len(data):
        raise InputError(BINARY)
    from charset_normalizer import from_bytes

    matches = from_bytes(data)
    best = matches.best()
    if best is None or best.chaos > _MOST_MESS:
        raise InputError(UNDECODABLE)
    # Western Windows text is by far the commonest, and short texts fit several of its neighbours just as well.
    if "cp1252" in (best.encoding, *best.could_be_from_charset):
        return data.decode("cp1252")
    return str(best)
