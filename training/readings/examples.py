"""The examples: marked pairs of our own writing, with the type by which the source acts.

One JSON object a line in `examples/<language>.jsonl`: `id`, `lang`, `text`, `source`, `target`,
`marked`, `event` (the type by PLOVER's manual) and, where CAMEO2PLOVER counts it as another
type, `crosswalk`. An id ends in the numbers of source and target within its sentence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

EXAMPLES = Path(__file__).parent / "examples"
LANGUAGES = ("en", "id", "ja", "ko")
_APART = 5


@dataclass(frozen=True, slots=True)
class Example:
    """One line. `kind` is the class that the chooser learns."""

    id: str
    lang: str
    text: str
    source: str
    target: str
    marked: str | None
    event: str
    crosswalk: str | None = None

    @property
    def kind(self) -> str:
        return self.event if self.crosswalk is None else f"{self.event}/{self.crosswalk}"

    @property
    def held_out(self) -> bool:
        """Whether it is kept apart; all pairs of a sentence are, or none is."""
        sentence = self.id.rpartition("-")[0]
        return int(hashlib.sha256(sentence.encode()).hexdigest(), 16) % _APART == 0


def read_examples(languages: tuple[str, ...] = LANGUAGES) -> Iterator[Example]:
    """All examples of some languages, in the order of their files."""
    for lang in languages:
        with (EXAMPLES / f"{lang}.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                yield Example(**json.loads(line))
