"""Cut a text into its sentences, as spans: the only module that imports nltk.

Punkt's English parameters come from disk (llama-index-core ships them), so nothing is downloaded. Around it we keep
what news needs: blank lines and line breaks end a sentence, titles ("Gen.") never do, quotation marks stay with theirs.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.errors import ModelError
from indexer.records import Span
from indexer.shipped import shipped_with_llama_index

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

# Punkt knows ASCII marks only. Each stands for one character, so offsets hold.
_AS_PUNKT_KNOWS = str.maketrans("“”„«»‘’‚‹›…", "\"\"\"\"\"'''''.")

# Before a capital these announce a name; Punkt would break where the name is also a common opening word ("Gen. Will").
_TITLES = frozenset(
    ["adm", "amb", "atty", "brig", "capt", "cmdr", "col", "cpl", "det", "dr", "fr", "gen", "gov", "hon", "insp", "lt"]
) | frozenset(
    ["maj", "messrs", "mr", "mrs", "ms", "mt", "pres", "prof", "pte", "pvt", "rep", "reps", "rev", "sen", "sens", "sgt"]
)
_MORE_ABBREVIATIONS = frozenset(
    ["e.g", "i.e", "a.k.a", "jan", "apr", "jun", "jul", "approx", "est", "dept", "assn", "govt", "etc", "al", "u.a.e"]
)

_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n\s*)?\n|\n(?=\n)|[\u2029\x0c]")
_LAST_WORD = re.compile(r"(?:^|[\s(\[\"'“”‘’—–-])([^\W\d_]+(?:\.[^\W\d_]+)*)\.$")
_OPENS_LOW = re.compile(r"[\"'“”‘’«»(\[\s]*[^\W\d_]")
_CLOSERS = "\"'”’»›)]"
_LONE_CLOSER = re.compile(r"[\"'”’»›)\]]+(?=\s|$)")
_ENDS_SENTENCE = re.compile(r"[.!?…:;]['\"”’»)\]]*$")
_MOST_PRINTED_LINE = 100  # characters: longer lines are paragraphs, not hard-wrapped text
_LEAST_PRINTED_LINE = 40


def sentences(text: str) -> list[Span]:
    """The sentences of a text, in order.

    Together they hold every character that is no white space; none starts or ends with white space, none crosses a
    blank line. A line without a final full stop (a headline) is a sentence, unless the text is hard-wrapped.

    >>> [span.of("Gen. Lee left. “Why?” he asked.") for span in sentences("Gen. Lee left. “Why?” he asked.")]
    ['Gen. Lee left.', '“Why?” he asked.']
    """
    found: list[Span] = []
    for block in _blocks(text):
        found.extend(_block_sentences(text, block))
    return found


def paragraphs(text: str) -> list[Span]:
    """The runs of text between blank lines, trimmed of white space."""
    found: list[Span] = []
    start = 0
    for gap in _BLANK_LINES.finditer(text):
        found.append(_trimmed(text, start, gap.start()))
        start = gap.end()
    found.append(_trimmed(text, start, len(text)))
    return [span for span in found if span.start < span.end]


def _blocks(text: str) -> Iterator[Span]:
    """Paragraphs, cut at line breaks where a line break means something."""
    for paragraph in paragraphs(text):
        lines = _lines(text, paragraph)
        if len(lines) == 1 or _is_hard_wrapped(text, lines):
            yield paragraph
            continue
        start = lines[0].start
        for line, following in pairwise(lines):
            runs_on = text[following.start].islower() and not _ENDS_SENTENCE.search(text[line.end - 3 : line.end])
            if not runs_on:
                yield Span(start, line.end)
                start = following.start
        yield Span(start, lines[-1].end)


def _lines(text: str, block: Span) -> list[Span]:
    found: list[Span] = []
    start = block.start
    for line in block.of(text).split("\n"):
        span = _trimmed(text, start, start + len(line))
        if span.start < span.end:
            found.append(span)
        start += len(line) + 1
    return found


def _is_hard_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether every line but the last was broken only because the next word did not fit."""
    width = max(line.end - line.start for line in lines)
    if not _LEAST_PRINTED_LINE <= width <= _MOST_PRINTED_LINE:
        return False
    for line, following in pairwise(lines):
        first_word = following.of(text).split(maxsplit=1)[0]
        if line.end - line.start + 1 + len(first_word) < width - 2:
            return False
    return True


def _block_sentences(text: str, block: Span) -> list[Span]:
    given = block.of(text)
    plain = given.translate(_AS_PUNKT_KNOWS)
    found: list[Span] = []
    for start, end in _punkt().span_tokenize(plain):
        span = _trimmed(text, block.start + start, block.start + end)
        if span.start == span.end:
            continue
        if found and (closer := _LONE_CLOSER.match(text, span.start, span.end)) and closer.group() != '"':
            found[-1] = Span(found[-1].start, closer.end())
            span = _trimmed(text, closer.end(), span.end)
            if span.start == span.end:
                continue
        if found and _belongs_together(text, found[-1], span):
            span = Span(found.pop().start, span.end)
        found.append(span)
    return found


def _belongs_together(text: str, before: Span, after: Span) -> bool:
    """Whether Punkt broke where no English sentence ends: before a small letter, or behind a title."""
    opening = _OPENS_LOW.match(text, after.start, after.end)
    if opening and opening.group()[-1].islower():
        return True
    last = _LAST_WORD.search(text[max(before.start, before.end - 12) : before.end])
    if last is None:
        return False
    word = last.group(1)
    if word.lower() in _TITLES and word[0].isupper():
        return True
    return word in ("No", "Nos", "Art", "Sec", "pp") and text[after.start].isdigit()


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    return Span(start, max(start, start + len(part.strip())))


@cache
def _punkt() -> "PunktSentenceTokenizer":
    # Importing nltk takes most of a second, which `--help` need not wait for.
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    folder = shipped_with_llama_index("nltk_cache/tokenizers/punkt_tab/english")
    parameters = PunktParameters()
    try:
        parameters.abbrev_types = set(_rows(folder / "abbrev_types.txt")) | _TITLES | _MORE_ABBREVIATIONS
        parameters.sent_starters = set(_rows(folder / "sent_starters.txt"))
        parameters.collocations = {tuple(row.split("\t")) for row in _rows(folder / "collocations.tab")}
        for row in _rows(folder / "ortho_context.tab"):
            word, flags = row.split("\t")
            parameters.ortho_context[word] = int(flags)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the sentence splitter's parameters in {folder} cannot be read ({error}): reinstall llama-index-core"
        ) from error
    return PunktSentenceTokenizer(parameters)


def _rows(path: Path) -> list[str]:
    return [row for row in path.read_text("utf-8").split("\n") if row]
