"""Pages of HTML whose texts are escaped by construction and that fetch nothing."""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ET
from base64 import b64encode
from collections.abc import Callable, Sequence

from dragoman.interchange.text import well_formed


def document(
    lang: str,
    title: str,
    *,
    families: Sequence[str],
    style: str,
    script: str | None = None,
) -> tuple[Callable[[], str], ET.Element]:
    """A page's body to be filled, and what makes the page's text of it then.

    A content security policy allows this style, this script and pictures in the page itself, and
    nothing else. The script stands at the body's end.

    Args:
        lang: its language. title: its title. families: fonts, the best first.
        style: CSS. script: JavaScript without an end tag in it.
    """
    fonts = ", ".join(f"'{family}'" for family in families)
    style = f"body {{ font-family: {fonts}, sans-serif; background: #fff; }}\n{style}"
    allowed = hashed(script) if script is not None else "'none'"
    policy = (
        f"default-src 'none'; script-src {allowed}; style-src {hashed(style)}; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )
    root = ET.Element("html", lang=lang)
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "meta", charset="utf-8")
    ET.SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    ET.SubElement(head, "meta", name="viewport", content="width=device-width")
    ET.SubElement(head, "title").text = title
    ET.SubElement(head, "style").text = style
    body = ET.SubElement(root, "body")

    def page() -> str:
        if script is not None:
            ET.SubElement(body, "script").text = script
        text = ET.tostring(root, encoding="unicode", method="html")
        return well_formed(f"<!DOCTYPE html>\n{text}\n")

    return page, body


def hashed(text: str) -> str:
    """How a content security policy names a style or script."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{b64encode(digest).decode('ascii')}'"
