"""What the coder must know of a language's grammar beyond its dependencies (`grammar.yaml`)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from dragoman.data import Entry, load_yaml

Words = frozenset[str]
"""A long list that many words are looked up in."""


class Negation(Entry):
    """Words that negate the predicate or noun they depend on; `sharing`: conjunctions behind which
    a verb without auxiliaries shares the negation of the one before ("or", "nor"); `existential`:
    verbs whose negation denies the relative clause of what there is not; `dropped`: the mark of a
    clause of what was meant → verbs of giving it up (하려다 포기하다); `limiting`: words next to a
    negation with which it denies nothing ("not only", "no fewer than", だけでなく); `instead`: what
    begins that which is not done ("rather than"); `idle`: verbs that are only said denied, so that
    nothing is (辞さない, "does not shrink from")."""

    words: tuple[str, ...]
    sharing: tuple[str, ...] = ()
    existential: tuple[str, ...] = ()
    dropped: dict[str, tuple[str, ...]] = {}
    limiting: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()


class Likewise(Entry):
    """A short clause that says who else did so: its mark, then a form of its verb ("as did")."""

    marks: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()


class Marked(Entry):
    """Signs of an auxiliary mode: auxiliaries and adverbs on the predicate, conjunctions and
    prepositions that introduce its clause or phrase, governing verbs or adjectives; `days`: what
    before a day or week says so ("next"), where the present may mean the future; `periods`: phrases
    for a time long past ("during the Cold War")."""

    auxiliaries: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    governors: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()


class Reporting(Entry):
    """Who says so: verbs (citation forms) with the words as their clause, nouns likewise, and
    prepositions or phrases that name the speaker ("according to"). `future`: auxiliaries that
    mean the future in reported speech ("said it would leave"). `hearsay`: verbs that, right
    behind what is said, name no speaker (…したという, "they say"). `quoting`: verbs that report
    only with a clause so marked (…다고 했다). `seats`: marks of a place that may be who speaks."""

    verbs: Words
    nouns: Words = frozenset()
    according: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    hearsay: tuple[str, ...] = ()
    quoting: dict[str, tuple[str, ...]] = {}
    seats: tuple[str, ...] = ()


class Pronouns(Entry):
    """Pronouns by what they stand for. `male` and `female` are subsets of `person`, as are `named`:
    those for whoever was named last, whatever for; `organs`: those of the `thing`s that mean a body
    of one sector."""

    person: tuple[str, ...] = ()
    male: tuple[str, ...] = ()
    female: tuple[str, ...] = ()
    thing: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    relative: tuple[str, ...] = ()
    reflexive: tuple[str, ...] = ()
    reciprocal: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    organs: dict[str, str] = {}


class Sides(Entry):
    """Phrases for parties named before: `words` such as "both sides", and the numerals that make
    one of an agent noun ("the two ministers"); `cardinals`: those of them that count somebody new
    unless a definite word stands before; `other`: the one who is not the subject."""

    words: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    numerals: dict[str, int] = {}
    cardinals: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


class Grammar(Entry):
    """One language's grammar.yaml.

    - `modifiers`: whether an attribute stands before its noun ("before": French police) or behind
      ("behind": polisi Prancis); `titles`: the same of a title and the name of its holder;
    - `agent`: prepositions of a passive's agent; `bare_agent`: it may also stand without one right
      behind the verb (dikecam Korea Utara); `loose_agent`: prepositions of an agent that also mark
      places, times or goals → the kinds of mentions with which they mean an agent; `owner`: of an
      owner; `between`: of the parties of a mutual noun; `together`: of a partner of the subject,
      `company`: those of them that never mean a tool;
      `belonging`: by which an agent noun names its country ("lawmakers in Chile");
    - `toward`: prepositions of whom something is given, said or done to, of which such a noun is
      looked for further off, too;
    - `sources`: prepositions of whom what befalls somebody comes from;
    - `place`: prepositions behind which a city is a place, not a government; `localities`: nouns
      for parts of a country ("village"), which are in that whose name stands with them;
    - `bare_passives`: verbs whose past without an object is a passive in headlines ("Two held");
    - `content`: prepositions behind which stands what somebody promises, demands or threatens;
    - `blame`: marks of a clause that says for what deed somebody is blamed, thanked or praised;
    - `charges`: nouns for a suspicion: who did what the clause on them says is the one arrested;
    - `alleged`: marks of what somebody is said to have done to whom something is done for it
      (取引したとして制裁を科した); `accusing`: verbs whose object did what is quoted with them;
    - `until`: marks of a clause that is waited for, if it is in the present tense; `fiction`: nouns
      for works, of which what they tell is no news ("the film");
    - `likewise`: what says that somebody else did the same ("as did Togo");
    - `circumstance`: marks of a clause that says when or why something is said, not what ("after");
    - `infinitive`: marks of a clause that completes a verb ("agreed to leave"); `questions`: words
      that begin a clause that is only asked ("asked whether …"); `indefinite`: words before a noun
      that make it someone new;
    - `address`: words by which people are addressed, before or behind a name ("Mr.");
    - `definite`: articles and pronouns that point to what was told before, `deeds`: nouns for what
      somebody did, whatever it was ("the decision");
    - `intents`: nouns for what somebody means to do (plot, bid);
    - `light`: verbs that only carry an act noun, their subject being its actor ("paid a visit");
      `suffering`: verbs by which it befalls the subject ("drew criticism");
    - `through`: nouns that only count or group what follows ("hundreds of troops");
    - `obliging`: auxiliaries by which a speaker demands what another is to do ("must");
      `obliged_by`: forms of verbs that say the same with an infinitive ("needs to");
    - `ordering`: endings right behind a verb by which a clause gives an order (…하라고);
    - `asking`: verbs of asking, of which what is asked is no event; `commands`: endings that order;
      `premises`: marks of what something is done on condition of; `captives`: nouns for people who
      are held where they are not at home; `alongside`: marks of a clause that tells what is done at
      the same time ("while"); `producing`: verbs by which a clause before a noun says whose it is
      ("the terms X put forward"); `spanning`: marks of a clause whose topic goes for the next one
      as well (…が, "but");
    - `nonpast`: auxiliaries with which a verb that has no mark of tense still means what is to
      come, in a language without a future (none listed: such a verb means the present);
    - `unable`: auxiliaries by which a speaker says that he cannot and means that he will not;
      `impossible`: words that, denied, say the same ("tidak mungkin");
    - `former`: attributes by which a title is not held now; `then`: words on or right behind a
      title or body by which it was held, or was so called, when the act was done (当時);
    - `counterpart`: nouns for the holder of the same office in another country; `of_others`: nouns
      by which a speaker never means the own government ("the regime"); `following`: agent nouns for
      those who fight under somebody whose they are said to be ("his men"); `lacking`: country →
      agent nouns for organs and offices that it does not have, so that never its own are meant;
    - `chaining`: marks of a clause that shares its subject with the clause it leads to (て, -고); a
      clause without a mark does so too. Only for languages that leave out subjects: with it, the
      subject of a sentence that has none is sought in the sentence before;
    - `pauses`: marks behind whom a headline names first, so that the rest of it goes on with them;
      without them no headline is read so;
    - `wishing`: auxiliaries of what the speaker himself wants to do (たい), so that the clause and
      the verb of saying have one subject; `causing`: those that make a verb say that somebody
      makes others do it (させる);
    - `past`: auxiliaries of the past behind a noun (た), or of what was over before (had);
      `topics`: particles of the topic, which may go for all clauses behind it (は);
    - `topical`: particles that stand in the place of those of subject and object (も, は);
      `ergative`: verbs that also say what happens by itself (再開する), so that a thing with such
      a particle is not yet their object;
    - `joining`: those of them behind which the clause shares the tense and mood, too (-고, -아서);
    - `declaring`: verbs of saying by which a measure is taken that stands before them in the
      `nonpast` ("declares that it imposes …");
    - `games`: words of sport, of which many at its beginning make a story one about sport;
      `trades`: likewise of markets and firms;
    - `plural`: particles behind a noun that make it plural (들);
    - `gist`: nouns that stand for what the noun behind them says (내용); `courses`: those for a
      course of action that is taken (절차); `whether`: those for what is not yet decided (여부);
    - `talking`: verbs of talking, of which several in a chain are one thing agreed on;
    - `kin`: those with whom violence is a private matter;
    - `relatives`: nouns for somebody's kin, friends or lawyers, who are never that person itself;
      `others`: nouns for states that are never the one whose they are called ("its allies");
      `leading`: participles that say behind a name and a hyphen who leads a deed ("US-led");
      `ranking`: words for a place in an order, behind which an infinitive tells what was done
      ("the first to resign").
    """

    modifiers: Literal["before", "behind"]
    titles: Literal["before", "behind"] = "before"
    agent: tuple[str, ...]
    bare_agent: bool = False
    bare_passives: Words = frozenset()
    loose_agent: dict[str, tuple[str, ...]] = {}
    owner: tuple[str, ...]
    between: tuple[str, ...]
    together: tuple[str, ...]
    company: tuple[str, ...] = ()
    belonging: tuple[str, ...]
    place: tuple[str, ...]
    toward: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    localities: Words = frozenset()
    content: tuple[str, ...] = ()
    blame: tuple[str, ...] = ()
    charges: tuple[str, ...] = ()
    alleged: tuple[str, ...] = ()
    accusing: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    circumstance: tuple[str, ...] = ()
    fiction: Words = frozenset()
    infinitive: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    address: Words = frozenset()
    indefinite: tuple[str, ...] = ()
    definite: tuple[str, ...] = ()
    deeds: Words = frozenset()
    intents: Words = frozenset()
    light: Words = frozenset()
    suffering: Words = frozenset()
    through: Words = frozenset()
    former: Words = frozenset()
    then: Words = frozenset()
    counterpart: tuple[str, ...] = ()
    of_others: tuple[str, ...] = ()
    following: tuple[str, ...] = ()
    lacking: dict[str, tuple[str, ...]] = {}
    relatives: Words = frozenset()
    kin: Words = frozenset()
    others: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    ranking: tuple[str, ...] = ()
    likewise: Likewise = Likewise()
    chaining: tuple[str, ...] = ()
    pauses: frozenset[str] = frozenset()
    declaring: tuple[str, ...] = ()
    games: Words = frozenset()
    trades: Words = frozenset()
    plural: tuple[str, ...] = ()
    gist: tuple[str, ...] = ()
    courses: tuple[str, ...] = ()
    whether: tuple[str, ...] = ()
    talking: tuple[str, ...] = ()
    wishing: tuple[str, ...] = ()
    causing: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    topical: tuple[str, ...] = ()
    ergative: Words = frozenset()
    joining: tuple[str, ...] = ()
    unable: tuple[str, ...] = ()
    impossible: tuple[str, ...] = ()
    obliging: tuple[str, ...] = ()
    obliged_by: tuple[str, ...] = ()
    ordering: tuple[str, ...] = ()
    asking: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    premises: tuple[str, ...] = ()
    captives: tuple[str, ...] = ()
    producing: Words = frozenset()
    alongside: tuple[str, ...] = ()
    spanning: tuple[str, ...] = ()
    nonpast: tuple[str, ...] = ()
    negation: Negation
    future: Marked
    hypothetical: Marked
    historical: Marked
    reporting: Reporting
    pronouns: Pronouns
    sides: Sides


def load_grammar(path: Path) -> Grammar:
    """Read a pack's grammar.yaml.

    Raises:
        DataError: the file is missing or wrong; with file and line.
    """
    return load_yaml(path, Grammar)
