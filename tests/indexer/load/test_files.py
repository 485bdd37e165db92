"""Files and folders become articles as they stand, with the metadata they give."""

import json
from pathlib import Path

import pytest

from indexer.records import Article, Failure
from tests.indexer.small import load_here

TEXT = "Grain exports rise\n\nThe minister said on Monday that exports rose by a tenth."


def only_article(*inputs: Path) -> Article:
    found = list(load_here([str(path) for path in inputs]))
    assert [type(item) for item in found] == [Article]
    assert isinstance(found[0], Article)
    return found[0]


def test_a_text_file_is_its_text_and_its_first_line_the_title(tmp_path: Path) -> None:
    path = tmp_path / "grain.txt"
    path.write_text(TEXT)
    article = only_article(path)
    assert (article.text, article.title) == (TEXT, "Grain exports rise")
    assert article.id.startswith("grain-")
    assert article.origin == path.as_posix()
    assert len(article.content_hash) == 64
    assert article.published == ""


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"One\r\ntwo\rthree\n", "One\ntwo\nthree\n", id="line endings"),
        pytest.param(
            "Cafe\u0301 of\u00adfice \ufb01sh\xa0\n".encode(),
            "Cafe\u0301 of\u00adfice \ufb01sh\xa0\n",
            id="Unicode is kept",
        ),
        pytest.param(b"\xef\xbb\xbfMarked", "Marked", id="UTF-8 with a mark"),
        pytest.param("Grüße aus Kiew".encode("utf-16"), "Grüße aus Kiew", id="UTF-16 with a mark"),
        pytest.param(("The minister spoke. " * 5).encode("utf-16-le"), "The minister spoke. " * 5, id="UTF-16 bare"),
        pytest.param(
            ("The minister said “no” – the café’s owner agreed. " * 4).encode("cp1252"),
            "The minister said “no” – the café’s owner agreed. " * 4,
            id="Windows",
        ),
        pytest.param(b"  kept  as\tit \n\n\n is  ", "  kept  as\tit \n\n\n is  ", id="white space is kept"),
    ],
)
def test_only_line_endings_are_normalised(tmp_path: Path, data: bytes, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert only_article(path).text == text


def test_a_markdown_file_gives_its_front_matter_as_metadata(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\nid: post-1\ntitle: Grain rises\npublisher: The Post\npublished: 2016-05-03\nauthors: [Ann Lee, Bo Ray]\n"
        "url: https://post.example/1\nlanguage: en-US\n---\n\n  \n# Heading\n\nText.\n---\nMore.\n"
    )
    article = only_article(path)
    assert article.text == "# Heading\n\nText.\n---\nMore.\n"
    assert (article.id, article.title, article.publisher) == ("post-1", "Grain rises", "The Post")
    assert (article.published, article.authors) == ("2016-05-03", ("Ann Lee", "Bo Ray"))
    assert (article.url, article.language) == ("https://post.example/1", "en")


def test_a_markdown_file_without_front_matter_is_titled_by_its_heading(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Grain rises #\n\nText.")
    assert only_article(path).title == "Grain rises"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Cafe\u0301 and A\u030angstro\u0308m.", id="combining marks"),
        pytest.param("in\u00addepen\u00addent \u200bword", id="soft hyphens"),
        pytest.param("One\r\ntwo\rthree\n\r\n", id="line endings"),
        pytest.param("a\0b", id="NUL"),
        pytest.param("half \ud83d here", id="lone surrogate"),
        pytest.param("\ufeffMarked \ufb01sh\xa0.", id="byte order mark, ligature, hard blank"),
        pytest.param("  kept  as\tit is  \n", id="white space"),
    ],
)
def test_a_text_of_jsonl_is_kept_character_for_character(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "text": text}))
    assert only_article(path).text == text


def test_boilerplate_is_marked_in_the_text_as_given(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    text = "Zoe\u0301 on the cafe\u0301s\r\n\r\nRead more: Ten cafe\u0301s\r\n\r\nZoe\u0301 said so on Monday.\r\n"
    path.write_text(json.dumps({"id": "a", "text": text}))
    article = only_article(path)
    assert [span.of(text) for span in article.boilerplate] == ["Read more: Ten cafe\u0301s"]
    assert article.title == "Zoé on the cafés"


def test_a_line_of_jsonl_keeps_its_id_and_ignores_unknown_fields(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        {"id": "x/1", "text": TEXT, "author": "By Ann Lee and Bo Ray", "published": "May 3, 2016", "wire": "AP"},
        {"id": 7, "text": "Other text.", "authors": ["C. Day"], "url": "javascript:alert(1)", "title": None},
    ]
    path.write_text("\n\n".join(json.dumps(line) for line in lines))
    first, second = load_here([str(path)])
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.id, first.authors, first.published) == ("x/1", ("Ann Lee", "Bo Ray"), "2016-05-03")
    assert first.origin == f"{path.as_posix()}#1"
    assert (second.id, second.url, second.authors) == ("7", "", ("C. Day",))
    assert second.title == "Other text."


def page(body: str) -> str:
    return f"""<!doctype html><html lang="en-GB"><head><title>Grain rises - The Post</title>
<meta property="og:site_name" content="The Post"><link rel="canonical" href="https://post.example/2016/grain">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Grain rises",
"datePublished": "2016-05-03T10:00:00Z", "author": {{"@type": "Person", "name": "Ann Lee"}}}}</script></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>{body}<footer>Imprint</footer></body></html>"""


ARTICLE = "<article><h1>Grain rises</h1>" + "".join(
    f"<p>The minister said on day {n} that the exports of grain rose again, and that nobody had expected it.</p>"
    for n in range(8)
)


def test_a_saved_page_gives_its_article_and_what_it_says_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(page(ARTICLE + "</article>"))
    article = only_article(path)
    assert article.text.count("The minister said") == 8
    assert "Imprint" not in article.text
    assert "\n\n" in article.text
    assert (article.title, article.publisher, article.published) == ("Grain rises", "The Post", "2016-05-03")
    assert (article.authors, article.language) == (("Ann Lee",), "en")
    assert article.url == "https://post.example/2016/grain"


def pdf(lines: list[str]) -> bytes:
    """A one-page PDF, by hand: what pypdf writes can hold no text of ours."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 50 750 Td {shown} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Title (Grain report) /Author (Ann Lee) >>",
    ]
    data, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    data += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    )
    return data.encode("latin-1")


def test_a_pdf_gives_its_lines_as_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(
        pdf(["The minister said that the exports of grain", "rose again, and the har-", "vest too. So he said.",
             "Nobody had expected that it would rise so.", "7"])
    )  # fmt: skip
    article = only_article(path)
    assert article.text == (
        "The minister said that the exports of grain rose again, and the harvest too. So he said.\n\n"
        "Nobody had expected that it would rise so."
    )
    assert (article.title, article.authors, article.published) == ("Grain report", ("Ann Lee",), "")


def test_a_folder_is_read_whole_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ["b.txt", "a/z.md", "a/.hidden.txt", ".git/x.txt", "c.docx", "README.md", "d.TXT"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"The text of {name}.")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    skipped: list[Path] = []
    found = list(load_here([str(tmp_path)], skipped=skipped.append))
    assert [item.text for item in found if isinstance(item, Article)] == [
        "The text of a/z.md.", "The text of b.txt.", "The text of d.TXT."
    ]  # fmt: skip
    assert not [item for item in found if isinstance(item, Failure)]
    assert [path.name for path in skipped] == ["README.md", "c.docx"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    only_article(path, tmp_path, path)


def test_two_files_of_one_name_are_two_articles(tmp_path: Path) -> None:
    for folder in "ab":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(f"Text of {folder}.")
    assert len({item.id for item in load_here([str(tmp_path)]) if isinstance(item, Article)}) == 2


def test_the_hash_follows_text_and_metadata_but_not_the_place(tmp_path: Path) -> None:
    def hash_of(name: str, **fields: str) -> str:
        (tmp_path / name).write_text(json.dumps({"id": name, "text": TEXT, **fields}))
        return only_article(tmp_path / name).content_hash

    assert hash_of("a.jsonl") == hash_of("b.jsonl")
    assert hash_of("a.jsonl") != hash_of("c.jsonl", publisher="The Post")
