"""Who said what in an article: attributions found by a small model, their voices resolved by rules."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indexer.statements.extract import StatementExtractor

__all__ = ["open_extractor"]


def open_extractor() -> "StatementExtractor":
    """The extractor with the weights that ship with the package, checked by hash.

    Raises:
        ModelError: The weights are missing or are not the tested ones.
    """
    from indexer.parse import entities, parse
    from indexer.shipped import encoder_folder
    from indexer.statements.extract import StatementExtractor
    from indexer.statements.run import SHA256, WEIGHTS, TaggerRunner

    return StatementExtractor(TaggerRunner(WEIGHTS, encoder_folder(), SHA256), entities, parse)
