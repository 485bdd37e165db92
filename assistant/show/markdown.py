"""An answer as Markdown with marks like [1]: the "answer" that other programs get."""

import re
from collections.abc import Iterable

from assistant.answer import Answer, Cited, Group, Quotation, Run, Source
from assistant.show.labels import IMPLIED, heading
from assistant.show.links import safe_url
from assistant.show.phrases import NO_CLAIM, around, headline, level, nearest, untold
from assistant.show.quoting import quoted
from assistant.show.safe import folded
from assistant.show.wording import circumstances, count, day, listing, name_of, role_of, source_of

MOST = 8  # statements of a group that the text lists; the answer's statements hold them all
WORDS = 60  # words of one quotation that the text shows; the statement holds all of it


def markdown(answer: Answer) -> str:
    """Paragraphs and lists, apart by empty lines; each quotation carries the mark of the passage it stands in."""
    told = answer.outline
    if told.headline == "text":
        blocks = [_text(answer), drawn(level(answer))]
    else:
        blocks = [drawn(headline(answer)), _items(map(drawn, nearest(answer)))]
        blocks += [block for group in told.groups for block in _group(group, answer)]
        blocks += [drawn(level(answer)) if told.groups else "", untold(answer)]
    blocks.append("" if answer.corroboration else NO_CLAIM)
    return "\n\n".join(filter(None, blocks))


def transcript(title: str, told: Iterable[tuple[str, Answer]]) -> str:
    """A conversation to keep: each question with its answer, and the sources that its marks name."""
    parts = [f"# {escaped(folded(title))}"]
    for question, answer in told:
        sources = "\n".join(_source(passage, answer.articles[passage.article]) for passage in answer.passages)
        parts += [f"## {escaped(folded(question))}", markdown(answer), sources]
    return "\n\n".join(filter(None, parts)) + "\n"


def drawn(line: Iterable[Run]) -> str:
    """A line of runs as Markdown."""
    return "".join(map(_run, line))


def escaped(text: str) -> str:
    """Text of an article or a user as Markdown that means only itself: marks and tags in it are no marks and tags."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)


def _run(run: Run) -> str:
    if run.mark:
        return f"[{run.mark}]"
    return f"**{escaped(run.text)}**" if run.strong and run.text else escaped(run.text)


def _source(passage: Cited, source: Source) -> str:
    facts = [source.title or passage.article, *source_of(source), f"{passage.article} {passage.start}-{passage.end}"]
    url = safe_url(source.url)
    link = f" <{url.replace('<', '%3C').replace('>', '%3E')}>" if url else ""
    return f"- [{passage.n}] {escaped(', '.join(map(folded, facts)))}{link}"


def _text(answer: Answer) -> str:
    """A language model's paragraphs; the items of a list stay together."""
    out = ""
    for paragraph in answer.outline.text:
        words = drawn(paragraph.runs)
        between = "\n" if paragraph.listed and out.rpartition("\n")[2].startswith("- ") else "\n\n"
        out += (between if out else "") + (f"- {words}" if paragraph.listed else words)
    return out


def _group(group: Group, answer: Answer) -> list[str]:
    """The heading, and one line a voice (its best statement), or one a statement where one voice is asked about."""
    one = answer.question.about_one
    held = [answer.statements[n] for n in (group.statements if one else group.voices)]
    lines = [_said(said, dated=one) for said in held[:MOST]]
    if rest := held[MOST:]:
        # No sentence stands without a mark: the statements not spelled out are named by their passages.
        marks = "".join(f"[{n}]" for n in sorted({said.passage for said in rest if said.passage}))
        names = listing(list(dict.fromkeys(escaped(name_of(said)) for said in rest)))
        lines.append(f"Further: {count(len(rest), 'statement')} by {names} {marks}".rstrip())
    return [f"{heading(group, answer.question)}:", _items(lines)]


def _items(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _said(said: Quotation, *, dated: bool) -> str:
    """Who, in which role, when, where, through whom, the exact words, and the mark."""
    role = f" ({escaped(role_of(said))})" if role_of(said) else ""
    facts = circumstances(said, said.published)
    if dated and not said.when and said.published:
        facts.insert(0, f"published {folded(day(said.published))}")
    if said.strength == "implies":
        facts.append(IMPLIED)
    about = f", {escaped(', '.join(facts))}" if facts else ""
    mark = f" [{said.passage}]" if said.passage else ""
    words = ", ".join(filter(None, (quoted(said.quote, most=WORDS), around(said, most=WORDS))))
    return f"**{escaped(name_of(said))}**{role}{about}: {escaped(words)}{mark}"
