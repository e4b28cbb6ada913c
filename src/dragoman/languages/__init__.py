"""Language packs: one folder a language, the same files in each, found on disk."""

from __future__ import annotations

from dragoman.languages.pack import FOLDER, Pack, available, load_pack

__all__ = ["FOLDER", "Pack", "available", "load_pack"]
