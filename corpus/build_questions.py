"""Turns the sample gold (quotations, in questions.yaml) into questions.jsonl (character offsets).

Run `python corpus/build_questions.py` after a change to the articles or the questions; `--check` only compares.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
FRONT_MATTER = re.compile(r"---\n(.*?)\n---[ \t]*\n", re.DOTALL)


class GoldError(Exception):
    """A gold passage that is not in its article exactly once, or an article that cannot be read."""


def parse(raw: str) -> tuple[dict[str, Any], str]:
    """Front matter and canonical text of one Markdown article.

    The text is what follows the front matter block and its leading blank lines, with "\\n" as its line ending.

    Raises:
        GoldError: There is no front matter, or it is not a mapping.
    """
    flat = raw.replace("\r\n", "\n").replace("\r", "\n")
    block = FRONT_MATTER.match(flat)
    fields = yaml.safe_load(block[1]) if block else None
    if block is None or not isinstance(fields, dict):
        raise GoldError("no front matter: an article starts with a `---` block of fields")
    return fields, re.sub(r"\A(?:[ \t]*\n)+", "", flat[block.end() :])


def read_articles(folder: Path) -> dict[str, str]:
    """Canonical texts of all articles, by id."""
    texts: dict[str, str] = {}
    for path in sorted(folder.glob("*.md")):
        fields, text = parse(path.read_text(encoding="utf-8"))
        if fields["id"] in texts:
            raise GoldError(f"{path.name}: the id {fields['id']!r} is taken by another article")
        texts[fields["id"]] = text
    return texts


def locate(gold: dict[str, str], texts: dict[str, str]) -> dict[str, Any]:
    """{"article", "quote"} -> {"article", "start", "end"}, `end` exclusive.

    Raises:
        GoldError: The article is unknown, or the quote stands in it never or more than once.
    """
    article, quote = gold["article"], gold["quote"]
    if article not in texts:
        raise GoldError(f"no article has the id {article!r}")
    text = texts[article]
    start = text.find(quote) if quote else -1
    if start < 0:
        raise GoldError(f"{article}: not in the text: {quote!r}")
    if text.find(quote, start + 1) >= 0:
        raise GoldError(f"{article}: more than once in the text, quote more of it: {quote!r}")
    return {"article": article, "start": start, "end": start + len(quote)}


def build(folder: Path = HERE) -> str:
    """The whole of questions.jsonl, from questions.yaml and articles/ in `folder`."""
    texts = read_articles(folder / "articles")
    lines = []
    for question in yaml.safe_load((folder / "questions.yaml").read_text(encoding="utf-8")):
        try:
            passages = [locate(gold, texts) for gold in question.get("passages", ())]
        except GoldError as error:
            raise GoldError(f"question {question['id']}: {error}") from error
        gold = question | ({"passages": passages} if "passages" in question else {})
        lines += [json.dumps(one, ensure_ascii=False) + "\n" for one in worded(gold)]
    return "".join(lines)


def worded(question: dict[str, Any]) -> list[dict[str, Any]]:
    """The question itself, or one for each of its wordings: s42 in three wordings is s42a, s42b and s42c."""
    if "wordings" not in question:
        return [question]
    rest = {key: value for key, value in question.items() if key not in ("id", "wordings")}
    return [
        {"id": question["id"] + letter, "question": words, **rest}
        for letter, words in zip("abcdefgh", question["wordings"], strict=False)
    ]


def main(arguments: list[str]) -> str | None:
    """Write or check questions.jsonl; returns what went wrong."""
    target = HERE / "questions.jsonl"
    try:
        built = build()
    except GoldError as error:
        return str(error)
    if "--check" not in arguments:
        target.write_text(built, encoding="utf-8", newline="\n")
    elif not target.exists() or target.read_text(encoding="utf-8") != built:
        return "questions.jsonl is not up to date: run `python corpus/build_questions.py`"
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
