"""Notes: exact quotations, escaped for each format, with all that a reader needs to contest them."""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from assistant import outline
from assistant.answer import Answer, Paragraph, Run
from assistant.notes.bibtex import escape as tex
from assistant.notes.cite import FORMATS, cite
from assistant.notes.markdown import escape as plain_markdown
from assistant.outline import with_text
from assistant.records import Corroboration, Match, Scope
from indexer.errors import UserError
from indexer.records import Article
from tests.assistant.cases import hit, question, said

NASTY = '=SUM(A1) is "50% & more" of {x}_y^z~ \\ $5 #1 *bold* [link](javascript:x) <b>\n- so she said'
TOLD = Article(
    id="post-1",
    text=f"Ann Lee said: {NASTY}. The Ministry called it untrue.",
    title='The {Big} Story & "more"',
    publisher="Example, Post",
    published="2017-08-25",
    authors=("Lee, Bo and Sons", "Zoë Díaz"),
    url="https://post.example/a_b?x={1}&y=%20",
    language="en",
)
OTHER = replace(TOLD, id="post-2", url="javascript:alert(1)", published="2017", authors=())


MATCHES = (
    said(TOLD, NASTY, "Ann Lee", role="a clerk"),
    said(OTHER, "called it untrue", "The Ministry", stance="denies"),
)


def answer(matches: Sequence[Match] = MATCHES, **fields: Any) -> Answer:
    """Two statements in [1] and [2], and a model's words that cite [2] and [3]; the fourth passage is cited nowhere."""
    hits = [hit(TOLD), hit(OTHER, 10, 30), hit(OTHER, 0, 5), hit(OTHER, 3, 8)]
    numbered = [replace(m, passage=n) for n, m in enumerate(matches, 1)]
    found = Corroboration(level="single-source", reason="one-publisher", disputed=True, explanation="In 2 articles.")
    told = outline.answer(question(text="Who said *it*?", claim="it"), hits, numbered, found, Scope(articles=2))
    text = (Paragraph(runs=(Run(text="More stands there "), Run(mark=2), Run(mark=3))),)
    return replace(with_text(told, text), **fields)


def test_csv_reads_back_to_the_exact_quotation_and_runs_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(cite(answer(), "csv"), newline="")))
    assert rows[0]["quote"] == "'" + NASTY
    assert TOLD.text[int(rows[0]["start"]) : int(rows[0]["end"])] == NASTY
    assert (rows[0]["speaker"], rows[0]["stance"], rows[0]["corroboration"]) == (
        "Ann Lee",
        "asserts",
        "single-source (one-publisher)",
    )
    assert (rows[1]["stance"], rows[1]["url"]) == ("denies", "")
    # The third is the passage that the answer cites and that holds no statement; the fourth is cited nowhere.
    assert [row["quote"] for row in rows[2:]] == [OTHER.text[:5]]


def test_csl_items_hold_the_quotations_as_data() -> None:
    first, second = json.loads(cite(answer(), "csl"))
    assert first["custom"]["quotations"][0]["quote"] == NASTY
    assert first["issued"] == {"date-parts": [[2017, 8, 25]]} and second["issued"] == {"date-parts": [[2017]]}
    assert first["URL"] == TOLD.url and "URL" not in second
    assert len(second["custom"]["quotations"]) == 2
    assert first["custom"]["corroboration"] == "single-source (one-publisher)"


def test_bibtex_is_balanced_and_its_keys_are_unique() -> None:
    written = cite(answer(), "bibtex")
    keys = re.findall(r"^@article\{(\S+),$", written, re.MULTILINE)
    assert len(keys) == len(set(keys)) == 2
    assert written.count("{") == written.count("}")
    assert "author = {{Lee, Bo and Sons} and {Zoë Díaz}}" in written
    assert "url = {https://post.example/a_b?x=%7B1%7D&y=%20}" in written
    # Nothing special is left once the commands are read back.
    back = {r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciitilde{}": "~"}
    text = re.sub(
        r"\\text\w+\{\}|\\[#$%&_]", lambda m: back.get(m[0], "^" if "circum" in m[0] else m[0][1:]), tex(NASTY)
    )
    assert text == " ".join(NASTY.split())


def test_ris_lets_no_text_write_fields() -> None:
    forged = replace(TOLD, title="A\nER  - \nTY  - BOOK")
    written = cite(answer([said(forged, NASTY, "Ann Lee")]), "ris")
    assert len(re.findall(r"^(TY|ER)  - ", written, re.MULTILINE)) == 4
    assert "TY  - NEWS\r\nAU  - Lee, Bo and Sons\r\n" in written and "DA  - 2017/08/25\r\n" in written


def test_markdown_shows_the_quotation_as_it_is() -> None:
    written = cite(answer(), "md")
    assert "> \\=SUM(A1)" in written and "> \\- so she said[^1]" in written
    assert "\\[link\\](javascript:x)" in written and "\\<b\\>" in written
    assert "[^1]: Asserted by Ann Lee (a clerk), in: " in written and "<https://post.example/" in written
    assert "**In this corpus: single source, one publisher, disputed.** In 2 articles." in written
    assert re.sub(r"\\([\W_])", r"\1", plain_markdown(NASTY)) == NASTY


@pytest.mark.parametrize("style", FORMATS)
def test_every_format_tells_speaker_stance_and_place(style: str) -> None:
    written = cite(answer(), style)
    start = TOLD.text.index(NASTY)
    assert "Ann Lee" in written and "assert" in written.lower() and "denie" in written.lower() and "post-1" in written
    assert str(start) in written and str(start + len(NASTY)) in written and "single" in written.lower()


def test_what_is_implied_is_told_so() -> None:
    implied = answer([replace(MATCHES[0], strength="implies")])
    assert "Asserted by Ann Lee (a clerk), implied, not said, in: " in cite(implied, "md")


@pytest.mark.parametrize("style", FORMATS)
def test_an_answer_without_a_level_is_cited_without_one(style: str) -> None:
    written = cite(answer((), corroboration=None), style)
    assert "this corpus" not in written and "**.**" not in written and "None" not in written
    assert OTHER.text[:5] in written and "assert" not in written.lower()


def test_an_answer_that_abstained_is_not_cited() -> None:
    with pytest.raises(UserError, match="nothing to cite for 'Who said"):
        cite(answer((), abstained=True), "md")
    with pytest.raises(UserError, match="choose one of md, bibtex, csl, ris, csv"):
        cite(answer(), "docx")
