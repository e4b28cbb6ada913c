"""From a chart's specification to a file: PNG, SVG, or a page that opens without a network."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dragoman.analysis.charts.canvas import Spec
from dragoman.analysis.charts.fonts import Choice, choose
from dragoman.analysis.charts.style import config
from dragoman.analysis.extras import needed
from dragoman.analysis.markup import document
from dragoman.analysis.naming import Names, names_in
from dragoman.errors import UsageError
from dragoman.languages.writing import writable

FORMATS = ("png", "svg", "html")
SCALE = 2.0
"""Pixels of a PNG for a point of the chart."""

_FIGURES = "0123456789−,.%"
"""What formats write into a chart, though it stands in no specification."""

Draw = Callable[[Names], Spec]
"""Makes a chart's Vega-Lite specification with the labels of one language."""

_SNIPPET = """
const read = (id) => JSON.parse(document.getElementById(id).textContent);
vegaEmbed("#chart", read("spec"), read("options"));
"""


_STYLE = """
body { margin: 1.5rem; color: #1a1a1a; }
#vg-tooltip-element { position: fixed; visibility: hidden; padding: 8px 10px; background: #fff;
  border: 1px solid #a3a3a3; font-size: 12px; z-index: 1000; }
#vg-tooltip-element.visible { visibility: visible; }
#vg-tooltip-element td.key { color: #5c5c5c; padding-right: 8px; text-align: right; }
"""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart, ready to be written; made by `drawing`.

    `lang` is the language of its labels, `spec` its Vega-Lite specification. `hint` says what to
    install where the language asked for cannot be drawn on this machine; the labels are then in
    another.
    """

    lang: str
    spec: Spec
    fonts: Choice
    hint: str | None = None

    @property
    def title(self) -> str:
        """The chart's title."""
        return str(self.spec["vconcat"][0]["title"])

    def render(self, format: str) -> bytes:
        """The chart as a file of one of `FORMATS`; the same bytes every time on one machine.

        Raises:
            UsageError: the format is none of them, or the extra `charts` is not installed.
        """
        if format == "png":
            return self._png()
        if format == "svg":
            return self._svg().encode("utf-8")
        if format == "html":
            return self._html().encode("utf-8")
        raise UsageError(f"no format of charts '{format}'; there are: {', '.join(FORMATS)}")

    def _png(self) -> bytes:
        image: bytes = _converter(self.fonts).vegalite_to_png(
            self._styled(), scale=SCALE, allowed_base_urls=[], **_locales(names_in(self.lang))
        )
        return image

    def _svg(self) -> str:
        image: str = _converter(self.fonts).vegalite_to_svg(
            self._styled(), allowed_base_urls=[], **_locales(names_in(self.lang))
        )
        return image

    def _html(self) -> str:
        names = names_in(self.lang)
        locales = _locales(names)
        options = {
            "actions": False,
            "ast": True,  # no eval, so the page can forbid it
            "renderer": "svg",
            "defaultStyle": False,
            "tooltip": {"disableDefaultStyle": True},
            "formatLocale": locales["format_locale"],
            "timeFormatLocale": locales["time_format_locale"],
        }
        page, body = document(
            self.lang, self.title, families=self._families(), style=_STYLE, script=_bundle()
        )
        ET.SubElement(body, "div", id="chart")
        for id, value in (("spec", self._styled()), ("options", options)):
            ET.SubElement(body, "script", type="application/json", id=id).text = _json(value)
        return page()

    def _families(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.fonts.families, *names_in(self.lang).writing.fonts)))

    def _styled(self) -> Spec:
        return {**self.spec, "config": config(self._families())}


def drawing(draw: Draw, lang: str, *, picture: bool = True) -> Drawing:
    """A chart with labels in `lang`.

    Where `picture` is true (PNG) and no font of this machine shows all characters, the labels are
    those of the first language that can be drawn, and the hint says what to install.

    Raises:
        LanguageError: nothing can be written in that language.
        UsageError: no language at all can be drawn, or the extra `charts` is not installed.
    """
    names = names_in(lang)
    spec = draw(names)
    fonts = choose((_FIGURES, *_strings(spec)), names.writing.fonts)
    if not fonts.missing or not picture:
        return Drawing(lang, spec, fonts)
    wanted = ", ".join(names.writing.fonts[:3])
    hint = (
        f"no font here shows {_some(fonts.missing)}; install one of {wanted}"
        " (or name a folder of fonts in DRAGOMAN_FONTS)"
    )
    for other in writable():
        spec = draw(names_in(other))
        fonts = choose((_FIGURES, *_strings(spec)), names_in(other).writing.fonts)
        if not fonts.missing:
            language = names_in(other).language(other)
            return Drawing(other, spec, fonts, f"{hint}; the labels are in {language} meanwhile")
    raise UsageError(f"{hint}; SVG and HTML need no font on this machine")


def _json(value: Any) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@lru_cache(maxsize=1)
def _bundle() -> str:
    script: str = needed("vl_convert", "charts").javascript_bundle(_SNIPPET)
    # what a script must not hold to stand in a page
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


@lru_cache(maxsize=1)
def _registered() -> set[str]:
    return set()


def _converter(fonts: Choice) -> Any:
    """vl-convert, with the folders of the fonts made known to it."""
    convert = needed("vl_convert", "charts")
    known = _registered()
    for folder in map(str, fonts.folders):
        if folder not in known:
            convert.register_font_directory(folder)
            known.add(folder)
    return convert


def _locales(names: Names) -> dict[str, Any]:
    """d3's locales for numbers and times, as Babel knows them."""
    locale = names.locale
    symbols = locale.number_symbols.get("latn", {})
    months = [locale.months["format"]["wide"][i] for i in range(1, 13)]
    short = [locale.months["format"]["abbreviated"][i] for i in range(1, 13)]
    days = [locale.days["format"]["wide"][i] for i in (6, 0, 1, 2, 3, 4, 5)]
    short_days = [locale.days["format"]["abbreviated"][i] for i in (6, 0, 1, 2, 3, 4, 5)]
    return {
        "format_locale": {
            "decimal": symbols.get("decimal", "."),
            "thousands": symbols.get("group", ","),
            "grouping": [3],
            "currency": ["", ""],
        },
        "time_format_locale": {
            "dateTime": "%Y-%m-%d %H:%M:%S", "date": "%Y-%m-%d", "time": "%H:%M:%S",
            "periods": ["AM", "PM"], "days": days, "shortDays": short_days, "months": months,
            "shortMonths": short,
        },
    }  # fmt: skip


def _strings(value: Any) -> Iterator[str]:
    """All strings of a specification."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)


def _some(characters: str) -> str:
    shown = " ".join(characters[:8])
    return shown + (f" and {len(characters) - 8} more characters" if characters[8:] else "")
