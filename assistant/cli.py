"""The command line: each command parses, calls, prints. Heavy parts are imported by the command that needs them."""

import io
import json
import os
import shutil
import sys
from contextlib import closing, suppress
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.show.printing import as_text
from assistant.show.safe import safe
from indexer.errors import InputError, UserError

if TYPE_CHECKING:
    from assistant.records import Corroboration
    from indexer.settings import Settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Who said it, where, and whether anyone else did: questions answered by quotations out of your articles, "
    "with a flag on each claim that rests on a single source.",
)
IndexOption = Annotated[
    Path | None, typer.Option("--index", help="Folder of the index (default: the setting, ./index).")
]
LAST = "last-answer.json"


def _version(show: bool) -> None:
    if show:
        try:
            typer.echo(f"twosource {version('twosource')}")
        except PackageNotFoundError:
            typer.echo("twosource (not installed)")
        raise typer.Exit


@app.callback()
def _root(
    show: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command()
def index(
    inputs: Annotated[list[str], typer.Argument(metavar="PATH_OR_URL...", help="Files, folders, .jsonl, feeds, urls.")],
    index: IndexOption = None,
    prune: Annotated[bool, typer.Option("--prune", help="Take out articles whose file is gone.")] = False,
    chroma: Annotated[str, typer.Option(help="Keep the vectors on a Chroma server, http://host:port.")] = "",
) -> None:
    """Read articles into the index; what is unchanged is skipped. Exit code 1 if an input failed."""
    from assistant.show import console
    from indexer.expect import expected
    from indexer.pipeline import index as run
    from indexer.wiring import open_index

    settings = _settings(**({"chroma": chroma} if chroma else {}))
    folder = index or settings.index
    with (
        closing(open_index(folder, settings, create=True)) as opened,
        console.progress(partial(expected, inputs)) as go,
    ):
        try:
            report = run(inputs, opened.parts(), prune=prune, progress=go)
        except KeyboardInterrupt:
            typer.echo("twosource: stopped, and nothing is half done: run it again to go on", err=True)
            raise typer.Exit(130) from None
    console.print_report(report)
    if report.failed:
        raise typer.Exit(1)


@app.command()
def upgrade(index: IndexOption = None) -> None:
    """Make an index of an earlier version of twosource anew, out of the articles that it holds."""
    from assistant.show import console
    from indexer.upgrade import upgrade as run
    from indexer.wiring import open_index

    settings = _settings()
    folder = index or Path(settings.index)
    with console.progress(lambda: 0) as go:
        try:
            report = run(folder, partial(open_index, settings=settings, create=True), go)
        except KeyboardInterrupt:
            typer.echo("twosource: stopped, and nothing is lost: run it again to go on", err=True)
            raise typer.Exit(130) from None
    console.print_report(report)
    typer.echo(f"the earlier index is kept as {folder}.old: delete it when you are content")


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="What you want to know.")],
    index: IndexOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    publisher: Annotated[
        list[str] | None, typer.Option(help="Only articles of this publisher (may be repeated).")
    ] = None,
    after: Annotated[str, typer.Option(help="Only articles from this date on (YYYY-MM-DD).")] = "",
    before: Annotated[str, typer.Option(help="Only articles up to this date.")] = "",
    speaker: Annotated[str, typer.Option(help="Only what this speaker said.")] = "",
    graph: Annotated[
        Path | None, typer.Option("--graph", help="Draw the chains behind the claim into this file, as SVG.")
    ] = None,
) -> None:
    """Answer one question, with quotations, who stands behind the claim, and the single-source flag."""
    from assistant.ask.filters import limits

    chosen = limits(publishers=publisher or (), after=after, before=before, speaker=speaker)
    settings = _settings()
    folder = index or settings.index
    _say_what_is_searched(folder)

    from assistant.show import json, terminal
    from assistant.wiring import open_assistant

    answer = open_assistant(folder, settings).ask(question, chosen)
    data = as_text(json.as_json(answer), indent=1)
    with suppress(OSError):  # for `cite --last`; an index on a read-only disk answers all the same
        (folder / LAST).write_text(data, encoding="utf-8")
    if graph:
        _draw(answer.corroboration, graph)
    typer.echo(data if as_json else terminal.plain(answer, width=_width(), color=_colour()))


@app.command()
def chat(
    index: IndexOption = None,
    host: Annotated[str, typer.Option(help="Address to listen on (default: the setting).")] = "",
    port: Annotated[int, typer.Option(help="Port; 0 takes any free one (default: the setting).")] = -1,
) -> None:
    """Open the web chat."""
    from assistant.web.serve import serve

    settings = _settings()
    serve(index or settings.index, host or settings.host, settings.port if port < 0 else port, settings)


@app.command()
def cite(
    question: Annotated[str, typer.Argument(help="The question whose answer is cited.")] = "",
    index: IndexOption = None,
    style: Annotated[str, typer.Option("--format", help="md, bibtex, csl, ris or csv.")] = "md",
    last: Annotated[bool, typer.Option("--last", help="Cite the last answer of `ask` instead.")] = False,
) -> None:
    """Notes out of an answer: quotations with speaker, source, place and the flag."""
    from assistant.notes.cite import check_format
    from assistant.notes.cite import cite as notes

    check_format(style)
    settings = _settings()
    folder = index or settings.index
    if last == bool(question.strip()):
        raise typer.BadParameter("give a question, or --last")
    if last:
        from assistant.show.json import from_json

        answer = from_json(_last_answer(folder / LAST))
    else:
        _say_what_is_searched(folder)

        from assistant.wiring import open_assistant

        answer = open_assistant(folder, settings).ask(question)
    typer.echo(notes(answer, style), nl=False)


@app.command(name="eval")
def evaluate(
    questions: Annotated[Path, typer.Argument(help="A question set, .jsonl or .yaml.")],
    index: IndexOption = None,
    answers: Annotated[Path | None, typer.Option(help="Write the answers here, a JSON line a question.")] = None,
    report: Annotated[Path | None, typer.Option(help="Folder for report.html and scores.json.")] = None,
    results: Annotated[Path | None, typer.Option(help="Write what is right and wrong here, a line a question.")] = None,
    accepted: Annotated[
        Path | None, typer.Option(help="Compare with these results; exit code 1 where a right answer is wrong now.")
    ] = None,
) -> None:
    """Run a question set over the index and print its scores."""
    from assistant.evaluate import gate

    before = gate.read_results(accepted) if accepted else None

    from assistant.evaluate.run import run_set
    from assistant.show import console
    from assistant.wiring import open_assistant

    settings = _settings()
    with console.counting() as progress:
        result = run_set(open_assistant(index or settings.index, settings), questions, answers, report, progress)
    typer.echo(as_text(result["scores"], indent=1))
    if results:
        gate.write_results(results, result["results"])
    for failed in result["failed"]:
        typer.echo(safe(f"failed: {failed['id']}: {failed['error']}"), err=True)
    compared = gate.compare(result["results"], before) if before is not None else None
    for line in compared.lines() if compared else ():
        typer.echo(safe(line), err=True)
    if result["failed"] or (compared and not compared.passed):
        raise typer.Exit(1)


@app.command()
def statements(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Articles, as for `index`.")],
    jsonl: Annotated[bool, typer.Option("--jsonl", help="A JSON line an article.")] = False,
) -> None:
    """Who said what in articles, without an index."""
    from assistant.show import console
    from indexer.load import load
    from indexer.load.process import ReadingProcess
    from indexer.read import statements_of
    from indexer.records import Failure
    from indexer.statements import open_extractor

    settings, failed = _settings(), False
    extractor = open_extractor()
    with ReadingProcess(max_mb=settings.max_article_mb, seconds=settings.read_seconds) as process:
        for found in load(paths, read=process.read):
            if isinstance(found, Failure):
                failed = True
                typer.echo(f"{safe(found.where)}: {safe(found.why)}", err=True)
                continue
            said = [one for one in statements_of(found, extractor) if one.kind != "narration"]
            if jsonl:
                typer.echo(as_text(console.attributions(found, said)))
            else:
                console.print_article(found, said)
    if failed:
        raise typer.Exit(1)


@app.command()
def show(
    article: Annotated[str, typer.Argument(help="An article's id, the start of one, or words of its title.")],
    index: IndexOption = None,
    who: Annotated[bool, typer.Option("--people", help="Who speaks in it, as it names and describes them.")] = False,
) -> None:
    """One article with its statements marked, or who speaks in it."""
    from assistant.show import console
    from indexer.wiring import open_index

    settings = _settings()
    with closing(open_index(index or settings.index, settings)) as opened:
        found = opened.catalog.find_article(article)
        said = [one for one in opened.catalog.statements_of(found.id) if one.kind != "narration"]
        parties = opened.catalog.parties([one.id for one in said]) if who else {}
        credited = opened.catalog.credited([found.id]).get(found.id, ()) if who else ()
    if who:
        console.print_speakers(found, said, parties, credited)
    else:
        console.print_article(found, said)


@app.command()
def people(
    index: IndexOption = None,
    most: Annotated[int, typer.Option("--most", min=1, help="How many to list, the most quoted first.")] = 50,
) -> None:
    """Who is quoted: each with the forms of the name, and why they are one; and the file that overrides it."""
    from assistant.show import console
    from indexer.parties.people import people as known
    from indexer.parties.rulings import read_rulings, rulings_file
    from indexer.parties.same import Comparer
    from indexer.wiring import open_index

    settings = _settings()
    with closing(open_index(index or settings.index, settings)) as opened:
        compare = Comparer(opened.catalog.bearers, read_rulings(opened.path))
        console.print_people(known(opened.catalog.quoted(), compare), most, rulings_file(opened.path))


@app.command()
def status(
    index: IndexOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """What the index holds: counts, dates, sizes in bytes, models."""
    from assistant.show import console
    from indexer.report import facts
    from indexer.wiring import open_index

    settings = _settings()
    with closing(open_index(index or settings.index, settings)) as opened:
        found = {**facts(opened), "parser": settings.parser}
    if as_json:
        typer.echo(as_text(found, indent=1))
    else:
        console.print_facts(found)


@app.command()
def doctor(
    index: IndexOption = None,
    repair: Annotated[bool, typer.Option("--repair", help="Make search and vectors anew from the catalog.")] = False,
) -> None:
    """Check an index, and repair what can be repaired. Exit code 1 if something is wrong."""
    from indexer.doctor import examine
    from indexer.doctor import repair as mend
    from indexer.wiring import open_index

    settings = _settings()
    folder = index or settings.index
    if repair:
        open_index(folder, settings).close()  # there must be one: repairing makes none
    with closing(open_index(folder, settings, create=repair)) as opened:
        lost = mend(opened) if repair else []
        found = [f"{one.where}: {one.why}" for one in lost] + examine(opened.catalog, opened.vectors)
    typer.echo(safe("\n".join(found)) or "the index is sound")
    if found:
        raise typer.Exit(1)


def _settings(**given: object) -> "Settings":
    from indexer.settings import load_settings

    return load_settings(**given)


def _say_what_is_searched(folder: Path) -> None:
    """On stderr, before the models are loaded, which takes seconds.

    Raises:
        UserError: The index cannot be read.
    """
    from assistant.records import Scope
    from assistant.show.wording import extent
    from indexer.catalog import open_catalog

    with closing(open_catalog(folder)) as catalog:
        articles, first, last = catalog.scope()
    found = extent(Scope(articles=articles, first=first, last=last))
    typer.echo(f"Searching {found}, in {folder} ...", err=True)


def _last_answer(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"there is no last answer at {file}: ask with `twosource ask` first") from None
    except (OSError, ValueError) as error:
        raise InputError(f"the last answer at {file} cannot be read ({error}): ask again") from error
    return found if isinstance(found, dict) else {}


def _draw(found: "Corroboration | None", file: Path) -> None:
    """The picture of an answer's chains, into a file.

    Raises:
        UserError: There is no chain to draw, or the file cannot be written.
    """
    from assistant.show.picture import svg

    if found is None or not found.chains:
        raise UserError("there is no chain to draw: nobody is found asserting a claim in this question")
    try:
        file.write_text(svg(found, alone=True), encoding="utf-8")
    except OSError as error:
        raise UserError(f"{file} cannot be written ({error.strerror}): choose another file") from error


def _colour() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def _width() -> int:
    return min(shutil.get_terminal_size((88, 24)).columns, 100)


def main() -> None:
    """Run the command line; a UserError becomes one line on stderr, anything else one line that names a bug."""
    for stream in (sys.stdout, sys.stderr):  # half a surrogate pair, or a terminal that knows few letters
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app()
    except UserError as error:
        typer.echo(f"twosource: {error}", err=True)
        sys.exit(1)
    except Exception as error:
        if os.environ.get("TWOSOURCE_DEBUG"):
            raise
        typer.echo(
            f"twosource: a bug of ours: {type(error).__name__}: {error} (set TWOSOURCE_DEBUG=1 for the details)",
            err=True,
        )
        sys.exit(2)


if __name__ == "__main__":
    main()
