"""Dictionaries of TABARI and PETRARCH; those here are all invented."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors.cameo_codes import PloverActor, load_table, plover_actor
from dragoman.actors.name_index import NameIndex
from dragoman.actors.names import BODY, COUNTRY, NameMatch
from dragoman.actors.registry import DATA, load_actors
from dragoman.actors.tabari import (
    AgentDictionary,
    Problem,
    UserDictionary,
    dated_code,
    load_actor_dictionary,
    load_agent_dictionary,
    parse_day,
)
from dragoman.errors import DataError, InputError


def actors(folder: Path, text: str) -> tuple[UserDictionary, tuple[Problem, ...]]:
    path = folder / "mine.actors"
    path.write_text(text, "utf-8")
    return load_actor_dictionary(path)


def agents(folder: Path, text: str) -> tuple[AgentDictionary, tuple[Problem, ...]]:
    path = folder / "mine.agents"
    path.write_text(text, "utf-8")
    return load_agent_dictionary(path)


def found(dictionary: UserDictionary, text: str) -> list[tuple[str, str | None, str | None]]:
    return [(text[m.start : m.end], m.code, m.sector) for m in dictionary.find(text)]


# --- reading actors


def test_phrases_synonyms_comments_and_codes(tmp_path: Path) -> None:
    dictionary, problems = actors(
        tmp_path,
        "# provenance: invented\n"
        "<!-- a note\nover two lines\n-->\n"
        "\n"
        "ZUBROWKA_  [POL]  # a country\n"
        "+ZUBROWKAN_ ; its people\n"
        "+REPUBLIC_OF_ZUBROWKA_\n"
        "RED_DAWN_ <!-- an army --> [PERINS]\n"
        "HERALD_\n"
        "\t[POLMED]\n",
    )
    assert problems == ()
    assert len(dictionary) == 3
    text = "The Herald says the Republic of Zubrowka shelled Red Dawn; Zubrowkan tanks rolled."
    assert found(dictionary, text) == [
        ("Herald", "POL", "JRN"),
        ("Republic of Zubrowka", "POL", None),
        ("Red Dawn", "PER", "REB"),
        ("Zubrowkan", "POL", None),
    ]
    matches = dictionary.find(text)
    assert [match.kind for match in matches] == [BODY, COUNTRY, BODY, COUNTRY]
    assert matches[1].entity_id == matches[3].entity_id == "user/mine/ZUBROWKA"
    assert (matches[1].name, matches[1].entry) == ("ZUBROWKA", "mine.actors:6")


DATED = (
    "ANNA_BELL_\n"
    "\t[KENELI 950101-991231]\n"
    "\t[KENGOV 20000101-041231]\n"
    "\t[KENOPP >20050101]\n"
    "\t[KENLEG <881231]\n"
    "\t[KENBUS]\n"
)


@pytest.mark.parametrize(
    ("day", "sector"),
    [
        (date(1970, 1, 1), "LEG"),
        (date(1988, 12, 31), "LEG"),
        (date(1989, 1, 1), "BUS"),
        (date(1995, 1, 1), "ELI"),
        (date(1999, 12, 31), "ELI"),
        (date(2000, 1, 1), "GOV"),
        (date(2004, 12, 31), "GOV"),
        (date(2005, 1, 1), "OPP"),
        (date(2031, 5, 1), "OPP"),
        (None, "BUS"),
    ],
)
def test_dates_include_both_their_ends(tmp_path: Path, day: date | None, sector: str) -> None:
    dictionary, problems = actors(tmp_path, DATED)
    assert problems == ()
    standing = dictionary.standing("user/mine/ANNA_BELL", day)
    assert (standing.code, standing.sector) == ("KEN", sector)


def test_a_standing_says_why(tmp_path: Path) -> None:
    dictionary, _ = actors(tmp_path, DATED)
    standing = dictionary.standing("user/mine/ANNA_BELL", date(2001, 5, 1))
    assert standing.why == "mine.actors:3: [KENGOV 2000-01-01 to 2004-12-31]"


def test_of_overlapping_codes_the_first_in_the_file_counts(tmp_path: Path) -> None:
    dictionary, problems = actors(
        tmp_path,
        "BO_DIN_ [VNMGOV 060101-080101][VNMELI 070101-090101]\n"
        "OTHER_ [VNM]\n"
        "BO_DIN_\n\t[VNMBUS 060601-100101]\n\t[VNMMIL > 110101]\n",
    )
    assert problems == ()
    entity = "user/mine/BO_DIN"
    sectors = [
        dictionary.standing(entity, day).sector
        for day in (date(2007, 6, 1), date(2008, 6, 1), date(2009, 6, 1), date(2011, 1, 1))
    ]
    assert sectors == ["GOV", "ELI", "BUS", "MIL"]
    nobody = dictionary.standing(entity, date(1999, 1, 1))
    assert (nobody.code, nobody.sector) == (None, None)
    assert "no code for 1999-01-01" in nobody.why
    # without a day: what was borne last
    assert dictionary.standing(entity).sector == "MIL"


def test_a_wrong_date_costs_only_its_own_code(tmp_path: Path) -> None:
    dictionary, problems = actors(
        tmp_path,
        "CLEO_ [GHAGOV 010100-020101]\n"
        "\t[GHAMIL 030101-0301311]\n"
        "\t[GHAJUD 20040231-20050101]\n"
        "\t[GHALEG 060101-050101]\n"
        "\t[GHACOP >soon]\n"
        "\t[GHASPY 070101]\n"
        "\t[GHAOPP 080101-081231]\n"
        "\t[GHA]\n",
    )
    assert [(problem.file, problem.line) for problem in problems] == [
        ("mine.actors", line) for line in range(1, 7)
    ]
    messages = [str(problem) for problem in problems]
    assert messages[0].startswith("mine.actors:1: [GHAGOV 010100-020101] was left out: ")
    assert "'0301311' is no date; right would be YYMMDD or YYYYMMDD" in messages[1]
    assert "'20040231' is no date: day" in messages[2]
    assert "060101-050101 ends before it begins" in messages[3]
    assert "right would be CODE, CODE <date, CODE >date or CODE date-date" in messages[5]
    entity = "user/mine/CLEO"
    assert dictionary.standing(entity, date(2008, 12, 31)).sector == "OPP"
    assert dictionary.standing(entity, date(2001, 6, 1)).sector is None


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("+LOST_", "the synonym 'LOST_' has no actor above it"),
        ("\t[KEN]", "the code [KEN] has no actor above it"),
        ("A_ [KEN\nB_ [KEN]", "'[KEN' was left out"),
        ("A_ [KNTGOV]", "'KNT' in 'KNTGOV' is no country"),
        ("A_ [KENG]", "'KENG' is no CAMEO actor code; right would be blocks of three capitals"),
        ("A_ []", "right would be CODE"),
        ("A_", "'A' has no code; it counts as nobody"),
        ("___ [KEN]", "has no word in it"),
        ("A_ [KEN]\n+B_ [UGA]", "a synonym has no codes of its own"),
        ("A_ [KEN]\nB_ [UGA]\n+A_", "'A' stands already for 'A' (line 2); there it stays"),
        ("A_ [KEN]\n<!-- B_ [UGA]", "is never closed"),
        ("A_ [KEN] 060101", "'060101' was left out"),
    ],
)
def test_whatever_is_wrong_is_told_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    dictionary, problems = actors(tmp_path, "FINE_ [PER]\n" * (line[0] not in "+\t") + line)
    assert message in " ".join(str(problem) for problem in problems)
    assert len(problems) == 1
    if line[0] not in "+\t":
        assert found(dictionary, "fine") == [("fine", "PER", None)]


def test_nobody_hides_what_the_packs_would_find(tmp_path: Path) -> None:
    dictionary, problems = actors(tmp_path, "JORDAN_SMITH_ [---]\nCHESS_ [###] # a game\n")
    assert problems == ()
    assert found(dictionary, "Jordan Smith plays chess") == [
        ("Jordan Smith", None, None), ("chess", None, None),
    ]  # fmt: skip
    assert dictionary.standing("user/mine/CHESS").why == "mine.actors:2: [###]"


def test_files_in_an_old_encoding_are_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "old.actors"
    path.write_bytes("KEN_ [KEN]\r\nPERÚ_ [PER]\r\n".encode("latin-1"))
    dictionary, problems = load_actor_dictionary(path)
    assert found(dictionary, "Perú, Ken") == [("Perú", "PER", None), ("Ken", "KEN", None)]
    assert [str(problem) for problem in problems] == [
        "old.actors:2: not UTF-8; the file was read as Latin-1 (Windows-1252)"
    ]


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_actor_dictionary(tmp_path / "none.actors")


# --- finding


@pytest.mark.parametrize(
    ("phrase", "text", "words"),
    [
        ("NORTH_STAR_", "the north star rose", ["north star"]),
        ("NORTH_STAR_", "the north-star rose", ["north-star"]),
        ("NORTH_STAR_", "go north, star!", []),
        ("NORTH_STAR_", "it went north. Star of it", []),
        ("NORTH_STAR_", "north bright star", []),
        ("NORTH STAR_", "the north bright star, north star", ["north bright star", "north star"]),
        ("NORTH STAR_", "a north one two three four star", []),
        ("NORTH STAR_", "it went north. A star", []),
        ("NORTH STAR_", "to the north, the star", []),
        ("STAR_", "Star's stars, starry", ["Star"]),
        ("STAR", "star stars starry", ["star", "stars", "starry"]),
        ("NORTH_STAR", "North stars", ["North stars"]),
        ("J_BOND_", "J. Bond and J Bond", ["J. Bond", "J Bond"]),
        ("U.S._ARMY_", "the U.S. Army", ["U.S. Army"]),
        ("COTE_D'OR_", "Cote d’Or", ["Cote d’Or"]),
        ("北星国_", "昨日北星国は", ["北星国"]),
        ("ロシ_", "ロシアとロシ", ["ロシ"]),
        ("북별", "어제 북별은 북별과", ["북별", "북별"]),
        ("북별_", "북별은 북별", ["북별"]),
    ],
)
def test_how_phrases_match(tmp_path: Path, phrase: str, text: str, words: list[str]) -> None:
    dictionary, problems = actors(tmp_path, f"{phrase} [KEN]\n")
    assert problems == ()
    assert [text[m.start : m.end] for m in dictionary.find(text)] == words


def test_the_longest_phrase_wins(tmp_path: Path) -> None:
    dictionary, _ = actors(
        tmp_path,
        "STAR_ [KEN]\nSTAR_PARTY_ [KENPTY]\nSTAR_PARTY_OF_TOGO_ [TGOPTY]\nPARTY_OF_ [PER]\n",
    )
    assert found(dictionary, "Star, Star Party of Benin, Star Party of Togo") == [
        ("Star", "KEN", None), ("Star Party", "KEN", "PTY"), ("Star Party of Togo", "TGO", "PTY"),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> UserDictionary:
    lines = "NORTH_STAR_ [KEN]\nNORTH STAR [KEN]\nS [PER]\n北_ [UGA]\n가 [TGO]\n"
    return actors(tmp_path_factory.mktemp("mixed"), lines)[0]


@given(text=st.text(st.sampled_from("NORTH star_.-'\n\u0301ßİ北가ロ\ud800"), max_size=40))
def test_matches_lie_in_the_text_in_order(mixed: UserDictionary, text: str) -> None:
    last = 0
    for match in mixed.find(text):
        assert last <= match.start < match.end <= len(text)
        last = match.end


def test_users_outrank_the_names_of_the_packs(tmp_path: Path) -> None:
    dictionary, _ = actors(tmp_path, "HAMAS_ [PSEGOV]\n")
    index = NameIndex(load_actors(), {}, users=[dictionary])
    (match,) = index.find("Talks with Hamas began.")
    assert isinstance(match, NameMatch)
    assert (match.code, match.sector, match.entity_id) == ("PSE", "GOV", "user/mine/HAMAS")
    assert match.entity_id in dictionary


def test_countries_are_folded_and_succeeded_as_everywhere(tmp_path: Path) -> None:
    dictionary, _ = actors(tmp_path, "SOVIETS_ [SUN]\nCASINO_CITY_ [MACGOV]\n")
    soviets = "user/mine/SOVIETS"
    assert dictionary.standing(soviets, date(1980, 1, 1)).code == "SUN"
    assert dictionary.standing(soviets, date(2000, 1, 1)).code == "RUS"
    assert found(dictionary, "Casino City") == [("Casino City", "CHN", "GOV")]


# --- dates and codes


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("000229", date(2000, 2, 29)),
        ("301231", date(2030, 12, 31)),
        ("310101", date(1931, 1, 1)),
        ("19140728", date(1914, 7, 28)),
    ],
)
def test_both_ways_to_write_a_day(text: str, day: date) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    "text", ["", "0101", "010100", "010132", "990229", "200101011", "２００１０１０１"]
)
def test_days_that_are_none(text: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        parse_day(text)


@given(st.dates(date(1931, 1, 1), date(2030, 12, 31)))
def test_both_ways_mean_the_same_day(day: date) -> None:
    assert parse_day(day.strftime("%y%m%d")) == parse_day(day.strftime("%Y%m%d")) == day


@given(
    st.dates(date(1931, 1, 1), date(2029, 12, 31)),
    st.integers(0, 300),
    st.integers(-400, 400),
)
def test_a_restriction_covers_exactly_its_days(start: date, length: int, shift: int) -> None:
    end = start + timedelta(length)
    day = start + timedelta(shift)
    code = dated_code(f"KENGOV {start:%Y%m%d}-{end:%y%m%d}")
    assert code.covers(day) == (0 <= shift <= length)


@pytest.mark.parametrize(
    ("cameo", "code", "sector"),
    [
        ("JPN", "JPN", None),
        ("JPNGOV", "JPN", "GOV"),
        ("JPNGOVFRM", "JPN", "GOV"),
        ("KENMED", "KEN", "JRN"),
        ("KENHLH", "KEN", "MED"),
        ("KENINS", "KEN", "REB"),
        ("KENSEP", "KEN", "REB"),
        ("KENMUSREL", "KEN", "REL"),
        ("KENNGO", "KEN", "SOC"),
        ("IGOUNO", "UNO", None),
        ("IGOUNOREFHCR", "UNO", None),
        ("IGOEUREEC", "EUR", None),
        ("IGO", "IGO", None),
        ("NGOHRI", "NGO", "SOC"),
        ("NGOHLH", "NGO", "MED"),
        ("IMGMUSALQ", "IMG", "REB"),
        ("MNCKEN", "MNC", "BUS"),
        ("ROM", "ROU", None),
        ("KSVGOV", "KOS", "GOV"),
        ("GOV", None, "GOV"),
        ("MED", None, "JRN"),
        ("WAF", None, None),
        ("CHRREB", None, "REB"),
        ("MUS", "MUS", None),
    ],
)
def test_cameo_codes_in_plover(cameo: str, code: str | None, sector: str | None) -> None:
    assert plover_actor(cameo) == PloverActor(code, sector)


@pytest.mark.parametrize("cameo", ["", "KE", "KENG", "kengov", "K3N", "QQQ", "日本国"])
def test_codes_that_are_none(cameo: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        plover_actor(cameo)


def test_a_wrong_table_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "table.yaml"
    right = (DATA / "cameo_actors.yaml").read_text("utf-8")
    path.write_text(right.replace("  HLH: MED\n", "  HLH: MEDS\n"), "utf-8")
    with pytest.raises(DataError, match="HLH"):
        load_table(path)
    path.write_text(right.replace("  HLH: MED\n", "  HLH: DOC\n"), "utf-8")
    with pytest.raises(DataError, match="'DOC' is no sector") as caught:
        load_table(path)
    assert caught.value.line == right[: right.index("  HLH: MED\n")].count("\n") + 1


# --- agents


def test_agents_with_codes_on_either_side_and_plurals(tmp_path: Path) -> None:
    dictionary, problems = agents(
        tmp_path,
        "# invented\n"
        "!KIND! = MAN, WOMEN\n"
        "HARBOUR_MASTER [~GOVFRM]\n"
        "GULL_SOCIETY [NGO~]\n"
        "WITCH {WITCHES} [~REL]\n"
        "PRESS {} [~MED]\n"
        "BOSS [~BUS]\n"
        "ALDER!KIND! [~LEG]\n",
    )
    assert problems == ()
    text = (
        "Harbour masters, gull societies, witches, witchs, the press, presss, bosses, "
        "alderman, alderwomen, aldermans"
    )
    told = [(text[m.start : m.end], m.agent.actor, m.agent.before) for m in dictionary.find(text)]
    assert told == [
        ("Harbour masters", PloverActor(None, "GOV"), False),
        ("gull societies", PloverActor("NGO", None), True),
        ("witches", PloverActor(None, "REL"), False),
        ("press", PloverActor(None, "JRN"), False),
        ("bosses", PloverActor(None, "BUS"), False),
        ("alderman", PloverActor(None, "LEG"), False),
        ("alderwomen", PloverActor(None, "LEG"), False),
    ]
    behind, before = dictionary.agents[0], dictionary.agents[1]
    assert (behind.joined("JPN"), before.joined("JPN")) == ("JPNGOVFRM", "NGOJPN")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("SEXTON [GOV]", "[GOV] is no agent code; right would be [~GOV] or [NGO~]"),
        ("SEXTON [~QQQ]", "'QQQ' in 'QQQ' is no country, role"),
        ("SEXTON", "'SEXTON' has no code in brackets; right would be [~GOV]"),
        ("SEXTON!KIN! [~GOV]", "the substitution !KIN! is not defined"),
        ("!KIN! =", "the substitution !KIN! has no words"),
        ("SEXTON [~GOV] [~MIL]", "'[~MIL]' was left out"),
        ("FINE [~MIL]", "'FINE' stands already in mine.agents:1; that counts"),
    ],
)
def test_what_is_wrong_with_an_agent_is_told(tmp_path: Path, line: str, message: str) -> None:
    dictionary, problems = agents(tmp_path, f"FINE [~GOV]\n{line}\n")
    (problem,) = problems
    assert message in str(problem)
    assert problem.line == 2
    assert [match.agent.cameo for match in dictionary.find("fine")] == ["GOV"]
