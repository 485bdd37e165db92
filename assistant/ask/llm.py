"""The door to a language model: any OpenAI-compatible endpoint, optional; what it writes is verified, then shown."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from string import Template
from typing import Any

from assistant.records import Hit
from indexer.errors import LanguageModelError, MissingExtraError
from indexer.fold import fold

PROMPT = Path(__file__).resolve().parents[2] / "prompts" / "answer.md"
TIMEOUT = 60.0  # seconds
LONGEST = 600  # tokens of an answer


class LanguageModel:
    """A chat model behind an endpoint.

    Args:
        url: Base URL that serves /chat/completions, e.g. "http://localhost:8080/v1".
        model: Name under which the endpoint serves it.
        key: API key, "" where none is needed. It is in no message of ours.
        timeout: Seconds to wait for an answer.

    Raises:
        MissingExtraError: The client library is not installed.
    """

    def __init__(self, url: str, model: str, *, key: str = "", timeout: float = TIMEOUT) -> None:
        try:
            from llama_index.llms.openai_like import OpenAILike
        except ImportError as error:
            raise MissingExtraError(
                'a language model needs an optional library: pip install "twosource[llm]", or unset llm in the settings'
            ) from error
        self.url, self.model, self.timeout = url, model, timeout
        self._client: Any = OpenAILike(
            model=model or "default",
            api_base=url,
            api_key=key or "none",
            is_chat_model=True,
            is_function_calling_model=False,
            max_retries=0,
            timeout=timeout,
            temperature=0.0,
            max_tokens=LONGEST,
        )

    def write(self, question: str, passages: Sequence[Hit]) -> str:
        """An answer in the model's words, not yet verified.

        Raises:
            LanguageModelError: The endpoint did not answer, or not in the form that was expected.
        """
        return self.reply(*prompt(question, passages))

    def reply(self, system: str, user: str) -> str:
        """What the model answers to two messages.

        Raises:
            LanguageModelError: The endpoint did not answer, or not in the form that was expected.
        """
        from llama_index.core.llms import ChatMessage

        try:
            reply = self._client.chat(
                [ChatMessage(role="system", content=system), ChatMessage(role="user", content=user)]
            )
        except Exception as error:  # the client passes on errors of HTTP, JSON and its own without a common class
            raise LanguageModelError(
                f"the language model at {self.url} did not answer ({self._reason(error)}): check the setting llm"
            ) from error
        text = reply.message.content
        if not isinstance(text, str) or not text.strip():
            raise LanguageModelError(
                f"the language model at {self.url} sent an empty answer: check the setting llm_model"
            )
        return text

    def _reason(self, error: Exception) -> str:
        status = getattr(error, "status_code", None)
        if status:
            return f"HTTP {status}"
        if "timeout" in type(error).__name__.casefold():
            return f"nothing within {self.timeout:g} seconds"
        return type(error).__name__


def prompt(question: str, passages: Sequence[Hit]) -> tuple[str, str]:
    """System and user message for one question.

    The fence around the passages is made from their own hash, so no article can hold it and step out of it.
    """
    blocks = [
        f"[{n}] {hit.article.title} ({', '.join(filter(None, (hit.article.publisher, hit.article.published)))})\n"
        f"{fold(hit.passage.text)}"
        for n, hit in enumerate(passages, 1)
    ]
    body = "\n\n".join(blocks)
    digest = hashlib.sha256("\0".join((question, body)).encode("utf-8", "replace")).hexdigest()
    fence = f"=== {digest[:16]} ==="
    system, user = PROMPT.read_text(encoding="utf-8").split("\n===\n")
    return system, Template(user).substitute(fence=fence, passages=body, question=" ".join(question.split()))
