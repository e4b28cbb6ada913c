"""What somebody who edits the ontology needs to see: all that is wrong at once, and counts."""

from __future__ import annotations

from pathlib import Path

from dragoman.ontology.assemble import assemble
from dragoman.ontology.loader import DATA
from dragoman.ontology.objects import Ontology


def check_ontology(folder: Path = DATA) -> list[str]:
    """Everything wrong under `folder`, one 'file:line: message' each; empty if all is well."""
    return [str(problem) for problem in assemble(folder)[1]]


def count_ontology(ontology: Ontology) -> dict[str, int]:
    """How many of each there are, for the check command's last line."""
    return {
        "types": len(ontology.types),
        "modes": sum(len(kind.modes) for kind in ontology.types.values()),
        "contexts": len(ontology.contexts),
        "sectors": len(ontology.sectors),
        "acts": len(ontology.acts),
        "operators": len(ontology.composition),
        "rows": sum(len(rows) for rows in ontology.composition.values()),
        "cameo codes": len(ontology.cameo),
        "crosswalk rows": sum(len(table) for table in ontology.crosswalks.values()),
    }
