"""What becomes of an input that does not become a story, and the limits that decide it."""

from __future__ import annotations

from dataclasses import dataclass

INPUT, READING, SKIPPED = "input", "reading", "skipped"


@dataclass(frozen=True, slots=True)
class SetAside:
    """Something that was given and is not coded, with the reason in one sentence.

    `origin` says where it stood ("folder/file.csv:17"; "-" is standard input). `stage` is "input"
    when a whole file, folder or stream could not be read, "reading" when one story in it could
    not, "skipped" when nothing is wrong but there was nothing to read (files of other kinds in a
    folder, a story already read); later stages set aside under their own names. `story` is the
    story's id where it is known.
    """

    origin: str
    stage: str
    reason: str
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes beyond which a story or a file is set aside.

    The longest news items are book-length court rulings of about 1,000,000 characters, hence
    2,000,000. 15 MB for a page is what crawlers (Common Crawl, search engines) cut at; the element
    and tag limits keep lxml and trafilatura, both quadratic in places, under a few seconds. Whole
    JSON files are held in memory several times over; JSON Lines has no such limit. Real news
    pages have 1,000 to 15,000 elements, at most some hundred of them side by side.
    """

    story_chars: int = 2_000_000
    html_bytes: int = 15_000_000
    html_elements: int = 20_000
    html_children: int = 5_000
    html_depth: int = 500
    html_tag_chars: int = 65_536
    json_bytes: int = 200_000_000
    stream_bytes: int = 500_000_000

    @property
    def text_bytes(self) -> int:
        """Bytes beyond which a plain text is too long whatever its encoding (4 a character)."""
        return 4 * self.story_chars

    @property
    def line_bytes(self) -> int:
        """Bytes beyond which one line of a row file is too long (JSON's \\uXXXX takes 6)."""
        return 6 * self.story_chars + 100_000


LIMITS = Limits()
