"""Word forms lead to the citation forms that a lexicon has."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import DataError
from dragoman.languages.morphology import Analysis, Morphology, load_morphology

LANGUAGES = Path(__file__).parents[2] / "src" / "dragoman" / "languages"
VOCABULARY = {
    "en": {
        "verb": [
            *("impose", "found", "kill", "carry out", "ban", "travel", "counter-attack", "refer"),
            *("cooperate", "organise", "veto", "admit", "panic", "die", "agree", "visit", "lay"),
            *("threaten", "overthrow", "patrol", "clash", "honor", "withdraw", "quit", "be"),
        ],
        "noun": [
            *("sanction", "sanctions", "gunman", "crisis", "ceasefire", "defence", "ally"),
            *("air strike", "centre", "embargo", "headquarters", "arms", "arm", "German"),
        ],
        "adj": ["tough", "heavy", "big", "sceptical"],
    },
    "id": {
        "verb": [
            *("menjatuhkan", "menolak", "menggelar", "mengambil alih", "bertemu", "membunuh"),
            *("menyerang", "memperingatkan", "mengecam", "mengirim", "memukul", "meminta", "tewas"),
            *("mengebom", "memulangkan", "mensponsori", "melarang", "mengenal", "menghukum"),
        ],
        "noun": ["sanksi", "rudal", "mata-mata", "mata", "undang-undang", "kritik"],
        "adj": ["keras"],
    },
}
ENGLISH = [
    ("imposes", "VERB", "impose"), ("imposed", "VERB", "impose"), ("imposing", "VERB", "impose"),
    ("carries", "VERB", "carry"), ("carried", "VERB", "carry"), ("carrying", "VERB", "carry"),
    ("banned", "VERB", "ban"), ("banning", "VERB", "ban"), ("referred", "VERB", "refer"),
    ("travelled", "VERB", "travel"), ("traveled", "VERB", "travel"), ("visited", "VERB", "visit"),
    ("threatened", "VERB", "threaten"), ("patrolling", "VERB", "patrol"), ("dying", "VERB", "die"),
    ("agreed", "VERB", "agree"), ("agreeing", "VERB", "agree"), ("panicked", "VERB", "panic"),
    ("vetoes", "VERB", "veto"), ("clashes", "NOUN", "clash"), ("overthrew", "VERB", "overthrow"),
    ("withdrawn", "VERB", "withdraw"), ("quitting", "VERB", "quit"), ("were", "AUX", "be"),
    ("organized", "VERB", "organise"), ("organising", "VERB", "organise"),
    ("honoured", "VERB", "honor"), ("co-operated", "VERB", "cooperate"),
    ("counterattacks", "VERB", "counter-attack"), ("found", "VERB", "find"),
    ("founded", "VERB", "found"), ("laid", "VERB", "lay"), ("lay", "VERB", "lay"),
    ("Sanctions", "NOUN", "sanction"), ("gunmen", "NOUN", "gunman"), ("crises", "NOUN", "crisis"),
    ("cease-fires", "NOUN", "ceasefire"), ("defense", "NOUN", "defence"),
    ("allies", "NOUN", "ally"),
    ("strikes", "NOUN", "strike"), ("centers", "NOUN", "centre"), ("embargos", "NOUN", "embargo"),
    ("headquarters", "NOUN", "headquarters"), ("arms", "NOUN", "arms"),
    ("Germans", "PROPN", "german"), ("tougher", "ADJ", "tough"), ("heaviest", "ADJ", "heavy"),
    ("biggest", "ADJ", "big"), ("skeptical", "ADJ", "sceptical"), ("n’t", "PART", "not"),
    ("surged", "VERB", "surge"), ("rallied", "VERB", "rally"), ("hopped", "VERB", "hop"),
    ("went", "VERB", "go"), ("volcanoes", "NOUN", "volcano"), ("Doha", "PROPN", "doha"),
]  # fmt: skip
PASSIVE, BARE = "Voice=Pass", "Voice=Bare"
INDONESIAN = [
    ("menjatuhkan", "VERB", "menjatuhkan", ""), ("dijatuhkan", "VERB", "menjatuhkan", PASSIVE),
    ("jatuhkan", "VERB", "menjatuhkan", BARE), ("Jatuhkan", "NOUN", "menjatuhkan", BARE),
    ("dijatuhkannya", "VERB", "menjatuhkan", PASSIVE), ("tolak", "VERB", "menolak", BARE),
    ("tolak", "NOUN", "tolak", ""), ("ditolak", "VERB", "menolak", PASSIVE),
    ("kutolak", "VERB", "menolak", "Person[agt]=1|Voice=Pass"),
    ("kautolak", "VERB", "menolak", "Person[agt]=2|Voice=Pass"),
    ("gelar", "VERB", "menggelar", BARE), ("digelar", "VERB", "menggelar", PASSIVE),
    ("diambil", "VERB", "mengambil", PASSIVE), ("terbunuh", "VERB", "membunuh", PASSIVE),
    ("diserang", "VERB", "menyerang", PASSIVE), ("serang", "VERB", "menyerang", BARE),
    ("diperingatkan", "VERB", "memperingatkan", PASSIVE), ("dikecam", "VERB", "mengecam", PASSIVE),
    ("dikirimlah", "VERB", "mengirim", PASSIVE), ("dipukul", "VERB", "memukul", PASSIVE),
    ("diminta", "VERB", "meminta", PASSIVE), ("dibom", "VERB", "mengebom", PASSIVE),
    ("dipulangkan", "VERB", "memulangkan", PASSIVE), ("disponsori", "VERB", "mensponsori", PASSIVE),
    ("dilarang", "VERB", "melarang", PASSIVE), ("terkenal", "ADJ", "terkenal", ""),
    ("dihukum", "VERB", "menghukum", PASSIVE), ("bertemu", "VERB", "bertemu", ""),
    ("tewas", "VERB", "tewas", ""), ("sanksi-sanksi", "NOUN", "sanksi", ""),
    ("sanksinya", "NOUN", "sanksi", ""), ("sanksi-sanksinyalah", "NOUN", "sanksi", ""),
    ("mata-mata", "NOUN", "mata-mata", ""), ("undang-undang", "NOUN", "undang-undang", ""),
    ("kapal-kapal", "NOUN", "kapal", ""), ("dituduh", "VERB", "menuduh", PASSIVE),
    ("dibubarkan", "VERB", "membubarkan", PASSIVE), ("disalahkan", "VERB", "menyalahkan", PASSIVE),
    ("Surabaya", "PROPN", "surabaya", ""),
]  # fmt: skip


def morphology(code: str) -> Morphology:
    return Morphology(load_morphology(LANGUAGES / code / "morphology.yaml"), VOCABULARY[code])


MORPHOLOGIES = {code: morphology(code) for code in VOCABULARY}


@pytest.mark.parametrize(("form", "upos", "lemma"), ENGLISH)
def test_english_forms(form: str, upos: str, lemma: str) -> None:
    assert MORPHOLOGIES["en"].analyse(form, upos) == Analysis(lemma, "")


@pytest.mark.parametrize(("form", "upos", "lemma", "feats"), INDONESIAN)
def test_indonesian_forms(form: str, upos: str, lemma: str, feats: str) -> None:
    assert MORPHOLOGIES["id"].analyse(form, upos) == Analysis(lemma, feats)


LETTERS = st.text("abdegiklmnoprstuy", min_size=3, max_size=9)


@pytest.mark.parametrize("code", sorted(VOCABULARY))
@given(st.lists(LETTERS, min_size=1, max_size=8), st.data())
def test_every_form_leads_back(code: str, words: list[str], data: st.DataObject) -> None:
    own = VOCABULARY[code]["verb"] + words
    made = Morphology(MORPHOLOGIES[code].rules, {"verb": own})
    citation = data.draw(st.sampled_from(own)).split()[0]
    form = data.draw(st.sampled_from(made.forms("verb", citation)))
    lemma = made.analyse(form, "VERB").lemma
    settled = made.rules.verb.homographs.get(form)
    assert lemma in (citation, settled) or form in made.forms("verb", lemma)
    assert made.knows(form)


@pytest.mark.parametrize("code", sorted(VOCABULARY))
@given(st.text(max_size=30), st.sampled_from(["VERB", "NOUN", "PROPN", "ADJ", "PUNCT", "X"]))
def test_anything_has_a_lemma(code: str, form: str, upos: str) -> None:
    found = MORPHOLOGIES[code].analyse(form, upos)
    assert found.lemma or not form
    assert found == MORPHOLOGIES[code].analyse(form, upos)


def test_spellings_are_the_same_word() -> None:
    english = MORPHOLOGIES["en"]
    assert set(english.spellings("organise")) == {"organise", "organize"}
    assert set(english.spellings("center")) == {"centre", "center"}
    assert english.spellings("rise") == ("rise",)


def test_a_verb_that_cannot_be_a_noun() -> None:
    assert MORPHOLOGIES["en"].as_verb("Bans") == "banned"
    assert MORPHOLOGIES["en"].as_verb("banned") is None
    assert MORPHOLOGIES["id"].as_verb("gelar") == "menggelar"
    assert MORPHOLOGIES["id"].full("tolak") == "menolak"
    assert MORPHOLOGIES["id"].full("ditolak") is None


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("verb:\n  stems: {}\n", 2, "stems"),
        ("verb:\n  rules:\n    - {match: 'me(', root: x}\n", 3, "regular expression"),
        ("verb:\n  forms:\n    - {pattern: di, voice: passive}\n", 3, "{root}"),
        ("noun:\n  clitics: [kan nya]\n", 2, "one clitic"),
        ("verb: [\n", 2, "YAML"),
    ],
)
def test_a_wrong_file_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, word: str
) -> None:
    path = tmp_path / "morphology.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError) as caught:
        load_morphology(path)
    assert caught.value.line == line
    assert word in str(caught.value)
