"""The documents say what the code does."""

import re
import runpy
import subprocess
import tomllib
from pathlib import Path

import pytest

from indexer.settings import Settings

ROOT = Path(__file__).parents[1]
BUILD = runpy.run_path(str(ROOT / "docs" / "build.py"))


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", list(BUILD["PAGES"]))
def test_the_pages_made_out_of_code_are_fresh(page: str) -> None:
    assert read(f"docs/{page}") == BUILD["PAGES"][page](), "run `make docs`"


def test_every_module_and_every_setting_is_described() -> None:
    modules = [
        path for package in ("indexer", "assistant") for path in (ROOT / package).rglob("*.py") if path.stat().st_size
    ]
    assert not [path for path in modules if f"`{path.name}`" not in read("docs/modules.md")]
    assert not [name for name in Settings.model_fields if f"| `{name}` |" not in read("docs/settings.md")]


@pytest.mark.parametrize(
    "page",
    ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/chat.md", "docs/evaluation.md", "corpus/README.md"],
)
def test_what_a_page_links_to_or_names_is_there(page: str) -> None:
    text = read(page)
    links = [link for link in re.findall(r"\]\(([^)#\s]+)\)", text) if not link.startswith("http")]
    assert not [link for link in links if not (ROOT / page).parent.joinpath(link).exists()]
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    assert (
        set(re.findall(r"make ([a-z]+)\b(?=[`\s])", "\n".join(re.findall(r"`[^`]+`|^    .*$", text, re.MULTILINE))))
        <= targets
    )


def test_the_steps_of_the_architecture_are_where_it_says() -> None:
    text = read("docs/architecture.md")
    named = re.findall(r"`((?:indexer|assistant)/[\w/]+\.py)(?::\s+(\w+))?`", text)
    assert len(named) > 30
    for file, name in named:
        assert (ROOT / file).is_file(), file
        assert not name or re.search(rf"^(?:def|class) {name}\b", read(file), re.MULTILINE), f"{file}: {name}"
    # A bare name stands beside the module of its folder.
    for line in text.splitlines():
        for bare in re.findall(r"`(\w+\.py)`", line):
            folders = {
                Path(file).parent for file, _ in re.findall(r"`((?:indexer|assistant)/[\w/]+\.py)(: \w+)?`", line)
            }
            assert any((ROOT / folder / bare).is_file() for folder in folders), bare
    rooms = re.findall(r"only those before them: ([\w, ]+)\.", text)[0].split(", ")
    assert rooms == runpy.run_path(str(ROOT / "tests" / "test_architecture.py"))["ROOMS"]


def test_the_lock_pins_exactly_and_holds_what_the_project_needs() -> None:
    lines = [line for line in read("requirements.lock").splitlines() if line and not line.startswith("#")]
    assert not [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)]
    pinned = {re.sub(r"[-_.]+", "-", line.split("==")[0]).lower() for line in lines}
    project = tomllib.loads(read("pyproject.toml"))["project"]
    named = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    assert {re.sub(r"[-_.]+", "-", re.split(r"[<>=!~\[]", name)[0]).lower() for name in named} <= pinned


def test_a_finished_set_up_has_nothing_to_do() -> None:
    done = subprocess.run(["make", "-q", "install"], cwd=ROOT, capture_output=True, check=False)
    stamp = ROOT / ".venv" / ".installed"
    newest = max((ROOT / name).stat().st_mtime for name in ("requirements.lock", "pyproject.toml"))
    if not stamp.exists() or stamp.stat().st_mtime < newest:
        pytest.skip("this environment was not made by make")
    assert done.returncode == 0


def test_the_newest_version_is_the_projects() -> None:
    newest = next(line for line in read("CHANGELOG.md").splitlines() if line.startswith("## "))
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    assert newest in (f"## {version}", "## Unreleased")
