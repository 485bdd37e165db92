"""The command line: each command parses, calls, prints. Heavy parts are imported by the command that needs them."""

import json
import os
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Any

import typer

from indexer.errors import UserError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Who said it, where, and whether anyone else did: questions answered by quotations out of your articles, "
    "with a flag on each claim that rests on a single source.",
)
IndexOption = Annotated[Path, typer.Option("--index", help="Folder of the index (default: the setting, ./index).")]
NO_INDEX = Path("")


def _version(show: bool) -> None:
    if show:
        try:
            typer.echo(f"twosource {version('twosource')}")
        except PackageNotFoundError:
            typer.echo("twosource (not installed)")
        raise typer.Exit


@app.callback()
def _root(
    show: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    pass


@app.command()
def index(
    inputs: Annotated[list[str], typer.Argument(metavar="PATH_OR_URL...", help="Files, folders, .jsonl, feeds, urls.")],
    index: IndexOption = NO_INDEX,
    prune: Annotated[bool, typer.Option("--prune", help="Take out articles whose file is gone.")] = False,
) -> None:
    """Read articles into the index; what is unchanged is skipped. Exit code 1 if an input failed."""
    from assistant import terminal
    from indexer.pipeline import index as run
    from indexer.wiring import open_index

    opened = open_index(_folder(index), _settings(), create=True)
    try:
        with terminal.progress() as progress:
            report = run(inputs, opened.parts(), prune=prune, progress=progress)
    finally:
        opened.close()
    typer.echo(terminal.report(report))
    if report.failed:
        raise typer.Exit(1)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="What you want to know.")],
    index: IndexOption = NO_INDEX,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    publisher: Annotated[list[str] | None, typer.Option(help="Only articles of this publisher (may be repeated).")] = None,
    after: Annotated[str, typer.Option(help="Only articles from this date on (YYYY-MM-DD).")] = "",
    before: Annotated[str, typer.Option(help="Only articles up to this date.")] = "",
    speaker: Annotated[str, typer.Option(help="Only what this speaker said.")] = "",
) -> None:
    """Answer one question, with quotations, who stands behind the claim, and the single-source flag."""
    from assistant import render
    from assistant.records import Filters
    from assistant.wiring import open_assistant

    chosen = Filters(publishers=tuple(publisher or ()), after=after, before=before, speaker=speaker)
    answer = open_assistant(_folder(index), _settings()).ask(question, chosen)
    if as_json:
        typer.echo(json.dumps(render.as_json(answer), ensure_ascii=False, indent=1))
    else:
        typer.echo(render.plain(answer, color=_colour()))


@app.command()
def chat(
    index: IndexOption = NO_INDEX,
    host: Annotated[str, typer.Option(help="Address to listen on (default: the setting).")] = "",
    port: Annotated[int, typer.Option(help="Port; 0 takes any free one (default: the setting).")] = -1,
) -> None:
    """Open the web chat."""
    from assistant.web.serve import serve

    settings = _settings()
    serve(_folder(index), host or settings.host, settings.port if port < 0 else port, settings)


@app.command()
def cite(
    question: Annotated[str, typer.Argument(help="The question whose answer is cited.")],
    index: IndexOption = NO_INDEX,
    format: Annotated[str, typer.Option(help="md, bibtex, csl, ris or csv.")] = "md",
) -> None:
    """Notes out of an answer: quotations with speaker, source, offsets and the flag."""
    from assistant.cite import cite as notes
    from assistant.wiring import open_assistant

    typer.echo(notes(open_assistant(_folder(index), _settings()).ask(question), format))


@app.command(name="eval")
def evaluate(
    questions: Annotated[Path, typer.Argument(help="A question set, .jsonl or .yaml.")],
    index: IndexOption = NO_INDEX,
    answers: Annotated[Path | None, typer.Option(help="Write the answers here, a JSON line a question.")] = None,
    report: Annotated[Path | None, typer.Option(help="Folder for report.html and scores.json.")] = None,
) -> None:
    """Run a question set over the index and print its scores."""
    from assistant import terminal
    from assistant.evaluate.run import run_set
    from assistant.wiring import open_assistant

    with terminal.counting() as progress:
        result = run_set(open_assistant(_folder(index), _settings()), questions, answers, report, progress)
    typer.echo(json.dumps(result["scores"], indent=1))
    for failed in result["failed"]:
        typer.echo(f"failed: {failed['id']}: {failed['error']}", err=True)
    if result["failed"]:
        raise typer.Exit(1)


@app.command()
def statements(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Articles, as for `index`.")],
    jsonl: Annotated[bool, typer.Option("--jsonl", help="A JSON line an article.")] = False,
) -> None:
    """Who said what in articles, without an index."""
    from assistant import terminal
    from indexer.load import load
    from indexer.records import Failure
    from indexer.sentences import sentences
    from indexer.statements import open_extractor

    extractor, failed = open_extractor(), 0
    for found in load(paths, max_mb=_settings().max_article_mb):
        if isinstance(found, Failure):
            failed += 1
            typer.echo(f"{found.where}: {found.why}", err=True)
            continue
        said = [s for s in extractor.extract([found], [sentences(found.text)])[0] if s.kind != "narration"]
        typer.echo(json.dumps(terminal.attributions(found, said), ensure_ascii=False) if jsonl else terminal.marked(found, said))
    if failed:
        raise typer.Exit(1)


@app.command()
def show(
    article: Annotated[str, typer.Argument(help="An article's id, the start of one, or words of its title.")],
    index: IndexOption = NO_INDEX,
) -> None:
    """One article with its statements marked."""
    from assistant import terminal
    from indexer.wiring import open_index

    catalog = open_index(_folder(index), _settings()).catalog
    found = catalog.find_article(article)
    typer.echo(terminal.marked(found, [s for s in catalog.statements_of(found.id) if s.kind != "narration"]))


@app.command()
def status(
    index: IndexOption = NO_INDEX,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """What the index holds: counts, dates, sizes, models."""
    facts = _facts(_folder(index))
    typer.echo(json.dumps(facts, indent=1) if as_json else "\n".join(f"{name:<12} {value}" for name, value in facts.items()))


@app.command()
def doctor(
    index: IndexOption = NO_INDEX,
    repair: Annotated[bool, typer.Option("--repair", help="Make the vectors anew from the catalog.")] = False,
) -> None:
    """Check an index, and repair what can be repaired. Exit code 1 if something is wrong."""
    from indexer.doctor import examine, rebuild
    from indexer.wiring import open_index

    opened = open_index(_folder(index), _settings(), create=repair)
    try:
        if repair:
            rebuild(opened.parts())
        found = examine(opened.catalog, opened.vectors)
    finally:
        opened.close()
    typer.echo("\n".join(found) or "the index is sound")
    if found:
        raise typer.Exit(1)


def _facts(folder: Path) -> dict[str, Any]:
    from indexer.wiring import open_index

    opened = open_index(folder, _settings())
    try:
        articles, first, last = opened.catalog.scope()
        vectors = sum(opened.vectors.count(kind) for kind in ("passages", "statements"))
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        return {
            "index": str(folder), **opened.catalog.counts(), "articles": articles, "vectors": vectors, "first": first,
            "last": last, "bytes": size, "embedder": opened.catalog.meta("embedder"), "parser": _settings().parser,
        }
    finally:
        opened.close()


def _settings() -> Any:
    from indexer.settings import load_settings

    return load_settings()


def _folder(index: Path) -> Path:
    return index if index != NO_INDEX else Path(_settings().index)


def _colour() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def main() -> None:
    """Run the command line; a UserError becomes one line on stderr, anything else one line that names a bug."""
    try:
        app()
    except UserError as error:
        typer.echo(f"twosource: {error}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        typer.echo("twosource: stopped; the index is as it was after the last whole article", err=True)
        sys.exit(130)
    except Exception as error:
        if os.environ.get("TWOSOURCE_DEBUG"):
            raise
        typer.echo(
            f"twosource: a bug of ours: {type(error).__name__}: {error} (set TWOSOURCE_DEBUG=1 for the details)", err=True
        )
        sys.exit(2)


if __name__ == "__main__":
    main()
