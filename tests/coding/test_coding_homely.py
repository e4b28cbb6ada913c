"""Whose party or organ a general word means that several countries have."""

from __future__ import annotations

from dragoman import api


def doers(text: str, lang: str = "en") -> list[list[str | None]]:
    """The entities, or else codes, of the actors of every report."""
    coded = api.code_text(text, lang=lang, date="2024-05-21")
    return [[p.entity or p.code for p in r.actors] for r in coded.reports]


def test_a_general_name_is_that_of_the_country_beside_it() -> None:
    assert doers("The Nigerian Labour Party rejected the offer.") == [["labour_nigeria"]]
    assert doers("The Socialist Party of Senegal rejected the offer.") == [["ps_senegal"]]


def test_a_general_name_gives_way_to_a_country_without_such_a_body() -> None:
    assert doers("The Socialist Party of Zambia rejected the offer.") != [["ps_senegal"]]


def test_a_general_name_is_that_of_the_country_spoken_of_before() -> None:
    text = "Nigeria closed its border on Monday.\n\nThe Labour Party condemned the decision."
    assert ["labour_nigeria"] in doers(text)


def test_a_general_name_is_that_of_the_country_that_the_story_is_told_from() -> None:
    text = (
        "LAGOS, Nigeria (XP) - Police arrested two men on Monday.\n\n"
        "The Labour Party condemned the arrests."
    )
    assert ["labour_nigeria"] in doers(text)


def test_those_who_lead_a_party_of_a_general_name_are_of_its_country() -> None:
    text = "Nigeria closed its border on Monday.\n\nLabour Party leaders condemned the decision."
    assert [who for who in doers(text) if "rishi_sunak" in who or "GBR" in who] == []


def test_a_general_name_without_any_country_is_the_first_of_the_file() -> None:
    assert doers("The Labour Party rejected the offer.") == [["labour_uk"]]


def test_an_abbreviation_that_several_countries_have_is_of_none_without_one() -> None:
    assert doers("The NPP rejected the offer.") == [[None]]
    assert ["npp_ghana"] in doers("Ghana closed its border.\n\nThe NPP condemned the decision.")


def test_a_general_name_in_japanese_and_korean() -> None:
    assert ["labour_nigeria"] in doers("ナイジェリア労働党は要求を拒否した。", "ja")
    assert ["labour_nigeria"] in doers("나이지리아 노동당은 요구를 거부했다.", "ko")


def test_a_general_name_written_on_to_a_country_without_a_blank() -> None:
    assert doers("フィンランド社民党は要求を拒否した。", "ja") == [["sdp_finland"]]
    assert ["sdp_japan"] not in doers("ベルギー社民党は要求を拒否した。", "ja")


def test_a_word_for_heads_of_parties_and_banks_is_the_bank_s_where_it_heads_one() -> None:
    for lang, text in (
        ("ja", "韓国銀行総裁は政府を批判した。"),
        ("ko", "스웨덴 중앙은행 총재는 정부를 비판했다."),
    ):
        coded = api.code_text(text, lang=lang, date="2024-05-21")
        assert [p.sector for r in coded.reports for p in r.actors] == ["GOV"]
