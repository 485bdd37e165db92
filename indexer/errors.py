"""Errors a user can do something about. The message says what happened, where, and what to do.

UserError                      one line on stderr, exit code 1
├── InputError                 an article could not be read (reported, the run goes on)
├── SettingsError              a setting is unknown or out of range
├── IndexMissingError          no index at this path
├── IndexBusyError             another process is writing
├── IndexDamagedError          the catalog cannot be read, or disagrees with itself
├── EmbedderMismatchError      the index was made with another embedding model
├── PassageTooLongError        a passage would be cut by the embedding model
├── StorageError               the disk is full, or the folder cannot be written
├── MissingExtraError          an optional library is not installed
├── ModelError                 a model's files are missing or not the ones we tested
└── LanguageModelError         the configured LLM endpoint failed
"""


class UserError(Exception):
    """Something a user can mend; `str(error)` is the whole message."""


def told(error: Exception) -> str:
    """What a report says of an error: ours in its own words, the system's with what to do, others as faults of ours."""
    match error:
        case UserError():
            return str(error)
        case FileNotFoundError():
            return "does not exist: check the spelling"
        case PermissionError():
            return "may not be read: change its permissions, or run as a user who may"
        case OSError():
            return f"cannot be read ({error.strerror or error}): check the disk and the path"
        case MemoryError():
            return "needs more memory to be read than an article may take: split it, or save its text as .txt"
    reason = (str(error).splitlines() or [""])[0][:200]
    return f"could not be read, which is a bug of ours ({type(error).__name__}: {reason}): it is left out"


class InputError(UserError):
    """An article could not be read."""


class SettingsError(UserError):
    """A setting is unknown or out of range."""


class IndexMissingError(UserError):
    """There is no index at this path."""

    def __init__(self, path: object) -> None:
        super().__init__(f"there is no index at {str(path)!r}: make one with `twosource index PATH --index {path}`")


class IndexBusyError(UserError):
    """Another process is writing to the index."""


class IndexDamagedError(UserError):
    """The catalog cannot be read, or disagrees with itself."""


class EmbedderMismatchError(UserError):
    """Similarity between vectors of two models means nothing, so we refuse."""

    def __init__(self, *, built_with: str, asked_with: str) -> None:
        self.built_with, self.asked_with = built_with, asked_with
        super().__init__(
            f"the index was built with the embedding model {built_with!r}, but {asked_with!r} is set: "
            f"set embedder = {built_with!r}, or build a new index in another folder"
        )


class PassageTooLongError(UserError):
    """A passage would be cut silently by the embedding model."""


class StorageError(UserError):
    """The disk is full, or the folder cannot be written."""


class MissingExtraError(UserError):
    """An optional library is not installed."""


class ModelError(UserError):
    """A model's files are missing, or are not the ones we tested."""


class LanguageModelError(UserError):
    """The configured LLM endpoint failed."""
