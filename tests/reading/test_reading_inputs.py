"""Files, folders, streams and rows to stories; every bad input has its reason."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dragoman.model import Story
from dragoman.reading import Limits, SetAside, read
from dragoman.reading.identity import content_key
from dragoman.reading.inputs import sniff
from dragoman.reading.times import parse_published

SMALL = Limits(story_chars=1000)


def from_stream(raw: bytes, **options: object) -> list[Story | SetAside]:
    return list(read(["-"], stdin=io.BytesIO(raw), **options))  # type: ignore[arg-type]


def stories(outcomes: list[Story | SetAside]) -> list[Story]:
    return [outcome for outcome in outcomes if isinstance(outcome, Story)]


def refused(outcomes: list[Story | SetAside]) -> list[SetAside]:
    return [outcome for outcome in outcomes if isinstance(outcome, SetAside)]


def test_text_file_is_one_story_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Talks held.\r\n  Twice.\n")
    (story,) = stories(list(read([path], lang="en")))
    assert story.text == "Talks held.\r\n  Twice.\n"
    assert story.lang == "en"
    assert story.origin == str(path)
    assert story.key == content_key(story.text, None, None)
    assert story.id == story.key[:16]


def test_folder_is_read_in_path_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a.txt", ".hidden.txt", ".git/x.txt", "photo.jpg"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"Text of {name}.")
    outcomes = list(read([tmp_path]))
    names = [Path(story.origin).relative_to(tmp_path).as_posix() for story in stories(outcomes)]
    assert names == ["a/z.txt", "a.txt", "b.txt"]
    (other,) = refused(outcomes)
    assert other.stage == "skipped"
    assert ".jpg" in other.reason


def test_missing_path_and_empty_folder_do_not_end_the_run(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    good = tmp_path / "good.txt"
    good.write_text("A text.")
    outcomes = list(read([tmp_path / "nowhere.txt", tmp_path / "empty", good]))
    assert [type(outcome) for outcome in outcomes] == [SetAside, SetAside, Story]
    assert [outcome.stage for outcome in refused(outcomes)] == ["input", "input"]
    assert refused(outcomes)[0].reason == "there is no such file or folder"


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked.txt"
    path.write_text("A text.")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (outcome,) = refused(list(read([path])))
    assert outcome.stage == "input"
    assert "may not be read" in outcome.reason


def test_path_with_a_nul_is_set_aside() -> None:
    (outcome,) = refused(list(read(["a\x00b.txt"])))
    assert outcome.stage == "input"


@pytest.mark.parametrize("raw", [b"", b" \n\t\n"])
def test_empty_text_has_a_reason(raw: bytes) -> None:
    assert [outcome.reason for outcome in refused(from_stream(raw))] == ["the file holds no text"]


@pytest.mark.parametrize(
    ("raw", "what"), [(b"%PDF-1.7 x", "PDF"), (b"PK\x03\x04", "Office"), (b"\x1f\x8b0", "gzip")]
)
def test_known_binary_files_are_named(raw: bytes, what: str) -> None:
    (outcome,) = refused(from_stream(raw))
    assert what in outcome.reason


def test_unknown_bytes_are_set_aside() -> None:
    (outcome,) = refused(from_stream(bytes(range(256)) * 20))
    assert "encoding" in outcome.reason


def test_jsonl_bad_rows_are_set_aside_and_the_rest_read() -> None:
    raw = b"\n".join(
        [
            b'{"id": "a", "text": "Good."}',
            b"{broken",
            b'{"id": "c", "title": "No text."}',
            b"[1]",
            b"",
            b'{"id": "f", "text": 5}',
            b'{"id": 7, "TEXT ": "Fine.", "Lang": "en", "color": "red"}',
        ]
    )
    outcomes = from_stream(raw)
    assert [(story.id, story.origin) for story in stories(outcomes)] == [("a", "-:1"), ("7", "-:7")]
    assert stories(outcomes)[1].lang == "en"
    reasons = {outcome.origin: outcome for outcome in refused(outcomes)}
    assert list(reasons) == ["-:2", "-:3", "-:4", "-:6"]
    assert "no valid JSON" in reasons["-:2"].reason
    assert reasons["-:3"].reason == "the row has no text"
    assert reasons["-:3"].story == "c"
    assert "not an object" in reasons["-:4"].reason
    assert "not a string" in reasons["-:6"].reason


def test_surrogates_and_nuls_are_scrubbed_one_for_one() -> None:
    (story,) = stories(from_stream(b'{"text": "a\\ud800b\\u0000c"}'))
    assert story.text == "a\ufffdb\ufffdc"
    assert story.flags == ("scrubbed",)
    story.text.encode()


def test_jsonl_deep_nesting_is_a_bad_row() -> None:
    raw = b'{"text": "x", "y": ' + b"[" * 200_000 + b"\n" + b'{"text": "Fine."}'
    outcomes = from_stream(raw, format="jsonl")
    assert len(refused(outcomes)) == 1
    assert len(stories(outcomes)) == 1


def test_json_list_object_and_misnamed_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('[{"text": "One."},\n {"text": "Two."}, 3]')
    outcomes = list(read([path]))
    assert [story.text for story in stories(outcomes)] == ["One.", "Two."]
    assert [outcome.origin for outcome in refused(outcomes)] == [f"{path}:3"]
    path.write_text('{"text": "One."}\n{"text": "Two."}\n')
    assert len(stories(list(read([path])))) == 2
    path.write_text('{"text":\n "One."}')
    assert len(stories(list(read([path])))) == 1
    path.write_text("[]")
    assert "empty" in refused(list(read([path])))[0].reason


def test_csv_header_quotes_and_bad_rows() -> None:
    raw = (
        "\ufeffID, Text ,date,other\r\n"
        '1,"Talks, held",2024-06-24,x\r\n'
        '2,"two\r\nlines",2024-06-24T08:45:00+09:00,x\r\n'
        "3,,2024-06-24,x\r\n"
        "4,too,many,cells,here\r\n"
        '5,"broken" quote,,x\r\n'
        "6,fine,soon,x\r\n"
    )
    outcomes = from_stream(raw.encode())
    found = {story.id: story for story in stories(outcomes)}
    assert list(found) == ["1", "2", "6"]
    assert found["1"].text == "Talks, held"
    assert found["1"].published == datetime(2024, 6, 24)
    assert found["1"].published_precision == "day"
    assert found["2"].text == "two\r\nlines"
    assert found["2"].published == datetime(2024, 6, 24, 8, 45, tzinfo=timezone(timedelta(hours=9)))
    assert found["6"].flags == ("bad-date",)
    assert [outcome.origin for outcome in refused(outcomes)] == ["-:5", "-:6", "-:7"]


def test_csv_quote_that_is_never_closed_costs_one_row() -> None:
    raw = b'id,text\n1,"open\n2,fine\n3,also fine\n'
    outcomes = from_stream(raw)
    assert [story.id for story in stories(outcomes)] == ["2", "3"]
    assert [outcome.origin for outcome in refused(outcomes)] == ["-:2"]


def test_tsv_without_quoting_keeps_the_quotes_of_the_text() -> None:
    raw = b'id\ttext\n1\t"No" said he\n2\tan 8" shell\n'
    assert [story.text for story in stories(from_stream(raw))] == ['"No" said he', 'an 8" shell']


def test_csv_without_text_column_names_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("id,body\n1,Something.\n")
    (outcome,) = refused(list(read([path])))
    assert outcome.reason == "a column 'text' is needed; the header has: id, body"


def test_csv_in_other_encodings(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("id,text\n1,日本の外相は会談で制裁について協議した。\n".encode("cp932"))
    (story,) = stories(list(read([path])))
    assert story.text.startswith("日本の外相")
    assert story.flags == ("encoding:shift_jis",)
    path.write_bytes("id\ttext\n1\tÜber die Grenze\n".encode("utf-16"))
    (story,) = stories(list(read([path], format="tsv")))
    assert story.text == "Über die Grenze"
    path.write_bytes(b"id,text\r1,old Macintosh\r")
    (story,) = stories(list(read([path])))
    assert story.text == "old Macintosh"


def test_parquet_rows(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    table = pa.table(
        {
            "Text": ["One.", None, "Three."],
            "date": pa.array([datetime(2024, 6, 24, 8, 45), None, None], pa.timestamp("us", "UTC")),
            "id": [1, 2, 3],
            "large": [[1], [2], [3]],
        }
    )
    pq.write_table(table, path)
    for outcomes in (list(read([path])), from_stream(path.read_bytes())):
        assert [story.id for story in stories(outcomes)] == ["1", "3"]
        assert stories(outcomes)[0].published == datetime(2024, 6, 24, 8, 45, tzinfo=UTC)
        assert [outcome.story for outcome in refused(outcomes)] == ["2"]
    path.write_bytes(path.read_bytes()[:100])
    assert "Parquet" in refused(list(read([path])))[0].reason


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"PAR1....", "parquet"),
        (b'{"text": "x"}\n{"text"', "jsonl"),
        (b'{\n "text": "x"}', "json"),
        (b' [ {"text": "x"}]', "json"),
        (b"[Reuters] A text.", "text"),
        (b"<!DOCTYPE html><html>", "html"),
        (b"\xef\xbb\xbf<html>", "html"),
        (b"id,text\n1,x", "csv"),
        (b'"id";"TEXT"\n1;x', "csv"),
        (b"id\ttext\n1\tx", "tsv"),
        (b"text\nx", "csv"),
        (b"The text, as it were, of a story.", "text"),
        ("id\ttext\n1\tx".encode("utf-16"), "tsv"),
        (b"", "text"),
    ],
)
def test_sniff(head: bytes, kind: str) -> None:
    assert sniff(head) == kind


def test_the_same_story_is_read_once_and_other_content_kept() -> None:
    rows = [
        {"id": "1", "text": "One."},
        {"id": "1", "text": "One."},
        {"id": "1", "text": "Another."},
        {"id": "2", "text": "One."},
    ]
    outcomes = from_stream("\n".join(map(json.dumps, rows)).encode())
    assert [(s.id, s.text, s.flags) for s in stories(outcomes)] == [
        ("1", "One.", ()),
        ("1", "Another.", ("duplicate-id",)),
        ("2", "One.", ()),
    ]
    assert len({story.key for story in stories(outcomes)}) == 2
    (twice,) = refused(outcomes)
    assert (twice.stage, twice.story) == ("skipped", "1")
    assert "-:1" in twice.reason


def test_key_depends_on_text_url_and_publisher_only() -> None:
    rows = [
        {"text": "One.", "url": "https://example.org/1"},
        {"text": "One.", "publisher": "https://example.org/1"},
        {"text": "One."},
    ]
    outcomes = from_stream("\n".join(map(json.dumps, rows)).encode())
    assert len({story.key for story in stories(outcomes)}) == 3


def test_fifty_megabytes_on_one_line_are_refused_without_reading(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    (outcome,) = refused(list(read([path])))
    assert outcome.stage == "reading"
    assert "2,000,000 characters" in outcome.reason


class Endless(io.RawIOBase):
    """A stream of one line of 50 MB, made as it is read, then a good row."""

    def __init__(self) -> None:
        self.left = 50_000_000
        self.tail = b'"}\n{"text": "Fine."}\n'

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = min(len(buffer), self.left)
        if size:
            buffer[:size] = b"a" * size
            self.left -= size
            return size
        data, self.tail = self.tail[: len(buffer)], self.tail[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def test_an_overlong_line_of_a_stream_is_skipped_in_bounded_memory() -> None:
    stream = io.BufferedReader(Endless())
    outcomes = list(read(["-"], format="jsonl", stdin=stream, limits=SMALL))
    assert [type(outcome) for outcome in outcomes] == [SetAside, Story]
    assert "106,000 bytes" in refused(outcomes)[0].reason
    stream = io.BufferedReader(Endless())
    (outcome,) = refused(list(read(["-"], format="text", stdin=stream, limits=SMALL)))
    assert "1,000 characters" in outcome.reason


def test_story_over_the_limit_in_a_row() -> None:
    raw = json.dumps({"id": "long", "text": "a" * 1001}).encode()
    (outcome,) = refused(from_stream(raw, limits=SMALL))
    assert outcome.story == "long"
    assert "1,001" in outcome.reason


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-06-24", datetime(2024, 6, 24)),
        ("2024/06/24", datetime(2024, 6, 24)),
        ("2024.6.24.", datetime(2024, 6, 24)),
        ("20240624", datetime(2024, 6, 24)),
        (20240624, datetime(2024, 6, 24)),
        (date(2024, 6, 24), datetime(2024, 6, 24)),
        ("24/06/2024", datetime(2024, 6, 24)),
        ("06/24/2024", datetime(2024, 6, 24)),
        ("2024-06-24 08:45", datetime(2024, 6, 24, 8, 45)),
        ("2024-06-24T08:45:10.123Z", datetime(2024, 6, 24, 8, 45, 10, tzinfo=UTC)),
        ("2024-06-24T24:00:00Z", datetime(2024, 6, 25, tzinfo=UTC)),
        ("20240624T084510Z", datetime(2024, 6, 24, 8, 45, 10, tzinfo=UTC)),
        ("Mon, 24 Jun 2024 08:45:10 GMT", datetime(2024, 6, 24, 8, 45, 10, tzinfo=UTC)),
        (1719186300, datetime(2024, 6, 23, 23, 45, tzinfo=UTC)),
        ("1719186300000", datetime(2024, 6, 23, 23, 45, tzinfo=UTC)),
    ],
)
def test_dates_that_are_understood(value: object, expected: datetime) -> None:
    parsed = parse_published(value)
    assert parsed is not None
    assert parsed[0] == expected
    assert parsed[0].tzinfo == expected.tzinfo


@pytest.mark.parametrize(
    "value",
    ["soon", "", None, True, "2024-13-01", "05/06/2024", "0001-01-01", "9" * 200, 3, [1], "99:99"],
)
def test_dates_that_are_not(value: object) -> None:
    assert parse_published(value) is None
