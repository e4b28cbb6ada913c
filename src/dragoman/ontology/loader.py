"""The ontology, loaded once and checked whole."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dragoman.ontology.assemble import assemble
from dragoman.ontology.objects import Ontology

DATA = Path(__file__).parent


@lru_cache
def load_ontology(folder: Path = DATA) -> Ontology:
    """The ontology under `folder`; the same object every time for the same folder.

    Raises:
        DataError: the first thing that is wrong, with file and line; `check_ontology` lists all.
    """
    ontology, problems = assemble(folder)
    if problems:
        raise problems[0]
    return ontology
