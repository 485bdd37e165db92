"""Writes docs/modules.md, settings.md and answer.schema.json out of the code: `make docs`. A test checks that they are
fresh."""

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
sys.path.insert(0, str(ROOT))

from pydantic import SecretStr  # noqa: E402
from pydantic.fields import FieldInfo  # noqa: E402

from assistant.show.schema import AnswerJson  # noqa: E402
from indexer.settings import FILE, PREFIX, Settings  # noqa: E402

MODULES_HEAD = """# The modules

Made by `make docs` out of each module's docstring. `assistant/` may import from `indexer/`, never the other way round;
`tests/test_architecture.py` checks that, and which module is the one door to which library.
"""
SETTINGS_HEAD = f"""# Settings

Made by `make docs` out of `indexer/settings.py`. A setting is read from `{FILE}` in the working folder, and from the
environment, which wins: `passage_tokens = 180` in the file is `{PREFIX}PASSAGE_TOKENS=180` in the environment. An
unknown name or a value out of range stops the command with a line that says which. Without any setting nothing leaves
the machine.

Example of a `{FILE}`:

```toml
index = "my-index"
port = 8080
llm = "http://127.0.0.1:8000/v1"   # an endpoint that speaks OpenAI's protocol; leave out for none
llm_model = "my-model"
```

An index remembers the embedding model it was made with; with another one set, it is refused. `chroma`, `embedder` and
`passage_tokens` matter when an index is made.

| setting | default | bounds | what it does |
|---|---|---|---|
"""
# Command and environment switches that are no settings.
SETTINGS_TAIL = """
`TWOSOURCE_DEBUG=1` shows the Python traceback of a bug. `NO_COLOR` keeps the terminal plain.
"""


def modules_page() -> str:
    """Every module with the first paragraph of its docstring, folder by folder."""
    parts = [MODULES_HEAD]
    for package in ("indexer", "assistant"):
        folders = [ROOT / package, *sorted(path.parent for path in (ROOT / package).rglob("__init__.py"))]
        for folder in dict.fromkeys(folders):
            rows = list(_modules(folder))
            if rows:
                parts.append(
                    f"## {folder.relative_to(ROOT).as_posix()}/\n\n| module | what it is for |\n|---|---|\n"
                    + "".join(rows)
                )
    return "\n".join(parts)


def _modules(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.py")):
        told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        if told:
            first = " ".join(told.partition("\n\n")[0].split())
            yield f"| `{path.name}` | {first.replace('|', '&#124;')} |\n"


def settings_page() -> str:
    """Every setting with its default, bounds and description."""
    rows = (
        f"| `{name}` | {_default(field)} | {_bounds(field)} | {field.description} |\n"
        for name, field in Settings.model_fields.items()
    )
    return SETTINGS_HEAD + "".join(rows) + SETTINGS_TAIL


def _default(field: FieldInfo) -> str:
    value = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
    return f"`{value}`" if value != "" else "none"


def _bounds(field: FieldInfo) -> str:
    signs = {"ge": "from", "gt": "above", "le": "to"}
    told = [
        f"{word} {getattr(rule, sign)}"
        for rule in field.metadata
        for sign, word in signs.items()
        if hasattr(rule, sign)
    ]
    return " ".join(told)


def answer_schema() -> str:
    """The JSON schema of an answer."""
    schema = AnswerJson.model_json_schema(mode="serialization")
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


PAGES = {"modules.md": modules_page, "settings.md": settings_page, "answer.schema.json": answer_schema}


if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
