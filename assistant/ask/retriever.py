"""twosource's retrieval as a LlamaIndex retriever, for programs that are built on LlamaIndex."""

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.ask.retrieve import Retriever
from assistant.records import Filters, Hit, Question
from assistant.terms import content_words


class TwosourceRetriever(BaseRetriever):
    """Finds passages for LlamaIndex's query engines.

    A node's text is exactly the article's text from metadata "start" to "end", so a quotation found in it can be shown
    in its place. Do not put these nodes through a splitter: the offsets would no longer fit.

    Args:
        retriever: The hybrid retrieval of an index (an assistant's `retriever`).
        k: Passages to return.
        filters: Which articles may answer.
    """

    def __init__(self, retriever: Retriever, *, k: int = 10, filters: Filters | None = None) -> None:
        self._retriever, self._k, self._filters = retriever, k, filters or Filters()
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        text = query_bundle.query_str  # a search, whatever its words: nothing is counted
        question = Question(text=text, kind="plain", claim="", terms=tuple(content_words(text)), filters=self._filters)
        return [as_node(hit) for hit in self._retriever.retrieve(question, self._k)]


def as_node(hit: Hit) -> NodeWithScore:
    """A passage as a node; its metadata is kept out of what a model reads and out of embeddings."""
    passage, article = hit.passage, hit.article
    metadata = {
        "article": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "url": article.url,
        "start": passage.start,
        "end": passage.end,
    }
    node = TextNode(
        id_=passage.id,
        text=passage.text,
        metadata=metadata,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        excluded_embed_metadata_keys=list(metadata),
        excluded_llm_metadata_keys=["start", "end", "article"],
    )
    return NodeWithScore(node=node, score=hit.score)
