"""Records to rows and back; nothing else knows the order of columns."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from indexer.parties.records import Party
from indexer.parties.surnames import surname_of
from indexer.records import Article, Copy, Passage, Span, Statement

Record = TypeVar("Record", Passage, Statement)

ARTICLE = "id, text, title, publisher, published, authors, url, language, origin, content_hash, boilerplate"
PASSAGE = 'a.key, p.ordinal, p.start, p."end"'
STATEMENT = (
    's.ordinal, s.start, s."end", s.context_start, s.context_end, s.source, s.cue, s.content, s.voice, s.role, '
    's.unnamed, s.stance, s.denies, s.kind, s.venue, s."when", s.via'
)


PARTY = "kind, name, named, nouns, owners, mentions, members, inferred, masthead"

PARTY_OF_P = ", ".join(f"p.{column}" for column in PARTY.split(", "))
"""The same, of parties called p."""


def party_row(party: Party) -> tuple[Any, ...]:
    """In the order of `PARTY`, then the surname."""
    return (
        party.kind,
        party.name,
        party.named,
        json.dumps(sorted(party.nouns), ensure_ascii=False),
        *(json.dumps(names, ensure_ascii=False) for names in (party.owners, party.mentions, party.members)),
        party.inferred,
        party.masthead,
        surname_of(party),
    )


def party_of(row: Sequence[Any], article_id: str) -> Party:
    """From a row in the order of `PARTY`, and the article whose statement is this party's."""
    kind, name, named, nouns, owners, mentions, members, inferred, masthead = row
    return Party(
        kind=kind,
        name=name,
        named=bool(named),
        nouns=frozenset(json.loads(nouns)),
        owners=tuple(json.loads(owners)),
        mentions=tuple(json.loads(mentions)),
        members=tuple(json.loads(members)),
        inferred=bool(inferred),
        masthead=bool(masthead),
        article=article_id,
    )


def article_row(article: Article) -> tuple[Any, ...]:
    """In the order of `ARTICLE`."""
    return (
        article.id,
        stored(article.text),
        article.title,
        article.publisher,
        article.published,
        json.dumps(article.authors, ensure_ascii=False),
        article.url,
        article.language,
        article.origin,
        article.content_hash,
        json.dumps(article.boilerplate),
    )


def article_of(row: Sequence[Any]) -> Article:
    """From a row in the order of `ARTICLE`."""
    return Article(
        id=row[0],
        text=text_of(row[1]),
        title=row[2],
        publisher=row[3],
        published=row[4],
        authors=tuple(json.loads(row[5])),
        url=row[6],
        language=row[7],
        origin=row[8],
        content_hash=row[9],
        boilerplate=_spans(row[10]),
    )


def stored(text: str) -> str | bytes:
    """A text as SQLite can hold it: half a surrogate pair, which UTF-8 has no place for, makes it bytes."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def text_of(value: str | bytes) -> str:
    """The text that `stored` made this of."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def passage_of(row: Sequence[Any], article_id: str, text: str) -> Passage:
    """From a row in the order of `PASSAGE`, and its article's id and text."""
    _, ordinal, start, end = row
    return Passage(article_id=article_id, ordinal=ordinal, start=start, end=end, text=text[start:end])


def statement_row(one: Statement) -> tuple[Any, ...]:
    """In the order of `STATEMENT`."""
    return (
        one.ordinal,
        one.start,
        one.end,
        one.context_start,
        one.context_end,
        json.dumps(one.source),
        json.dumps(one.cue),
        json.dumps(one.content),
        one.voice,
        one.role,
        one.unnamed,
        one.stance,
        json.dumps(one.denies),
        one.kind,
        one.venue,
        one.when,
        json.dumps(one.via, ensure_ascii=False),
    )


def statement_of(row: Sequence[Any]) -> Statement:
    """From a row of the article's id, then the columns of `STATEMENT`."""
    return Statement(
        article_id=row[0],
        ordinal=row[1],
        start=row[2],
        end=row[3],
        context_start=row[4],
        context_end=row[5],
        source=_spans(row[6]),
        cue=_spans(row[7]),
        content=_spans(row[8]),
        voice=row[9],
        role=row[10],
        unnamed=bool(row[11]),
        stance=row[12],
        denies=tuple(json.loads(row[13])),
        kind=row[14],
        venue=row[15],
        when=row[16],
        via=tuple(json.loads(row[17])),
    )


def copy_of(row: Sequence[Any]) -> Copy:
    """From a row of two article ids, containment and why."""
    return Copy(article_id=row[0], of=row[1], containment=row[2], why=row[3])


def in_order(found: Iterable[Record], ids: Sequence[str]) -> list[Record]:
    """The records, in the order in which their ids were asked for."""
    by_id = {record.id: record for record in found}
    return [by_id[one] for one in ids if one in by_id]


def _spans(text: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in json.loads(text))
