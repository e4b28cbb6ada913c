"""Passages become sentences whose tokens lead back to the untouched story."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import LanguageError
from dragoman.languages.morphology import Morphology, load_morphology
from dragoman.model import Passage, Sentence, Story
from dragoman.parsing import Parser, SpacyEngine
from dragoman.parsing.trained.engine import LONGEST
from dragoman.reading import prepare
from dragoman.reading.identity import make_story

LANGUAGES = Path(__file__).parents[2] / "src" / "dragoman" / "languages"
VOCABULARY = {
    "en": {
        "verb": ["impose", "arrest", "storm", "co-operate", "kill", "fire", "say"],
        "noun": ["sanction", "missile", "leader", "rally", "opposition", "police", "sea", "talk"],
    },
    "id": {
        "verb": ["menolak", "menggelar", "membebaskan", "menangkap", "menembaki"],
        "noun": ["sanksi", "usul", "latihan", "polisi", "gelar"],
    },
}


def engine(code: str) -> SpacyEngine:
    rules = load_morphology(LANGUAGES / code / "morphology.yaml")
    return SpacyEngine(LANGUAGES / code / "model", Morphology(rules, VOCABULARY[code]))


ENGINES = {code: engine(code) for code in VOCABULARY}
PARSER = Parser(ENGINES)


def prepared(text: str) -> tuple[Story, tuple[Passage, ...]]:
    return prepare(make_story(text, origin="test"), sorted(ENGINES))


def parsed(text: str) -> tuple[Story, tuple[Sentence, ...]]:
    story, passages = prepared(text)
    return story, PARSER.parse(passages)


def one(code: str, text: str) -> dict[str, tuple[str, str, str, str]]:
    """Form → (lemma, word class, relation, head's form)."""
    result = ENGINES[code].parse([text])[0]
    return {
        form: (result.lemmas[i], result.upos[i], result.deprels[i], result.forms[result.heads[i]])
        for i, form in enumerate(result.forms)
    }


def test_a_story_in_two_languages() -> None:
    story, sentences = parsed(
        "The ministers met in Cairo on Monday. They imposed new sanctions on the rebels.\n\n"
        "Menteri itu hadir di Kairo pada hari Senin. Usulan tersebut ditolak oleh parlemen.\n"
    )
    assert [s.lang for s in sentences] == ["en", "en", "id", "id"]
    assert [s.index for s in sentences] == [0, 1, 2, 3]
    assert "impose" in sentences[1].lemmas
    refused = sentences[3].forms.index("ditolak")
    assert sentences[3].lemmas[refused] == "menolak"
    assert "Voice=Pass" in sentences[3].feats[refused]
    for sentence in sentences:
        for i, form in enumerate(sentence.forms):
            assert story.text[sentence.starts[i] : sentence.ends[i]] == form


PIECES = st.sampled_from(
    [
        *(
            "The ministers met",
            "Polisi menangkap",
            "US-led",
            "``so''",
            "exam-\nple",
            ".",
            "?",
            "dan",
        ),
        *(" ", "\n", "\n\n", "\t", "  ", "\u00a0", "\u200b", "\u00ad", "-", "nya", "co-operate"),
        *("外相が会談した。", "e\u0301", "(AP)", "$2.5m", "Rp5", ",", "PARIS FALLS SILENT", "'s"),
    ]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_offsets_lead_to_the_words(text: str) -> None:
    story, passages = prepared(text)
    by_index = {passage.index: passage for passage in passages}
    for sentence in PARSER.parse(passages):
        size = len(sentence)
        columns = (sentence.lemmas, sentence.upos, sentence.heads, sentence.deprels)
        assert {len(c) for c in (*columns, sentence.feats, sentence.starts, sentence.ends)} == {
            size
        }
        assert sum(h == i for i, h in enumerate(sentence.heads)) == 1
        repaired = by_index[sentence.passage].text
        for form, start, end in zip(sentence.forms, sentence.starts, sentence.ends, strict=True):
            assert 0 <= start < end <= len(story.text)
            assert form in repaired
            # repaired characters (quotes, hyphens, accents) differ; the others are the story's
            source = story.text[start:end]
            assert form in source or any(not c.isalnum() or not c.isascii() for c in source + form)
        assert list(sentence.starts) == sorted(sentence.starts)


@settings(deadline=None, max_examples=3)
@given(st.permutations(["Police Arrest Leader", "They met. It rained for days.", "Talks failed."]))
def test_a_story_does_not_depend_on_what_was_parsed_before(order: list[str]) -> None:
    once = {text: PARSER.parse(prepared(text)[1]) for text in order}
    fresh = Parser({"en": engine("en")})
    assert all(fresh.parse(prepared(text)[1]) == once[text] for text in reversed(order))


def test_hyphenated_words_of_the_lexicon_are_one_token() -> None:
    words = one("en", "The two sides co-operated on US-led talks.")
    assert words["co-operated"][:2] == ("co-operate", "VERB")
    assert "led" in words


@pytest.mark.parametrize(
    ("code", "text", "verb", "lemma", "subject"),
    [
        ("en", "Police Arrest Opposition Leader After Rally", "Arrest", "arrest", "Police"),
        ("en", "Protesters Storm Parliament", "Storm", "storm", "Protesters"),
        ("en", "NORTH KOREA FIRES MISSILE INTO SEA", "FIRES", "fire", "KOREA"),
        ("id", "Israel Tolak Usul Iran Soal Sanksi", "Tolak", "menolak", "Israel"),
        ("id", "POLISI TANGKAP PENGUNJUK RASA DI JAKARTA", "TANGKAP", "menangkap", "POLISI"),
        ("id", "Jepang gelar latihan militer", "gelar", "menggelar", "Jepang"),
    ],
)
def test_headlines(code: str, text: str, verb: str, lemma: str, subject: str) -> None:
    words = one(code, text)
    assert words[verb][:3] == (lemma, "VERB", "root")
    assert words[subject][2:] == ("nsubj", verb)


def test_a_bare_verb_with_a_pronoun_is_marked() -> None:
    result = ENGINES["id"].parse(["Usulan itu kami tolak."])[0]
    assert "Voice=Bare" in result.feats[result.forms.index("tolak")]


def test_clitics_are_words() -> None:
    result = ENGINES["id"].parse(["Ia telah dibebaskannya kemarin."])[0]
    assert result.forms[2:4] == ("dibebaskan", "nya")
    assert result.spaces[2:4] == (False, True)


@pytest.mark.parametrize("comma", [True, False])
def test_an_endless_sentence_is_one_tree(comma: bool) -> None:
    words = ["and so they went on"] * (LONGEST // 2)
    text = (", " if comma else " ").join(words) + "."
    result = ENGINES["en"].parse([text])[0]
    assert len(result.forms) > LONGEST
    roots = [i for i, head in enumerate(result.heads) if head == i]
    assert len(roots) == 1
    assert all(text[s:e] == f for f, s, e in zip(result.forms, result.starts, result.ends))  # noqa: B905


def test_empty_texts_are_no_trouble() -> None:
    assert [len(p.forms) for p in ENGINES["en"].parse(["", "  ", "Yes."])] == [0, 0, 2]


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    lost = SpacyEngine(tmp_path, ENGINES["en"]._morphology)
    with pytest.raises(LanguageError, match="cannot be loaded"):
        lost.parse(["They met."])
