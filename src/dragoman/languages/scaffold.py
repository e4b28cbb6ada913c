"""A new language pack: a folder with every file it needs, commented, empty and loadable."""

from __future__ import annotations

import re
from pathlib import Path

from dragoman.errors import InputError, UsageError
from dragoman.languages.pack import FILE, FOLDER

TEMPLATE = FOLDER / "_template"
"""The files of a new pack; %CODE% and %NAME% in them are replaced."""

SUFFIX = ".tmpl"
"""Without it, the loaders would take the template for a language."""

_CODE = re.compile("[a-z]{2,3}")
_NAME = re.compile(r"\w[\w ()-]{0,60}")


def new_language(code: str, name: str | None = None, *, folder: Path = FOLDER) -> tuple[Path, ...]:
    """Make the pack `code` under `folder`; returns the files made, sorted.

    `name` is the language's name, by default its code. Files that are there already (a language
    may be known by sight before it has a pack) are left as they are.

    Raises:
        UsageError: the code is no ISO 639 code, or has a pack.
        InputError: the files cannot be written.
    """
    if not _CODE.fullmatch(code):
        raise UsageError(f"'{code}' is no code of a language; two or three small letters are (sw)")
    if name is not None and not _NAME.fullmatch(name):
        raise UsageError(f"'{name}' is no name of a language; letters and blanks are wanted")
    pack = folder / code
    if (pack / FILE).exists():
        raise UsageError(f"there is already a pack '{code}' in {pack}; choose another code")
    made = []
    try:
        for source in sorted(TEMPLATE.rglob(f"*{SUFFIX}")):
            path = pack / source.relative_to(TEMPLATE).with_suffix("")
            if path.exists():
                continue
            text = source.read_text("utf-8")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.replace("%CODE%", code).replace("%NAME%", name or code), "utf-8")
            made.append(path)
    except OSError as error:
        raise InputError(f"{pack} cannot be written: {error.strerror or error}") from error
    return tuple(sorted(made))
