"""What the formats of other sets of data say of our records, read by programs that are not ours."""

from __future__ import annotations

import csv as plain_csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import networkx
import pandas
import pyreadstat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import (
    CITATION,
    KENYA,
    KOREA,
    PLACE,
    POLICE,
    STRANGER,
    a_meeting,
    a_record,
    a_visit,
    party,
    rows,
    written,
)

from dragoman.actors.cameo_codes import countries_only, plover_actor
from dragoman.actors.registry import NON_STATE, SECTORS
from dragoman.errors import DataError, UsageError
from dragoman.interchange import (
    FORMATS,
    Options,
    cline,
    countries,
    gdelt,
    gdelt_mentions,
    icews,
    phoenix,
    plover,
    polecat,
)
from dragoman.interchange.cameo import VARIANTS, load_variants, penta, variant
from dragoman.interchange.cameo_actors import cameo_actor, load_table
from dragoman.interchange.dyads import NUMBERS, dyads, number
from dragoman.interchange.stata import LABELS
from dragoman.ontology import load_ontology

TABBED = {
    "gdelt": gdelt.COLUMNS, "gdelt-mentions": gdelt_mentions.COLUMNS, "icews": icews.COLUMNS,
    "polecat": polecat.COLUMNS, "phoenix": phoenix.COLUMNS,
}  # fmt: skip
HEADED = {"icews", "polecat"}
DYADIC = ("gdelt", "icews", "phoenix", "cline")


def frame(name: str, records: Iterable[dict[str, Any]], **options: Any) -> pandas.DataFrame:
    """A file parted by tabs as pandas reads it with its own idea of quoting, all of it text."""
    raw, _ = written(name, records, Options(**options))
    return pandas.read_csv(
        io.BytesIO(raw), sep="\t", dtype=str, keep_default_na=False,
        header=0 if name in HEADED else None, names=None if name in HEADED else TABBED[name],
    )  # fmt: skip


# --- GDELT


def test_gdelt_has_the_61_columns_in_their_order() -> None:
    assert len(gdelt.COLUMNS) == 61
    assert [gdelt.COLUMNS[i - 1] for i in (1, 6, 16, 26, 27, 31, 35, 36, 44, 52, 56, 60, 61)] == [
        "GLOBALEVENTID", "Actor1Code", "Actor2Code", "IsRootEvent", "EventCode", "GoldsteinScale",
        "AvgTone", "Actor1Geo_Type", "Actor2Geo_Type", "ActionGeo_Type", "ActionGeo_ADM2Code",
        "DATEADDED", "SOURCEURL",
    ]  # fmt: skip
    assert len(gdelt.COLUMNS_1) == 58


def test_a_gdelt_row_says_who_what_whom_when_where() -> None:
    row = frame("gdelt", [a_record()]).iloc[0]
    assert (row.SQLDATE, row.MonthYear, row.Year) == ("20240305", "202403", "2024")
    assert row.FractionDate == "2024.1781"  # (2 * 30 + 5) / 365
    assert (row.Actor1Code, row.Actor1Name, row.Actor1CountryCode, row.Actor1Type1Code) == (
        "KENGOV", "A. MWANGI", "KEN", "GOV",
    )  # fmt: skip
    assert (row.Actor2Code, row.Actor2Name) == ("KORMIL", "SOUTH KOREA")
    assert (row.EventCode, row.EventBaseCode, row.EventRootCode) == ("111", "111", "11")
    assert (row.QuadClass, row.GoldsteinScale, row.IsRootEvent) == ("3", "-2", "1")
    assert (row.ActionGeo_Type, row.ActionGeo_FullName, row.ActionGeo_CountryCode) == (
        "4", "Nairobi, Kenya", "KE",
    )  # fmt: skip
    assert (row.ActionGeo_Lat, row.ActionGeo_Long) == ("-1.28333", "36.81667")
    assert (row.DATEADDED, row.SOURCEURL) == ("20240305173000", "https://www.news.example/7?a=1")
    assert (row.NumMentions, row.NumSources, row.NumArticles) == ("1", "1", "1")


def test_gdelt_is_read_by_duckdb_with_numbers_as_numbers(tmp_path: Path) -> None:
    path = tmp_path / "e.CSV"
    path.write_bytes(written("gdelt", [a_record(), a_meeting()])[0])
    found = duckdb.sql(
        f"""SELECT column00, column30, column53::VARCHAR FROM read_csv('{path}', delim='\t',
        header=false, quote='', nullstr='', types={{'column26': 'VARCHAR'}}) ORDER BY 2"""
    ).fetchall()
    assert len(found) == 7
    assert all(0 < identifier < NUMBERS for identifier, _, _ in found)
    assert len({identifier for identifier, _, _ in found}) == 7
    assert (found[0][1], found[0][2]) == (-2.0, "KE")


def test_codes_keep_their_leading_zero() -> None:
    assert set(frame("gdelt", [a_meeting()]).EventCode) == {"046"}
    assert set(frame("gdelt", [a_meeting()]).EventRootCode) == {"04"}
    assert set(frame("icews", [a_meeting()])["CAMEO Code"]) == {"046"}
    assert set(frame("phoenix", [a_meeting()]).EventCode) == {"046"}


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ({"resolution": 1, "resolved_place": "Austria", "country_code": "AUT", "lat": None},
         ("1", "Austria", "AU", "AU", "", "AU")),
        ({"resolution": 4, "resolved_place": "Reno", "country_code": "USA", "province": "Nevada"},
         ("3", "Reno, Nevada, United States", "US", "", "-1.28333", "")),
        ({"resolution": 2, "resolved_place": "Sumatra", "country_code": "IDN", "lat": None},
         ("5", "Sumatra, Indonesia", "ID", "", "", "")),
        ({"resolution": 2, "resolved_place": "Sea of Japan", "country_code": None, "lat": None},
         ("0", "Sea of Japan", "", "", "", "")),
    ],
)  # fmt: skip
def test_gdelt_places_have_their_type(place: dict[str, Any], expected: tuple[str, ...]) -> None:
    row = frame("gdelt", [a_record(event_loc=PLACE | place)]).iloc[0]
    names = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "FeatureID")
    assert tuple(row[f"ActionGeo_{name}"] for name in names) == expected


def test_gdelt_names_bodies_of_no_state() -> None:
    row = frame("gdelt", [a_record(actor=[party("UNO")], recipient=[party("EUR", "LEG")])]).iloc[0]
    assert (row.Actor1Code, row.Actor1CountryCode) == ("IGOUNO", "")
    assert (row.Actor1KnownGroupCode, row.Actor1Type1Code) == ("UNO", "IGO")
    assert (row.Actor2Code, row.Actor2KnownGroupCode) == ("IGOEUREECLEG", "EEC")
    assert (row.Actor2Type1Code, row.Actor2Type2Code) == ("IGO", "LEG")


def test_mentions_join_their_events_and_point_into_the_original() -> None:
    told = a_record()["reports"]
    other = told[0] | {"story": "s-8", "lang": "en", "sequence": 0, "trigger_start": 3}
    records = [a_record(reports=[*told, other]), a_meeting()]
    events, found = frame("gdelt", records), frame("gdelt-mentions", records)
    assert set(found.GLOBALEVENTID) == set(events.GLOBALEVENTID)
    first, second = found[events.GLOBALEVENTID[0] == found.GLOBALEVENTID].to_dict("records")
    assert len(TABBED["gdelt-mentions"]) == 16
    assert (first["MentionType"], first["MentionSourceName"]) == ("1", "news.example")
    assert first["MentionIdentifier"] == CITATION["url"]
    assert first["MentionTimeDate"] == "20240305173000"
    assert (first["SentenceID"], first["Confidence"], first["InRawText"]) == ("2", "84", "1")
    offsets = ("Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset")
    assert [first[name] for name in offsets] == ["0", "20", "12"]
    assert first["MentionDocTranslationInfo"] == "srclc:ind;eng:none"
    assert (second["MentionType"], second["MentionIdentifier"]) == ("2", "s-8")
    assert [second[name] for name in offsets] == ["-1", "-1", "3"]
    assert second["MentionDocTranslationInfo"] == ""


# --- dyads


def test_everyone_of_a_meeting_meets_everyone_in_both_directions() -> None:
    found = frame("icews", [a_meeting()])
    pairs = set(zip(found["Source Country"], found["Target Country"], strict=True))
    assert len(found) == len(pairs) == 6
    assert pairs == {(b, a) for a, b in pairs}
    assert len(set(zip(found["Event ID"], found["Event Date"], strict=True))) == 6


def test_a_visit_is_one_of_the_guest_and_one_of_the_host() -> None:
    found = frame("icews", [a_visit()])
    names = ("Source Country", "CAMEO Code", "Event Text", "Target Country")
    assert [tuple(row[name] for name in names) for _, row in found.iterrows()] == [
        ("Kenya", "042", "Make a visit", "South Korea"),
        ("South Korea", "043", "Host a visit", "Kenya"),
    ]


def test_parties_of_one_code_and_sector_are_one_on_a_side() -> None:
    other = party("KEN", "GOV", identifier_text="B. Otieno")
    assert len(rows("gdelt", [a_record(actor=[KENYA, other])])) == 1
    assert len(rows("gdelt", [a_meeting(actor=[KENYA, other, KOREA])])) == 2
    alone = frame("gdelt", [a_meeting(actor=[KENYA, other])])
    assert list(alone.Actor1Code) == list(alone.Actor2Code) == ["KENGOV"]
    strangers = [party(entity_text="one"), party(entity_text="two")]
    assert len(rows("gdelt", [a_record(actor=strangers)])) == 2


@pytest.mark.parametrize("name", DYADIC)
def test_a_missing_side_is_empty(name: str) -> None:
    raw, said = written(name, [a_record(actor=[]), a_record(recipient=[])])
    assert (said.records, said.rows) == (2, 2)
    assert b"KEN" in raw or b"Kenya" in raw


def test_integer_ids_are_those_of_the_names_and_fit_a_float() -> None:
    assert number("e1", "x") == number("e1", "x") != number("e1", "y")
    assert all(float(number(str(i))) == number(str(i)) < NUMBERS for i in range(1000))
    ids = [one.number for one in dyads(a_meeting())]
    assert ids == [one.number for one in dyads(a_meeting())]


@pytest.mark.parametrize("name", [*DYADIC, "gdelt-mentions"])
def test_what_is_no_row_is_counted_with_its_reason(name: str) -> None:
    records = [
        a_record(auxiliary=["negation"]), a_record(date=None), a_record(cameo=None),
        a_record(actor=[], recipient=[]), a_record(),
    ]  # fmt: skip
    _, said = written(name, records)
    assert said.records == 1
    assert str(said) == (
        "1 event written; left out: 1 denied, planned, supposed or past, 1 without a CAMEO code, "
        "1 without a date, 1 without a party"
    )


@pytest.mark.parametrize("name", [*DYADIC, "polecat", "graphml"])
def test_denied_events_are_there_if_asked_for(name: str) -> None:
    denied = [a_record(auxiliary=["negation"])]
    assert written(name, denied)[1].records == 0
    assert written(name, denied, Options(auxiliary=True))[1].records == 1


# --- lists of CAMEO codes


@pytest.mark.parametrize(
    ("code", "icews_", "oeda", "gdelt_"),
    [
        ("106", ("106", "-5"), ("106", "-5"), ("108", "-5")),
        ("101", ("101", "-5"), ("101", "-5"), ("100", "-5")),
        ("1213", ("1213", "-4"), ("1213", "-4"), ("121", "-4")),
        ("163", ("163", "-8"), ("163", "-6.5"), ("163", "-6.5")),
        ("016", ("016", "-5"), ("016", "3.4"), ("016", "3.4")),
        ("019", ("019", "3.4"), ("019", "0"), ("019", "3.4")),
        ("1246", ("1246", "-4"), ("1246", "-5"), ("1246", "-5")),
        ("0313", ("0313", "5.2"), ("0313", "5.2"), ("0313", "5.2")),
    ],
)
def test_the_three_lists_differ_where_they_do(
    code: str, icews_: tuple[str, str], oeda: tuple[str, str], gdelt_: tuple[str, str]
) -> None:
    for name, expected in zip(VARIANTS, (icews_, oeda, gdelt_), strict=True):
        row = frame("gdelt", [a_record(cameo=code)], cameo=name).iloc[0]
        assert (row.EventCode, row.GoldsteinScale) == expected, name


def test_a_list_is_chosen_by_name_and_only_by_a_known_one() -> None:
    row = frame("icews", [a_record(cameo="106")], cameo="gdelt").iloc[0]
    assert (row["CAMEO Code"], row["Event Text"]) == ("108", "Demand meeting, negotiation")
    with pytest.raises(UsageError, match="icews, oeda, gdelt"):
        written("icews", [a_record()], Options(cameo="weis"))


@pytest.mark.parametrize("name", VARIANTS)
def test_every_code_of_the_ontology_has_a_code_and_a_score_in_every_list(name: str) -> None:
    codes = variant(name)
    for code in load_ontology().cameo:
        written_ = codes.code(code)
        assert codes.score(written_) is not None
        assert codes.label(written_)
        back = codes.ours(written_)
        assert back is not None
        assert back[:2] == code[:2]


def test_oeda_and_gdelt_scores_are_those_of_the_lists_that_were_published() -> None:
    known = load_ontology().cameo
    for code, entry in known.items():
        if entry.oeda is not None:
            assert variant("oeda").score(code) == entry.oeda
        assert variant("icews").score(code) == entry.goldstein


def test_classes_of_codes() -> None:
    assert [penta(code) for code in ("010", "020", "030", "057", "061", "163", "112", "190")] == [
        0, 0, 1, 1, 2, 3, 3, 4,
    ]  # fmt: skip
    row = frame("gdelt", [a_record(cameo="163"), a_record(cameo="020")])
    assert list(row.QuadClass) == ["4", "1"]


# --- actor codes and countries


LOST = {"PRM": "UAF", "PRE": "REB", "UNK": None}
"""Sectors for which CAMEO has no role → what comes back."""


@pytest.mark.parametrize("name", VARIANTS)
def test_actor_codes_lead_back_to_code_and_sector(name: str) -> None:
    for code in ("KEN", "ROU", "KOS", "TLS", "PSE"):
        for sector in (None, *sorted(SECTORS)):
            full = cameo_actor(code, sector, name).full
            back = plover_actor(full)
            assert (back.code, back.sector) == (code, LOST.get(sector or "", sector)), full
    for code in sorted(NON_STATE):
        assert plover_actor(cameo_actor(code, None, name).full).code == code


def test_actor_codes_follow_the_lists_of_countries() -> None:
    assert cameo_actor("ROU", "GOV", "gdelt").full == "ROMGOV"
    assert cameo_actor("ROU", "GOV", "oeda").full == "ROUGOV"
    assert cameo_actor("KOS", "JRN", "oeda").full == "KSVMED"
    assert cameo_actor(None, "MED", "oeda").full == "HLH"
    assert cameo_actor(None, None, "oeda").full == ""


@pytest.mark.parametrize(
    ("code", "fips"),
    [
        ("AUT", "AU"), ("AUS", "AS"), ("CHN", "CH"), ("CHE", "SZ"), ("DEU", "GM"), ("GMB", "GA"),
        ("GAB", "GB"), ("GBR", "UK"), ("JPN", "JA"), ("KOR", "KS"), ("PRK", "KN"), ("TCD", "CD"),
        ("COG", "CF"), ("COD", "CG"), ("CHL", "CI"), ("SLV", "ES"), ("ESP", "SP"), ("ISR", "IS"),
        ("ISL", "IC"), ("NGA", "NI"), ("NER", "NG"), ("PHL", "RP"), ("RUS", "RS"), ("UKR", "UP"),
        ("VNM", "VM"), ("IDN", "ID"), ("MMR", "BM"), ("SGP", "SN"), ("SEN", "SG"), ("TUR", "TU"),
        ("TKM", "TX"), ("ZWE", "ZI"), ("IRQ", "IZ"), ("KHM", "CB"), ("KOS", "KV"), ("PSE", "WE"),
    ],
)  # fmt: skip
def test_fips_is_not_iso(code: str, fips: str) -> None:
    assert countries.fips(code) == fips
    assert countries.of_fips(fips) == code


def test_every_state_of_today_has_a_fips_code_of_its_own() -> None:
    codes = {
        code: countries.fips(code)
        for code, entry in countries_only().countries.items()
        if entry.iso2 and not entry.until and not entry.fold
    }
    assert all(codes.values())
    assert len(set(codes.values())) == len(codes)
    assert countries.of_fips("GZ") == "PSE"
    assert countries.of_fips("ZZ") is None


def test_icews_has_names_of_its_own() -> None:
    found = frame("icews", [a_record(actor=[party("RUS", "GOV")], recipient=[party("PSE", "CVL")])])
    assert found["Source Country"][0] == "Russian Federation"
    assert found["Target Country"][0] == "Occupied Palestinian Territory"
    assert countries.of_name("russian federation") == countries.of_name("Russia") == "RUS"
    assert countries.of_name("Atlantis") is None


@pytest.mark.parametrize(
    ("load", "text", "message"),
    [
        (countries.load_names, "icews: {XYZ: Nowhere}\nalso: {}\n", "'XYZ' is no country"),
        (countries.load_names, "icews: {}\nalso:\n  CUB: [Isle]\n  JAM: [isle]\n", "CUB already"),
        (load_table, "countries: {}\nbearers: {}\nsectors: {}\nalone: {}\n", "bearers lacks EUR"),
        (icews.load_sectors, "written: {ZZZ: [x]}\nbearers: {}\nread: []\nread_bearers: []\n",
         "'ZZZ' is none of PLOVER's"),
        (load_variants, 'icews: {scores: goldstein}\noeda: {scores: oeda}\n'
         'gdelt:\n  scores: oeda\n  writes: {"101": "999"}\n', "'999' is no CAMEO code"),
    ],
)  # fmt: skip
def test_tables_are_checked(tmp_path: Path, load: Any, text: str, message: str) -> None:
    path = tmp_path / "table.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError, match=message):
        load(path)


# --- ICEWS, Phoenix, POLECAT


def test_an_icews_row_says_who_what_whom_when_where() -> None:
    found = frame("icews", [a_record()])
    assert list(found.columns) == list(icews.COLUMNS)
    assert len(icews.COLUMNS) == 20
    row = found.iloc[0]
    assert list(row)[1:11] == [
        "2024-03-05", "A. Mwangi", "Government", "Kenya", "Criticize or denounce", "111", "-2",
        "Military (South Korea)", "Military,Government", "South Korea",
    ]  # fmt: skip
    assert list(row)[12:] == ["2", "Kabar", "Nairobi", "", "", "Kenya", "-1.28333", "36.81667"]


def test_a_phoenix_row_parts_its_codes() -> None:
    assert len(phoenix.COLUMNS) == 26
    row = frame(
        "phoenix", [a_record(actor=[party("KEN", "LEG")], recipient=[party("UNO", "MIL")])]
    ).iloc[0]
    assert list(row)[1:13] == [
        "20240305", "2024", "03", "05", "KENLEG", "KEN", "", "LEG", "IGOUNOMIL", "IGO", "",
        "UNO;MIL",
    ]  # fmt: skip
    assert list(row)[13:] == [
        "111", "11", "3", "-2", "MILITARY,1", "-1.28333", "36.81667", "Nairobi", "", "KEN", "s-7_2",
        "https://www.news.example/7?a=1", "Kabar",
    ]  # fmt: skip
    assert row.EventID.endswith("_dragoman-0.1.0")
    plain = frame("phoenix", [a_record(event_loc=None)]).iloc[0]
    assert list(plain)[18:23] == [""] * 5


def test_a_cline_row_reads_as_csv() -> None:
    raw, _ = written("cline", [a_record(event_loc=PLACE | {"country_code": "KOS"})])
    found = pandas.read_csv(io.BytesIO(raw), dtype={"code": str, "root_code": str})
    assert list(found.columns) == list(cline.COLUMNS)
    assert len(cline.COLUMNS) == 25
    row = found.iloc[0]
    assert (row.story_date, row.source, row.source_root, row.source_agent) == (
        "3/5/2024", "KENGOV", "KEN", "GOV",
    )  # fmt: skip
    assert (row.code, row.quad_class, row.goldstein, row.aid) == ("111", 3, -2.0, "s-7")
    assert row.countryname == "XKX"


def test_a_polecat_row_holds_lists_and_none() -> None:
    found = frame("polecat", [a_meeting(event_loc=None)])
    assert list(found.columns) == list(polecat.COLUMNS)
    assert len(polecat.COLUMNS) == 40
    row = found.iloc[0]
    assert row["Event ID"] == "s-7_CONSULT_m1"
    assert (row["Event Date"], row["Event Type"], row["Event Mode"]) == (
        "2024-03-05", "CONSULT", "multilateral",
    )  # fmt: skip
    assert (row["Intensity"], row["Quad Code"], row["Contexts"]) == ("4", "1", "None")
    assert row["Actor Name"] == "A. Mwangi; South Korea; Austria"
    assert (row["Actor Country"], row["Actor COW"]) == ("KEN; KOR; AUT", "501; 732; 305")
    assert (row["Primary Actor Sector"], row["Actor Sectors"]) == ("GOV", "GOV; MIL; COP")
    assert row["Actor Title"] == "foreign minister; None; None"
    assert (row["Recipient Country"], row["Placename"], row["GeoNames ID"]) == ("None",) * 3
    assert (row["Source"], row["Publication Date"]) == ("Kabar", "2024-03-06")
    place = frame("polecat", [a_record()]).iloc[0]
    assert (place["City"], place["Province"], place["Country"]) == ("Nairobi", "None", "KEN")
    assert (place["GeoNames ID"], place["Raw Placename"]) == ("184745", "ナイロビ")


def test_kosovo_is_what_each_set_calls_it() -> None:
    kosovo = a_record(actor=[party("KOS", "GOV")], event_loc=PLACE | {"country_code": "KOS"})
    assert frame("polecat", [kosovo]).iloc[0]["Actor Country"] == "XKX"
    assert frame("phoenix", [kosovo]).iloc[0].CountryCode == "XKX"
    row = frame("gdelt", [kosovo]).iloc[0]
    assert (row.Actor1Code, row.ActionGeo_CountryCode) == ("KSVGOV", "KV")
    assert frame("icews", [kosovo]).iloc[0]["Source Country"] == "Kosovo"
    assert json.loads(written("plover", [kosovo])[0])["actor"][0]["code"] == "KOS"


def test_polecat_marks_what_was_asked_for_among_the_modes() -> None:
    row = frame("polecat", [a_record(auxiliary=["future"])], auxiliary=True).iloc[0]
    assert row["Event Mode"] == "disapprove; future"


# --- PLOVER


MANUAL = {
    "id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event",
    "event_loc", "event_text", "quad_code", "event_scale", "mode", "context", "link", "text",
    "text_info", "cite_info", "coder", "coded_date", "coded_time", "comment", "size",
}  # fmt: skip
"""Fields of a record in the manual, draft 2.0."""
MANUAL_ENTITY = {
    "code", "sector", "entity_text", "identifier_id", "identifier_text", "religion", "ethnicity",
    "office", "gender", "age",
}  # fmt: skip
MANUAL_CITATION = {
    "corpus", "citation", "url", "title", "language", "publication", "license", "copyright",
    "coder", "codebook", "version",
}  # fmt: skip
MANUAL_PLACE = {
    "extracted_place", "resolved_place", "geonameid", "lat", "lon", "city", "district", "province",
    "country", "country_code", "feature_class", "feature_code", "resolution",
}  # fmt: skip


def test_plover_has_the_fields_of_the_manual_and_no_others() -> None:
    record = a_record(
        auxiliary=["future"], size={"dead": 2, "injured": None, "arrested": None, "size": 9},
        enddate="2024-03-06", same_as={"id": "e0", "story": "s-1", "why": "x"},
    )  # fmt: skip
    raw, said = written("plover", [record])
    assert (said.records, said.left_out) == (1, ())
    one = json.loads(raw)
    assert set(one) <= MANUAL
    assert all(set(entity) <= MANUAL_ENTITY for entity in one["actor"] + one["recipient"])
    assert set(one["cite_info"]) <= MANUAL_CITATION
    assert set(one["event_loc"]) <= MANUAL_PLACE
    assert set(one["text_info"]) <= {"sequence", "start", "end", "text_story"}
    assert (one["mode"], one["size"], one["link"]) == (["disapprove", "future"], {"dead": 2}, "e0")
    assert one["actor"][0]["office"] == "foreign minister"
    assert (one["event_loc"]["city"], one["event_loc"]["country"]) == ("Nairobi", "Kenya")


def test_the_smallest_plover_record_has_what_the_manual_requires() -> None:
    bare = a_record(
        actor=[party("USA")], recipient=[party("CAN")], mode=[], context=[], event_loc=None,
        event_text=[], text_info=None, cite_info=dict.fromkeys(CITATION), quad_code=None,
        event_scale=None, reports=[], coder=None,
    )  # fmt: skip
    assert plover.plover_record(bare) == {
        "id": "e1", "date": "2024-03-05", "actor": [{"code": "USA"}],
        "recipient": [{"code": "CAN"}], "event": ["ACCUSE"],
        "cite_info": {"codebook": "PLOVER 2.0"},
    }  # fmt: skip


def test_a_place_on_the_equator_keeps_its_latitude() -> None:
    raw, _ = written("plover", [a_record(event_loc=PLACE | {"lat": 0.0})])
    assert json.loads(raw)["event_loc"]["lat"] == 0.0


# --- Stata, GeoJSON, GraphML


def stata(records: Iterable[dict[str, Any]], tmp_path: Path) -> Path:
    path = tmp_path / "events.dta"
    path.write_bytes(written("stata", records)[0])
    return path


def test_stata_has_labels_types_and_text_codes(tmp_path: Path) -> None:
    records = [a_record(cameo="010", auxiliary=["negation"]), a_meeting(date=None, event_loc=None)]
    found, meta = pyreadstat.read_dta(str(stata(records, tmp_path)))
    assert meta.column_names_to_labels == LABELS
    assert all(len(label) <= 80 for label in LABELS.values())
    assert meta.variable_value_labels["quad_code"][4] == "material conflict"
    assert meta.original_variable_types["date"] == "%td"
    first, second = found.to_dict("records")
    assert (first["cameo"], first["actor_code"], str(first["date"])) == ("010", "KEN", "2024-03-05")
    assert (first["quad_code"], first["negation"], first["future"]) == (3, 1, 0)
    assert meta.variable_value_labels["type"][second["type"]] == "CONSULT"
    assert second["actor_code"] == "KEN; KOR; AUT"
    assert pandas.isna(second["date"])
    assert pandas.isna(second["lat"])
    labelled = pandas.read_stata(stata(records, tmp_path))
    assert list(labelled["type"]) == ["ACCUSE", "CONSULT"]
    assert str(labelled["date"][0])[:10] == "2024-03-05"


def test_stata_holds_long_and_foreign_text_and_no_rows(tmp_path: Path) -> None:
    long = "外相が電話で会談した。" * 400
    cite = CITATION | {"title": long}
    found, _ = pyreadstat.read_dta(str(stata([a_record(cite_info=cite)], tmp_path)))
    assert found["title"][0] == long
    assert found["actor_text"][0] == "Menlu Kenya"
    empty, _ = pyreadstat.read_dta(str(stata([], tmp_path)))
    assert list(empty.columns) == list(LABELS)


def test_stata_holds_days_outside_the_range_of_nanoseconds(tmp_path: Path) -> None:
    path = stata([a_record(date="1592-05-23")], tmp_path)
    assert str(pandas.read_stata(path)["date"][0])[:10] == "1592-05-23"


def test_geojson_places_events_and_keeps_those_without_a_place() -> None:
    raw, _ = written("geojson", [a_record(), a_meeting(event_loc=None)])
    page = json.loads(raw)
    assert page["type"] == "FeatureCollection"
    first, second = page["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [36.81667, -1.28333]}
    assert (first["id"], first["properties"]["actor"]) == ("e1", ["KEN.GOV"])
    assert first["properties"]["cameo"] == "111"
    assert second["geometry"] is None
    assert json.loads(written("geojson", [])[0])["features"] == []


def test_graphml_is_a_network_of_parties() -> None:
    records = [a_record(), a_meeting(), a_record(id="e3", actor=[STRANGER]), a_record(recipient=[])]
    raw, said = written("graphml", records)
    graph = networkx.read_graphml(io.BytesIO(raw), force_multigraph=True)
    assert graph.is_directed()
    assert set(graph.nodes) == {"KEN.GOV", "KOR.MIL", "AUT.COP", '"the paper".JRN'}
    assert graph.nodes["AUT.COP"] == {
        "label": "AUT.COP", "code": "AUT", "sector": "COP", "name": "Austria",
    }  # fmt: skip
    accused, met = (
        next(one for *_, one in graph.edges(data=True) if one["record"] == name)
        for name in ("e1", "m1")
    )
    assert (accused["type"], accused["quad"], accused["score"]) == ("ACCUSE", 3, -2.0)
    assert (accused["mutual"], met["mutual"]) == (False, True)
    assert (said.rows, dict(said.left_out)) == (5, {"with a party on one side only": 1})
    assert networkx.read_graphml(io.BytesIO(written("graphml", [])[0])).number_of_nodes() == 0


# --- words of strangers

HOSTILE = st.text(
    st.one_of(
        st.sampled_from("=+-@\t\r\n\"',;|\\<>&\0\x0b\x1c\x85\u2028\ud800\ufffe＝None あ"),
        st.characters(codec=None),
    ),
    min_size=1,
    max_size=12,
)


def hostile(words: str) -> list[dict[str, Any]]:
    """Records in which everything that comes from strangers is `words`."""
    who = KENYA | {"entity_text": words, "identifier_text": words, "office": words, "code": None}
    place = PLACE | {"extracted_place": words, "resolved_place": words, "province": words}
    cite = CITATION | {"title": words, "publication": words, "url": words}
    told = a_record()["reports"][0] | {"story": words, "trigger": words}
    return [
        a_record(story=words, actor=[who, KENYA | {"identifier_text": words}], event_loc=place,
                 cite_info=cite, reports=[told], event_text=[words], attributed_to=[who]),
        a_record(),
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(words=HOSTILE)
def test_no_words_break_a_row_or_become_a_formula(words: str) -> None:
    for name, columns in TABBED.items():
        cells = rows(name, hostile(words))[name in HEADED :]
        assert len(cells) == len(frame(name, hostile(words))) == (2 if name == "polecat" else 3)
        assert {len(row) for row in cells} == {len(columns)}
        for cell in cells[-2]:
            assert not cell.startswith(("=", "+", "@", "＝", "＋", "－", "＠", "\r", '"'))
            assert not cell.startswith("-") or float(cell) < 0
    raw = written("cline", hostile(words))[0].decode("utf-8")
    table = list(plain_csv.reader(io.StringIO(raw, newline="")))
    assert [len(row) for row in table] == [25] * 4


@settings(max_examples=40, deadline=None)
@given(words=HOSTILE)
def test_no_words_break_json_xml_or_stata(words: str) -> None:
    assert len(written("plover", hostile(words))[0].decode("utf-8").splitlines()) == 2
    assert len(json.loads(written("geojson", hostile(words))[0])["features"]) == 2
    graph = networkx.read_graphml(io.BytesIO(written("graphml", hostile(words))[0]))
    assert graph.number_of_edges() == 3
    found = pandas.read_stata(io.BytesIO(written("stata", hostile(words))[0]))
    expected = words.replace("\ud800", "\ufffd").replace("\0", "\ufffd")
    if not any("\ud800" <= sign <= "\udfff" for sign in words):
        assert found["title"][0] == expected


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_nothing_and_says_so(name: str) -> None:
    _, said = written(name, [])
    assert (said.records, said.rows, said.left_out) == (0, 0, ())


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"table"}))
def test_every_format_gives_the_same_bytes_again(name: str) -> None:
    records = [a_record(), a_meeting(), a_visit()]
    assert written(name, records)[0] == written(name, records)[0]


def test_records_are_written_as_they_come() -> None:
    seen: list[int] = []
    for name in ("gdelt", "icews", "phoenix", "cline", "polecat", "plover", "geojson", "graphml"):
        stream = io.BytesIO()

        def source(stream: io.BytesIO = stream) -> Iterable[dict[str, Any]]:
            for i in range(3):
                yield a_record(id=f"e{i}", actor=[POLICE], recipient=[KOREA])
                seen.append(stream.tell())

        FORMATS[name](stream, source())
        assert seen[-3] < seen[-2] < seen[-1]


# --- CSV and Parquet, read by DuckDB


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_duckdb_reads_csv_and_parquet_with_their_types(name: str, tmp_path: Path) -> None:
    records = [a_record(cameo="010"), a_meeting(event_loc=None, confidence=None)]
    path = tmp_path / f"events.{name}"
    path.write_bytes(written(name, records)[0])
    read = (
        f"read_csv('{path}', types={{'cameo': 'VARCHAR'}})" if name == "csv"
        else f"read_parquet('{path}')"
    )  # fmt: skip
    who, day, lat, sure = (
        ("actor_code", "date", "lat", "confidence") if name == "csv"
        else ("list_transform(actor, lambda one: one.code)", "date", "event_loc.lat", "confidence")
    )  # fmt: skip
    first, second = duckdb.sql(
        f"SELECT {who}, {day}, cameo, {lat}, {sure}, typeof({day}) FROM {read} ORDER BY id"
    ).fetchall()
    assert first[0] == ("KEN" if name == "csv" else ["KEN"])
    assert (str(first[1]), first[2], first[3], first[4]) == ("2024-03-05", "010", -1.28333, 0.84)
    assert second[0] == ("KEN; KOR; AUT" if name == "csv" else ["KEN", "KOR", "AUT"])
    assert (second[3], second[4], second[5]) == (None, None, "DATE")
