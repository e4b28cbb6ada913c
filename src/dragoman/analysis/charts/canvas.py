"""Altair, with the data of a chart kept beside it.

Altair copies a chart whenever something is added to it, and what stands within it, too; so the data
stand in one place, under names, and the chart only names them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.analysis.charts.style import SOFT
from dragoman.analysis.extras import needed

Spec = dict[str, Any]
"""A Vega-Lite specification."""


class Canvas:
    """The names of the module `altair`, and `data`.

    Raises:
        UsageError: the extra `charts` is not installed.
    """

    def __init__(self) -> None:
        self._altair = needed("altair", "charts")
        self._data: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._altair, name)

    def data(self, rows: Sequence[Mapping[str, Any]]) -> Any:
        """Rows as the data of a chart."""
        return self._altair.NamedData(self._named(list(rows)))

    def shapes(self, features: Sequence[Mapping[str, Any]]) -> Any:
        """Features of GeoJSON as the data of a chart."""
        name = self._named({"type": "FeatureCollection", "features": list(features)})
        format = self._altair.DataFormat(type="json", property="features")
        return self._altair.NamedData(name, format=format)

    def framed(self, chart: Any, title: str, below: Sequence[str]) -> Spec:
        """The specification of a chart with its title above it and lines below."""
        foot = self._altair.TitleParams(
            list(below), orient="bottom", anchor="start", offset=12, fontSize=11.5,
            fontWeight="normal", color=SOFT, lineHeight=16,
        )  # fmt: skip
        whole = self._altair.vconcat(chart.properties(title=title)).properties(title=foot)
        spec: Spec = whole.to_dict()
        return spec | {"datasets": self._data}

    def _named(self, values: Any) -> str:
        name = f"data{len(self._data)}"
        self._data[name] = values
        return name
