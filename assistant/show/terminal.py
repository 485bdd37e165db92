"""An answer as text for a terminal, drawn by rich."""

from collections.abc import Iterable
from io import StringIO

from rich.console import Console
from rich.text import Text

from assistant.answer import Answer, Cited, Group, Paragraph, Quotation, Run
from assistant.show.labels import IMPLIED, UNNAMED, heading
from assistant.show.phrases import around, footer, headline, level, limits, nearest, remarks
from assistant.show.quoting import quoted
from assistant.show.safe import folded
from assistant.show.wording import circumstances, name_of, role_of, source_of

NARROWEST = 40  # columns
_STYLES = {"corroborated": "green", "single-source": "yellow", "no-evidence": "red"}


def plain(answer: Answer, *, width: int = 88, color: bool = False) -> str:
    """An answer to read in a terminal.

    Args:
        width: Columns, at least 40.
        color: Use ANSI colours for the level and bold for names. Nothing out of an article can add its own.
    """
    return _Page(max(width, NARROWEST), color=color).of(answer)


class _Page:
    """Blocks apart by empty lines, each wrapped with its indentation."""

    def __init__(self, width: int, *, color: bool) -> None:
        # Nothing of the environment decides how wide or how coloured the text is: the caller does.
        self._console = Console(
            file=StringIO(),
            width=width,
            force_terminal=color,
            color_system="standard" if color else None,
            highlight=False,
            markup=False,
            emoji=False,
            soft_wrap=False,
            _environ={},
        )
        self._blocks: list[str] = []

    def of(self, answer: Answer) -> str:
        self._add(self._wrapped(Text(folded(answer.question.text))))
        told, found = answer.outline, answer.corroboration
        if under := limits(answer.question):
            self._add(self._wrapped(Text(f"Limited to {'; '.join(map(str, under))}")))
        self._add(*(self._paragraph(p) for p in told.text) if told.text else [self._wrapped(_line(headline(answer)))])
        self._add(*(self._wrapped(_line(line), 4, "  - ") for line in nearest(answer)))
        if found:
            self._add(self._wrapped(_line(level(answer), _STYLES[found.level])))
        for group in told.groups:
            self._group(group, answer)
        if answer.passages:
            self._add("Passages", *(self._passage(passage) for passage in answer.passages))
        if answer.struck:
            told_off = (Text(f"{folded(struck.text)} ({folded(struck.why)})") for struck in answer.struck)
            self._add("Struck from the model's answer", *(self._wrapped(line, 4, "  - ") for line in told_off))
        for line in (*remarks(answer), footer(answer)):
            self._add(self._wrapped(Text(line)))
        return "\n\n".join(self._blocks) + "\n"

    def _group(self, group: Group, answer: Answer) -> None:
        self._add(heading(group, answer.question))
        for n in group.statements:
            self._add(*self._statement(answer.statements[n]))

    def _statement(self, said: Quotation) -> list[str]:
        implied = [IMPLIED] if said.strength == "implies" else []
        facts = [*circumstances(said, said.published), *implied, *source_of(said)]
        role = f", {role_of(said)}" if role_of(said) else ""
        head = Text.assemble((name_of(said), "bold"), role, f" ({UNNAMED})" if said.unnamed else "")
        foot = " · ".join(facts) + (f" [{said.passage}]" if said.passage else "")
        words = ", ".join(filter(None, (quoted(said.quote), around(said))))
        return [self._wrapped(head, 2), self._wrapped(Text(words), 4), self._wrapped(Text(foot), 4)]

    def _passage(self, passage: Cited) -> str:
        facts = [folded(passage.title) or folded(passage.article), *source_of(passage)]
        place = f"{folded(passage.article)} {passage.start}-{passage.end}"
        return self._wrapped(Text(" · ".join([*facts, place])), 7, f"  {f'[{passage.n}]':>4} ")

    def _paragraph(self, paragraph: Paragraph) -> str:
        return self._wrapped(_line(paragraph.runs), 4 if paragraph.listed else 0, "  - " if paragraph.listed else "")

    def _wrapped(self, text: Text, indent: int = 0, first: str = "") -> str:
        """The text as lines of at most the console's width, all but the first's beginning indented."""
        console = self._console
        with console.capture() as capture:
            for number, line in enumerate(text.wrap(console, console.width - indent)):
                console.print(Text.assemble(first if number == 0 and first else " " * indent, line), no_wrap=True)
        return "\n".join(line.rstrip() for line in capture.get().rstrip("\n").split("\n"))

    def _add(self, *lines: str) -> None:
        if lines:
            self._blocks.append("\n".join(lines))


def _line(runs: Iterable[Run], style: str = "bold") -> Text:
    return Text.assemble(*(f"[{run.mark}]" if run.mark else (run.text, style if run.strong else "") for run in runs))
