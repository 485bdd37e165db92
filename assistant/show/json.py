"""An answer as the JSON that other programs rely on, there and back."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from assistant.records import Answer, Chain, Corroboration, Filters, Hit, Match, Merge, Question, Scope
from assistant.show.quoting import quote_of
from indexer.errors import InputError
from indexer.records import Article, Passage, Span, Statement

Json = dict[str, Any]
LONGEST = 100_000_000  # no article has more characters: an offset beyond is damage


def as_json(answer: Answer) -> Json:
    """The answer as `twosource ask --json` prints it; keys as documented, in that order, further ones after them."""
    found = answer.corroboration
    return {
        "question": answer.question.text,
        "kind": answer.question.kind,
        "abstained": answer.abstained,
        "answer": answer.markdown,
        "passages": [_passage_json(n, hit) for n, hit in enumerate(answer.passages, 1)],
        "statements": [_statement_json(m) for m in answer.matches],
        "corroboration": found
        and {
            "level": found.level,
            "reason": found.reason,
            "disputed": found.disputed,
            "independent_chains": found.independent_chains,
            "chains": [
                {
                    "voice": c.voice,
                    "via": list(c.via),
                    "publisher": c.publisher,
                    "unnamed": c.unnamed,
                    "article": c.article,
                    "start": c.start,
                    "end": c.end,
                    "strength": c.strength,
                }
                for c in found.chains
            ],
            "merged": [
                {"chains": list(m.chains), "shared": m.shared, "why": m.why, "unknown": m.unknown} for m in found.merged
            ],
            "explanation": found.explanation,
            "independent": list(found.independent),
            "unnamed_only": found.unnamed_only,
        },
        "seconds": answer.seconds,
        "unjudged": answer.unjudged,
        "claim": answer.question.claim,
        "speaker": answer.question.speaker,
        "scope": {**asdict(answer.scope), "publishers": list(answer.scope.publishers)},
        "struck": [{"text": text, "why": why} for text, why in answer.struck],
        "notices": list(answer.notices),
        "written": answer.written,
        "articles": {article.id: _article_json(article) for article in _cited(answer)},
    }


def _cited(answer: Answer) -> list[Article]:
    """The articles that the answer shows, each once."""
    shown = [hit.article for hit in answer.passages] + [match.article for match in answer.matches]
    return list({article.id: article for article in shown}.values())


def _article_json(article: Article) -> Json:
    about = {name: getattr(article, name) for name in ("title", "publisher", "published", "url", "language")}
    return about | {"authors": list(article.authors)}


def _passage_json(number: int, hit: Hit) -> Json:
    return {
        "n": number,
        "article": hit.article.id,
        "title": hit.article.title,
        "publisher": hit.article.publisher,
        "published": hit.article.published,
        "url": hit.article.url,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "text": hit.passage.text,
        "score": round(hit.score, 6),
    }


def _statement_json(match: Match) -> Json:
    said = match.statement
    return {
        "speaker": said.voice or match.article.publisher,
        "role": said.role,
        "unnamed": said.unnamed,
        "stance": match.stance,
        "kind": said.kind,
        "venue": said.venue,
        "when": said.when,
        "via": list(said.via),
        "article": match.article.id,
        "publisher": match.article.publisher,
        "start": said.start,
        "end": said.end,
        "quote": quote_of(match),
        "passage": match.passage,
        "strength": match.strength,
        "score": round(match.score, 4),
        "why": match.why,
        "shows": [match.span.start, match.span.end] if match.span else None,
    }


def from_json(data: Mapping[str, Any]) -> Answer:
    """The answer that `as_json` wrote, for notes and for showing it again.

    Articles come back as far as the JSON tells: their text holds what was quoted, at its offsets, and spaces elsewhere.

    Raises:
        InputError: The data is not an answer.
    """
    try:
        return _answer(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"this is not an answer as `twosource ask --json` writes it ({type(error).__name__}: {error}): ask again"
        ) from error


def _answer(data: Mapping[str, Any]) -> Answer:
    articles = _articles(data)
    passages = tuple(
        Hit(
            passage=Passage(article_id=p["article"], ordinal=0, start=p["start"], end=p["end"], text=p["text"]),
            article=articles[p["article"]],
            score=p["score"],
        )
        for p in data["passages"]
    )
    matches = tuple(_match(n, s, articles) for n, s in enumerate(data["statements"]))
    found = data["corroboration"]
    scope = data.get("scope", {"articles": 0})
    return Answer(
        question=Question(
            text=data["question"],
            kind=data["kind"],
            claim=data.get("claim", data["question"]),
            speaker=data.get("speaker", ""),
            filters=Filters(),
        ),
        abstained=data["abstained"],
        markdown=data["answer"],
        passages=passages,
        matches=matches,
        corroboration=found
        and Corroboration(
            level=found["level"],
            reason=found["reason"],
            disputed=found["disputed"],
            independent_chains=found["independent_chains"],
            chains=tuple(Chain(**{**c, "via": tuple(c["via"])}) for c in found["chains"]),
            independent=tuple(found.get("independent", ())),
            merged=tuple(Merge(**{**m, "chains": tuple(m["chains"])}) for m in found["merged"]),
            unnamed_only=found.get("unnamed_only", False),
            explanation=found["explanation"],
        ),
        scope=Scope(**{**scope, "publishers": tuple(scope.get("publishers", ()))}),
        struck=tuple((s["text"], s["why"]) for s in data.get("struck", ())),
        seconds=data["seconds"],
        unjudged=data.get("unjudged", 0),
        notices=tuple(data.get("notices", ())),
        written=data.get("written", False),
    )


def _match(ordinal: int, s: Mapping[str, Any], articles: Mapping[str, Article]) -> Match:
    statement = Statement(
        article_id=s["article"],
        ordinal=ordinal,
        start=s["start"],
        end=s["end"],
        context_start=s["start"],
        context_end=s["end"],
        voice=s["speaker"],
        role=s["role"],
        unnamed=s["unnamed"],
        kind=s["kind"],
        venue=s["venue"],
        when=s["when"],
        via=tuple(s["via"]),
    )
    return Match(
        statement=statement,
        article=articles[s["article"]],
        stance=s["stance"],
        strength=s["strength"],
        score=s.get("score", 0.0),
        passage=s["passage"],
        why=s.get("why", ""),
        span=Span(*s["shows"]) if s.get("shows") else None,
    )


def _articles(data: Mapping[str, Any]) -> dict[str, Article]:
    """Articles out of the pieces that passages and statements show, each piece at its place."""
    pieces: dict[str, list[tuple[int, str]]] = {}
    known: dict[str, Json] = {}
    for p in data["passages"]:
        pieces.setdefault(p["article"], []).append((p["start"], p["text"]))
        known[p["article"]] = {key: p[key] for key in ("title", "publisher", "published", "url")}
    for s in data["statements"]:
        pieces.setdefault(s["article"], []).append((s["start"], s["quote"]))
        known.setdefault(s["article"], {"publisher": s["publisher"]})
    for id, about in data.get("articles", {}).items():
        known[id] = about | {"authors": tuple(about["authors"])}
    return {id: Article(id=id, text=_laid_out(found), **known[id]) for id, found in pieces.items()}


def _laid_out(pieces: list[tuple[int, str]]) -> str:
    text = ""
    for start, piece in sorted(pieces):
        if not 0 <= start <= LONGEST:
            raise ValueError(f"an offset of {start}")
        text = text.ljust(start)
        text = text[:start] + piece + text[start + len(piece) :]
    return text
