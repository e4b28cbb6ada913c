"""Whom the names, titles and organs of Japanese sentences stand for, from the text on."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from dragoman.coding.parties.memory import Memory
from dragoman.model import Story
from dragoman.pipeline import Pipeline

pytest.importorskip("sudachipy")

PUBLISHED = datetime(2024, 6, 24, tzinfo=UTC)


@cache
def pipeline() -> Pipeline:
    return Pipeline(["ja"])


def meant(text: str) -> str:
    """Who the persons and agent nouns of a text stand for: code and sector, then the name if one is
    known; "?" where the country is not said."""
    made = pipeline()
    story = Story(id="x", key="x", text=text, lang="ja", published=PUBLISHED)
    story, passages = made.read(story)
    coder, memory = made.coder(["ja"]), Memory(made.actors)
    found = []
    for sentence in made.parse(passages):
        memory.sentence = sentence.index
        scene = coder.analyse(sentence, memory, PUBLISHED.date()).scene
        for mention in scene.mentions.all:
            if mention.kind in ("person", "agent"):
                found += [
                    f"{one.code or '?'}.{one.sector}" + (f" {one.name}" if one.entity else "")
                    for one in mention.participants
                ]
    return ", ".join(found)


ROWS = [
    ("ブリンケン米国務長官が到着した。", "USA.GOV Antony Blinken"),
    ("米国務長官のブリンケン氏が到着した。", "USA.GOV Antony Blinken"),
    ("ブリンケン氏が到着した。", "USA.GOV Antony Blinken"),
    ("習近平国家主席が到着した。", "CHN.GOV Xi Jinping"),
    ("トランプ前米大統領が到着した。", "USA.ELI Donald Trump"),
    ("安倍元首相が到着した。", "JPN.ELI Shinzo Abe"),
    ("シャリフ首相が到着した。", "PAK.GOV Shehbaz Sharif"),
    ("尹大統領が到着した。", "KOR.GOV Yoon Suk Yeol"),
    ("日本と韓国の両政府が協議した。", "JPN.GOV, KOR.GOV"),
    ("米韓両政府が協議した。", "USA.GOV, KOR.GOV"),
    ("北朝鮮外務省の報道官が語った。", "PRK.GOV, PRK.GOV"),
    ("韓国警察の幹部が語った。", "KOR.COP, KOR.COP"),
    ("シリアの反体制派が撤退した。", "SYR.OPP"),
    ("駐日ロシア大使が抗議した。", "RUS.GOV"),
    ("ロシア軍が撤退した。", "RUS.MIL"),
    ("米軍が撤退した。", "USA.MIL"),
    ("参院が可決した。", "JPN.LEG"),
    ("デモ隊が集まった。", "?.OPP"),
    ("会談前、首相が到着した。", "?.GOV"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_who_is_meant(text: str, expected: str) -> None:
    assert meant(text) == expected


def test_a_reading_in_brackets_belongs_to_the_name() -> None:
    assert "KOR.GOV Cho Tae-yul" in meant("趙兌烈(チョ・テヨル)外相が到着した。")
    assert "?.GOV" not in meant("趙兌烈(チョ・テヨル)外相が到着した。")


def test_a_run_of_countries_shares_its_ministers() -> None:
    ministers = set(meant("日米韓の外相が電話で会談した。").split(", "))
    assert {m[:7] for m in ministers} == {"JPN.GOV", "USA.GOV", "KOR.GOV"}
