"""Mends what a parser is known to get wrong, where the tree itself shows it.

A past participle between a subject and a noun ("The United States lifted sanctions …") is often
read as an attribute of that noun, which then seems to be a predicate with a subject. A nominal
predicate has a copula; without one, the participle is the verb and the noun its object.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.languages.morphology import Morphology
from dragoman.parsing.engine import Parsed
from dragoman.parsing.heads import Heads
from dragoman.parsing.trained.mending import (
    agents,
    attached,
    clauses,
    deeds,
    finite,
    headlines,
    inserted,
    names,
    nouns,
    objects,
    predicates,
    relatives,
    spoken,
    subjects,
    voices,
    words,
)
from dragoman.parsing.trained.mending.draft import Draft
from dragoman.parsing.trained.mending.relations import Relations

_MENDS: tuple[Callable[[Draft], bool], ...] = (
    spoken.root_said,
    headlines.part_speaker,
    headlines.part_list,
    headlines.lead_names,
    voices.mark_bearers,
    voices.free_subjects,
    voices.close_phrases,
    voices.part_first_subject,
    nouns.head_nouns,
    nouns.join_parted,
    inserted.part_inserted,
    inserted.join_apposed,
    inserted.part_apposed,
    inserted.lead_apposed,
    inserted.join_called,
    predicates.root_coordinated,
    predicates.raise_coordinated,
    predicates.raise_attributes,
    predicates.raise_modal,
    predicates.raise_participle,
    predicates.raise_behind_relative,
    clauses.part_clauses,
    clauses.part_perfects,
    clauses.part_told,
    clauses.raise_addressed,
    clauses.part_until,
    clauses.part_pluperfect,
    clauses.part_behind_comma,
    clauses.part_headline,
    clauses.raise_asked,
    predicates.raise_finite,
    predicates.raise_apposed,
    predicates.fill_root,
    clauses.lift_finite,
    predicates.raise_named,
    subjects.raise_perfect,
    subjects.raise_premodified,
    subjects.empty_auxiliaries,
    relatives.describe_apposed,
    relatives.free_of_adverbs,
    subjects.raise_leading,
    subjects.raise_abbreviated,
    subjects.raise_within_relative,
    subjects.name_apposed,
    subjects.raise_coordinated_name,
    subjects.part_gerund,
    deeds.raise_main,
    deeds.free_agents,
    deeds.join_asked,
    agents.agents_in_relatives,
    agents.counted_roughly,
    clauses.part_demanded,
    finite.part_reported,
    finite.lift_past,
    finite.govern_gerund,
    finite.close_infinitive,
    finite.head_reported,
    nouns.name_objects,
    spoken.part_joined,
    spoken.lead_opener,
    spoken.join_subjects,
    spoken.object_noun,
    spoken.hang_gerunds,
    nouns.join_names,
    nouns.join_parallel,
    nouns.lend_case,
    nouns.lend_to_names,
    nouns.head_titled,
    nouns.share_phrase,
    nouns.bare_objects,
    nouns.part_objects,
    nouns.count_objects,
    nouns.give_apposed,
    nouns.part_getters,
    objects.name_condemned,
    objects.name_marks,
    objects.object_told,
    objects.swap_judged,
    nouns.give_time,
    nouns.part_given,
    nouns.lead_list,
    nouns.turn_prepositions,
    nouns.uncross,
)
"""Each changes the draft and says whether it did. Later ones rely on earlier ones."""


def mend(parsed: Parsed, morphology: Morphology | None = None) -> Parsed:
    """The parse with such clauses put right; the same object where there are none.

    `morphology`: the lexicon's forms; with them, nouns that were taken for verbs are put right, and
    with its rules for mending, what shows in words and not in the tree.
    """
    parsed = words.surnames(parsed)
    if morphology is not None:
        parsed = names.below_verbs(parsed, morphology)
        parsed = words.verbs(words.nouns(parsed, morphology), morphology)
        parsed = words.leading_nouns(words.with_articles(parsed, morphology), morphology)
        parsed = words.doers(words.infinitives(parsed, morphology), morphology)
        parsed = words.with_objects(parsed, morphology)
        parsed = finite.raise_planned(finite.lead_gerund(parsed, morphology), morphology)
        parsed = words.subjunctives(words.clauses(parsed, morphology), morphology)
        if morphology.rules.reciprocal:
            parsed = deeds.lead_reciprocal(parsed, morphology.rules.reciprocal)
    mending = morphology.rules.mending if morphology is not None else None
    tree = Draft(Heads(parsed.heads), Relations(parsed.deprels), parsed)
    changed = False
    if morphology is not None and morphology.rules.deeds:
        changed = deeds.raise_swallowed(tree)
        changed = deeds.join_measured(tree, morphology.rules.measures) or changed
        changed = deeds.raise_judged(tree, morphology.rules) or changed
        changed = deeds.join_described(tree) or changed
    if morphology is not None and mending is not None:
        changed = attached.raise_behind_attached(tree, mending)
        changed = inserted.part_days(tree, mending) or changed
        changed = inserted.part_relative(tree, mending) or changed
        changed = predicates.raise_past(tree, morphology, mending) or changed
    for one in _MENDS:
        changed = one(tree) or changed
    if mending is not None:
        changed = subjects.part_past(tree, mending) or changed
        changed = nouns.join_limits(tree, mending) or changed
        changed = nouns.unmark_objects(tree, mending) or changed
        changed = nouns.part_seasons(tree, mending) or changed
        changed = objects.give_names(tree, mending) or changed
        changed = objects.part_spans(tree, mending) or changed
        changed = finite.raise_perfect_object(tree, mending) or changed
        changed = finite.part_circumstance(tree, mending) or changed
        changed = nouns.join_counted(tree, mending) or changed
    if not changed:
        return parsed
    return replace(parsed, heads=tuple(tree.heads), deprels=tuple(tree.deprels))
