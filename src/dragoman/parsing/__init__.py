"""Passage → Sentence: the sentences of a story parsed in Universal Dependencies."""

from __future__ import annotations

from dragoman.parsing.engine import Engine, Parsed
from dragoman.parsing.parser import Parser
from dragoman.parsing.trained.engine import SpacyEngine

__all__ = ["Engine", "Parsed", "Parser", "SpacyEngine"]
