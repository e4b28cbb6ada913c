"""Short names that a story gives to those whom it has named in full.

"The Teachers Union of Malawi (TUM) called a strike": TUM is the union from then on, and its
president is nobody of the government. After "the International Monetary Fund", "the Fund" is it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.actors.names import BODY, GROUP
from dragoman.coding.parties.memory import Memory
from dragoman.coding.parties.mentions import Mention, Mentions
from dragoman.coding.parties.of_bodies import BODIES
from dragoman.coding.scene import Scene
from dragoman.coding.tree import Tree
from dragoman.model import Participant

if TYPE_CHECKING:
    from dragoman.coding.parties.cast import Cast

_INITIALS = re.compile(r"[A-Z][A-Z&-]{1,7}")
_OPENING, _CLOSING = frozenset("(（"), frozenset(")）")
_ANYBODYS = frozenset({"GOV", "ELI", "UNK"})
"""Sectors of heads and spokesmen, whom associations have as well as states."""


def with_short_names(tree: Tree, mentions: Mentions, memory: Memory) -> Mentions:
    """The mentions of a sentence and the initials in it that the story has explained before."""
    if not memory.short:
        return mentions
    found = [
        _mention(tree, token, memory.short[form])
        for token, form in enumerate(tree.sentence.forms)
        if form in memory.short and _is_meant(tree, mentions, token)
    ]
    if not found:
        return mentions
    taken = {one.last: one for one in found}
    owned = [
        _owned(tree, mention, taken.get(mention.first - 1))
        for mention in mentions.all
        if mention.first not in taken
    ]
    return Mentions([*owned, *found])


def _is_meant(tree: Tree, mentions: Mentions, token: int) -> bool:
    """Whether initials stand there that name nobody else, or a last word alone with an article."""
    here, forms = mentions.at(token), tree.sentence.forms
    if _INITIALS.fullmatch(forms[token]):
        return not here
    if token == 0 or tree.lower[token - 1] not in tree.grammar.definite:
        return False
    alone = token + 1 == len(forms) or not forms[token + 1][:1].isupper()
    return alone and all(m.open and m.first == m.last for m in here)


def note_short_names(scene: Scene, cast: Cast, memory: Memory) -> None:
    """Note the initials that stand in brackets right behind somebody who is no individual, and the
    last words of the names of organisations of states."""
    forms = scene.sentence.forms
    for mention in scene.mentions.all:
        own = mention.participants[0]
        words = (own.name or "").split() if mention.kind == BODY and own.code in BODIES else []
        if len(words) > 1:
            memory.short[words[-1]] = own
        at = mention.last + 1
        if at + 2 >= len(forms) or forms[at] not in _OPENING or forms[at + 2] not in _CLOSING:
            continue
        short = forms[at + 1]
        if mention.is_person or not _INITIALS.fullmatch(short) or scene.mentions.at(at + 1):
            continue
        named = _whole(scene, mention)
        who = cast.of_mention(named) if named is not None else ()
        if len(who) == 1 and (who[0].code or who[0].sector):
            memory.short.setdefault(short, who[0])


def _whole(scene: Scene, mention: Mention) -> Mention | None:
    """The mention itself, or the one whose country it only names ("the Union of Malawi")."""
    if mention.agent is not None or mention.kind in (BODY, GROUP):
        return mention
    held = (
        m
        for m in scene.mentions.all
        if m.agent is not None
        and not m.is_person
        and m.last < mention.first
        and mention.head in scene.tree.owners(m.head)
    )
    return next(held, None)


def _mention(tree: Tree, token: int, one: Participant) -> Mention:
    form = tree.sentence.forms[token]
    why = f"{one.why}; explained before as '{one.text}'"
    one = replace(one, text=form, span=tree.sentence.span(token, token), why=why)
    return Mention(token, token, token, BODY, (one,))


def _owned(tree: Tree, mention: Mention, owner: Mention | None) -> Mention:
    """The head or spokesman of those by whose initials he is called ("the TUM president")."""
    if owner is None or not mention.open or not tree.under(owner.head, mention.head):
        return mention
    body, own = owner.participants[0], mention.participants[0]
    sector = body.sector if own.sector in _ANYBODYS else own.sector
    said = replace(own, code=body.code, sector=sector, why=f"{own.why} of {body.text}; {body.why}")
    return replace(mention, participants=(said,), open=False)
