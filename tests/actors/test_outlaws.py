"""A person without an office: an elite, but for rebels and bandits."""

from __future__ import annotations

from datetime import date

from dragoman.actors.registry import load_actors


def test_a_rebel_without_command_is_a_rebel() -> None:
    actors = load_actors()
    assert actors.standing("dominic_ongwen", date(2021, 2, 5)).sector == "REB"
    assert actors.standing("jose_mujica", date(2021, 2, 5)).sector == "ELI"
