"""PLOVER's event types, the acts, how acts compose, and the CAMEO crosswalks."""

from __future__ import annotations

from dragoman.ontology.check import check_ontology, count_ontology
from dragoman.ontology.loader import DATA, load_ontology
from dragoman.ontology.objects import (
    QUADS,
    Act,
    CameoCode,
    CrosswalkEntry,
    EventType,
    Ontology,
    Row,
    Term,
)

__all__ = [
    "DATA",
    "QUADS",
    "Act",
    "CameoCode",
    "CrosswalkEntry",
    "EventType",
    "Ontology",
    "Row",
    "Term",
    "check_ontology",
    "count_ontology",
    "load_ontology",
]
