"""Small safe pieces of HTML: everything that comes from an article or a question is escaped here."""

import re
from html import escape
from urllib.parse import quote, urlsplit

# A backslash escape, a citation mark, bold or italics: the only Markdown that answers use inside a line.
_INLINE = re.compile(r"\\([^\w\s])|\[(\d{1,2})\]|\*\*(.+?)\*\*|(?<![\w*])\*(?!\s)([^*]+?)(?<!\s)\*(?![\w*])", re.DOTALL)
_UNSENDABLE = re.compile("[\0\ud800-\udfff]")  # neither HTML nor UTF-8 has a place for them
_FRAGMENT_WORDS = 6  # words at either end of a text fragment; enough to be unique, short enough for an address


def text(value: object) -> str:
    """Plain text as HTML, quotes included, so it is safe in an attribute too."""
    return escape(_UNSENDABLE.sub("\N{REPLACEMENT CHARACTER}", str(value)), quote=True)


def mark(turn: int, number: int, statement: int | None = None) -> str:
    """The citation mark [n] as a button that opens the passage (or a statement of it) in its article."""
    if statement is None:
        target, label = f'data-open="passage" data-item="{number}"', f"Open passage {number} in its article"
    else:
        target, label = f'data-open="statement" data-item="{statement}"', f"Open this statement, passage {number}"
    return f'<button type="button" class="ts-mark" data-turn="{turn}" {target} aria-label="{label}">[{number}]</button>'


def inline(markdown: str, turn: int, passages: int) -> str:
    """One line of an answer's Markdown as HTML.

    Only bold, italics, backslash escapes and marks [1]..[`passages`] mean something; links, images and tags stay text,
    because the line may hold an article's words.
    """
    out: list[str] = []
    last = 0
    for found in _INLINE.finditer(markdown):
        out.append(text(markdown[last : found.start()]))
        last = found.end()
        escaped, number, bold, italic = found.groups()
        if escaped is not None:
            out.append(text(escaped))
        elif number is not None:
            out.append(mark(turn, int(number)) if 1 <= int(number) <= passages else text(found.group()))
        elif bold is not None:
            out.append(f"<strong>{inline(bold, turn, passages)}</strong>")
        else:
            out.append(f"<em>{inline(italic, turn, passages)}</em>")
    return "".join(out) + text(markdown[last:])


def blocks(markdown: str, turn: int, passages: int) -> list[str]:
    """An answer's Markdown as HTML blocks: headings, paragraphs, lists and block quotations."""
    out: list[str] = []
    for block in re.split(r"\n\s*\n", markdown.strip()):
        lines = [line.strip() for line in block.strip().splitlines() if line.strip()]
        if not lines:
            continue
        if all(line.startswith(("- ", "* ")) for line in lines):
            items = "".join(f"<li>{inline(line[2:], turn, passages)}</li>" for line in lines)
            out.append(f"<ul>{items}</ul>")
        elif all(line.startswith(">") for line in lines):
            quoted = " ".join(line.removeprefix(">").strip() for line in lines)
            out.append(f"<blockquote>{inline(quoted, turn, passages)}</blockquote>")
        else:
            out.append(f"<p>{inline(re.sub(r'^#+ ', '', ' '.join(lines)), turn, passages)}</p>")
    return out


def safe_url(url: str) -> str:
    """The address if it is a whole http(s) one without blanks or control characters, else ""."""
    if re.search(r"[\s\x00-\x1f\x7f]", url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket that opens no IPv6 address
        return ""
    return url if parts.scheme.lower() in {"http", "https"} and parts.hostname else ""


def text_fragment(url: str, words: str) -> str:
    """The address with a text fragment, so that the browser scrolls to `words` on the publisher's page."""
    tokens = words.strip(" \n\t“”\"'‘’«»").split()
    if not tokens:
        return url
    ends = [tokens] if len(tokens) <= 2 * _FRAGMENT_WORDS else [tokens[:_FRAGMENT_WORDS], tokens[-_FRAGMENT_WORDS:]]
    # "-" and "," separate the parts of a fragment, so they are encoded where they belong to the words.
    encoded = ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return f"{url}{':~:' if '#' in url else '#:~:'}text={encoded}"
