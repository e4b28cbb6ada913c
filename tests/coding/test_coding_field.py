"""Whose forces, people and organs are meant in stories of a press that writes from one country."""

from __future__ import annotations

from dragoman import api


def told(text: str) -> list[tuple[str, list[str], list[str]]]:
    """Event type, actors and recipients of every report."""
    coded = api.code_text(text, lang="id", date="2023-05-21")

    def keys(who: object) -> list[str]:
        return [f"{p.code or ''}.{p.sector or ''}" for p in who]  # type: ignore[attr-defined]

    return [(r.event, keys(r.actors), keys(r.recipients)) for r in coded.reports]


def test_forces_of_a_war_abroad_are_those_that_the_story_names() -> None:
    text = (
        "JAKARTA, 21 Mei (Contoh) - Junta Myanmar menolak berunding.\n\n"
        "Sehari kemudian, pasukan keamanan menembaki pengunjuk rasa di kota itu."
    )
    assert ("ASSAULT", ["MMR.MIL"], ["MMR.OPP"]) in told(text)


def test_forces_at_home_stay_those_of_home() -> None:
    text = (
        "JAKARTA, 21 Mei (Contoh) - Pemerintah menolak berunding.\n\n"
        "Sehari kemudian, pasukan keamanan menembaki pengunjuk rasa di kota itu."
    )
    assert ("ASSAULT", ["IDN.MIL"], ["IDN.OPP"]) in told(text)


def test_a_town_that_nobody_knows_is_at_home_if_bodies_of_home_act_there() -> None:
    text = (
        "SUKAMANAH, 21 Mei (Contoh) - Ketua DPRD Kabupaten Sukamanah menolak usulan itu.\n\n"
        "Di luar gedung, ratusan pedagang berunjuk rasa."
    )
    assert told(text)[-1] == ("PROTEST", ["IDN.BUS"], [])


def test_a_story_without_place_and_such_bodies_is_nowhere() -> None:
    text = "Ketua majelis menolak usulan itu.\n\nDi luar gedung, ratusan pedagang berunjuk rasa."
    assert told(text)[-1] == ("PROTEST", [".BUS"], [])
