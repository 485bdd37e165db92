"""Articles that would take over what shows them, through every output: each stays text, and reads as what it is."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from assistant.answer import Answer, Struck
from assistant.ask.verify import verify
from assistant.notes.cite import cite
from assistant.outline import with_text
from assistant.records import Filters, Question
from assistant.show.drawing import drawn
from assistant.show.json import as_json
from assistant.show.page import Place, Turn, article_pane, conversation, evidence
from assistant.show.picture import svg
from assistant.show.printing import as_text
from assistant.show.terminal import plain
from indexer.records import Article, Span
from tests.assistant.cases import answered, hit, question, said

ATTACKS = {
    "tags": '<script>window.x=1</script><img src=x onerror="x()"></mark></div></textarea>',
    "attribute": '"\' onmouseover=\'x()\' data-open="passage" title=">',
    "entities": "&lt;script&gt; &#60;b&#62; &amp;amp;",
    "braces": "{{ 7*7 }} {% include 'gone.html' %} {# none #} ${x} ((x))",
    "markdown": "**bold** [1] [7](javascript:x) ![i](http://x) `code` # head\n- item\n> quoted\n***\n~~~",
    "ansi": "\x1b[31mred\x1b[0m \x1b]8;;http://x\x07link\x1b]8;;\x07 \x1b[2J\x1bc",
    "c1": "\x9b31mred\x9d0;title\x9c \x84\x85",
    "bells and backspaces": "safe\x08\x08\x08\x08evil\x07\x00\r overwritten\x7f",
    "bidi": "\u202eevil\u202c \u2066x\u2069 \u200f\u200e \u061c",
    "hidden": "in\u200bvis\u2060ible\ufeff \U000e0041\U000e0042",
    "separators": "a\u2028b\u2029c",
    "halves": "half \ud83d and \udc00",
    "formula": "=cmd|' /C calc'!A0 +1 -1 @x\t=2",
    "tex": "\\input{/etc/passwd} } @article{x, title = {y}} % \\end{document}",
    "ris": "A\nER  - \nTY  - BOOK\r\nTI  - forged",
    "rich": "[bold red]x[/bold red] [link=http://x]y[/link] :smile:",
}
OBEYED = {"Cc", "Cf", "Cs", "Zl", "Zp", "Co"}


def hostile(text: str) -> Article:
    """An article every field of which is the attack."""
    body = f"Before it. “{text}” said Mallory {text}. After it."
    return Article(
        id=f"id {text}",
        text=body,
        title=text,
        publisher=text,
        published=text,
        url=f"https://x.example/{text}",
        language=text,
        authors=(text, f"B {text}"),
    )


def told(text: str) -> Answer:
    """An answer that shows it everywhere: question, speaker, role, place, quotation, filters, notices, struck."""
    article = hostile(text)
    quote = f"“{text}”"
    match = said(
        article,
        quote,
        f"Mallory {text}",
        role=text,
        venue=text,
        when=text,
        via=(text,),
        kind="direct",
    )
    match = replace(match, why=text)
    asked = question(text=text, claim=text, speaker=text, filters=Filters(publishers=(text,), speaker=text))
    answer = answered([match, replace(match, stance="denies")], asked, [hit(article)], unjudged=2)
    return replace(answer, notices=(text,), struck=(Struck(text=text, why=text),))


def written(text: str) -> Answer:
    """The same told by a language model that repeats the attack."""
    answer = told(text)
    passage = hit(hostile(text))
    model = f"“{passage.passage.text}” stands there, said Mallory [1]."
    paragraphs, struck = verify(model, [passage])
    return with_text(answer, paragraphs) if paragraphs else replace(answer, struck=struck)


def plainly(text: str) -> Answer:
    """The same as the answer of a question without a claim."""
    return answered([], Question(text=text, kind="plain", claim=""), [hit(hostile(text))])


def page(answer: Answer) -> str:
    """All that a page draws of it."""
    article = hostile(answer.question.text)
    where = Place(number=1, passage=Span(0, 5), quotations=(Span(11, 20),), quote="x")
    turns = [
        Turn(question=answer.question.text, answer=answer, notes=answer.question.text),
        Turn(question=answer.question.text, error=answer.question.text, waiting=answer.question.text),
    ]
    return conversation(turns, Markup("")) + evidence(answer) + article_pane(article, where)


OUTPUTS: dict[str, Callable[[Answer], str]] = {
    "terminal": lambda answer: plain(answer, width=80),
    "json": lambda answer: as_text(as_json(answer), indent=1),
    "page": page,
    "graph": lambda answer: svg(answer.corroboration, alone=True) if answer.corroboration else "",
    **{
        f"cite {style}": (lambda answer, style=style: cite(answer, style))
        for style in ("md", "bibtex", "csl", "ris", "csv")
    },
}


@pytest.mark.parametrize("made", [told, written, plainly])
@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("attack", ATTACKS)
def test_no_sign_of_an_article_is_obeyed(attack: str, output: str, made: Callable[[str], Answer]) -> None:
    shown = OUTPUTS[output](made(ATTACKS[attack]))
    allowed = "\r\n\t" if output in ("cite ris", "cite csv") else "\n\t"
    assert not [c for c in shown if unicodedata.category(c) in OBEYED and c not in allowed]
    shown.encode("utf-8")


class Seen(HTMLParser):
    """Tags, attributes and the words of a page, as a browser would have them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.words += data


OURS = Seen()
OURS.feed(str(page(told("so")) + page(plainly("so"))))


@pytest.mark.parametrize("made", [told, written, plainly])
@pytest.mark.parametrize("attack", ATTACKS)
def test_a_page_gets_no_tag_no_attribute_and_no_link_from_an_article(
    attack: str, made: Callable[[str], Answer]
) -> None:
    seen = Seen()
    seen.feed(str(page(made(ATTACKS[attack]))))
    assert seen.tags <= OURS.tags | {"ul", "li", "s"} and seen.attributes <= OURS.attributes
    assert all(link.startswith("https://x.example/") and not re.search(r"\s", link) for link in seen.links)
    if attack in ("tags", "attribute", "entities", "braces", "tex", "formula"):
        assert ATTACKS[attack] in seen.words  # nothing in it is taken for anything: it reads as it was written


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_picture_is_well_formed_whatever_it_names(attack: str) -> None:
    found = told(ATTACKS[attack]).corroboration
    assert found
    tree = ElementTree.fromstring(svg(found, alone=True))
    tags = {element.tag.rpartition("}")[2] for element in tree.iter()}
    assert tags <= {"svg", "title", "desc", "style", "text", "tspan", "path", "rect"}


def test_the_report_of_an_evaluation_is_as_safe() -> None:
    for attack in ATTACKS.values():
        rows = [
            dict.fromkeys(("id", "text", "type", "speakers", "wanted", "level", "gold_level", "seconds"), attack)
            | {"rank": 1, "level_right": True, "state": "abstained"}
        ]
        result = {"set": attack, "seconds": 1.0, "failed": [{"id": attack, "question": attack, "error": attack}]}
        shown = drawn("report.html", result=result, measures=[], rows=rows)
        seen = Seen()
        seen.feed(str(shown))
        assert "script" not in seen.tags and "img" not in seen.tags and "onerror" not in seen.attributes
        assert not [c for c in shown if unicodedata.category(c) in OBEYED and c not in "\n\t"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_programs_get_the_exact_characters(attack: str) -> None:
    answer = told(ATTACKS[attack])
    data = json.loads(as_text(as_json(answer)))
    article = hostile(ATTACKS[attack])
    (first, _) = data["statements"]
    assert first["quote"] == article.text[first["start"] : first["end"]] == f"“{ATTACKS[attack]}”"
    assert re.findall(r"(?<!\\)\[(\d+)\]", data["answer"]) and set(re.findall(r"(?<!\\)\[(\d+)\]", data["answer"])) == {
        "1"
    }
    assert json.loads(cite(answer, "csl"))[0]["custom"]["quotations"][0]["quote"] == first["quote"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_notes_keep_their_form(attack: str) -> None:
    answer = told(ATTACKS[attack])
    assert len(re.findall(r"(?m)^(?:TY|ER)  - ", cite(answer, "ris"))) == 2
    bibtex = cite(answer, "bibtex")
    assert bibtex.count("{") == bibtex.count("}") and len(re.findall(r"(?m)^@article\{", bibtex)) == 1
    rows = list(csv.reader(io.StringIO(cite(answer, "csv"), newline="")))
    assert {len(row) for row in rows} == {16} and len(rows) == 3
    assert not [cell for row in rows[1:] for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    footnotes = [line for line in cite(answer, "md").split("\n") if re.match(r"\[\^\d+\]: ", line)]
    assert len(footnotes) == 2 and not re.search(r"(?<!\\)\]\(", cite(answer, "md"))
