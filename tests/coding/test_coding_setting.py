"""Of which country organs are that a story names without one, and which is told from elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from dragoman.model import Story
from dragoman.pipeline import Pipeline

pytest.importorskip("sudachipy")

HEADED = "ウズベキスタンの大統領、辞任を表明\n\n"


@cache
def pipeline() -> Pipeline:
    return Pipeline(["ja"])


def last_actor(text: str) -> list[str]:
    """Who did what the last report of a story tells, as code and sector."""
    published = datetime(2024, 5, 2, tzinfo=UTC)
    story = Story(id="x", key="x", text=text, lang="ja", published=published)
    report = max(pipeline().code(story).reports, key=lambda report: report.trigger.start)
    return [f"{one.code or '?'}.{one.sector}" for one in report.actors]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (
            HEADED + "【モスクワ＝例文通信】ウズベキスタンの大統領は1日、辞任を表明した。"
            "\n\n内務省は、記者5人を逮捕した。",
            "UZB.GOV",
        ),
        (  # organs that Japan does not have
            "チリ、関税を批判\n\n【東京＝例文通信】チリ政府は1日、米国の関税を批判した。"
            "\n\n国防省の報道官は、オランダの決定を非難した。",
            "CHL.GOV",
        ),
        (
            "チリ、関税を批判\n\n【東京＝例文通信】チリ政府は1日、米国の関税を批判した。"
            "\n\n防衛省の報道官は、オランダの決定を非難した。",
            "JPN.GOV",
        ),
        (
            "チリ外務省の次官は1日、タイの関税を批判した。日本はこれを歓迎した。"
            "同省は、オランダの決定を非難した。",
            "CHL.GOV",
        ),
        (
            "チリ外務省の次官は1日、タイの関税を批判した。日本はこれを歓迎した。同国はオランダを非難した。",
            "JPN.None",
        ),
    ],
)
def test_bare_organ(text: str, actor: str) -> None:
    assert last_actor(text) == [actor]
