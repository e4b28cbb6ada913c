"""An event joins the words that name who does it with the words that name to whom."""

from __future__ import annotations

import pytest

from dragoman.api import code_text

CASES = [
    # deeds of one type to two parties of one army
    ("ASSAULT", "Rebels", "a Malian army camp",
     "Rebels attacked a Malian army camp near Gao on Friday and killed at least 12 soldiers."),
    # a name behind the noun that says what its bearer was
    ("ACCUSE", "Chilean police", "Pedro Rivas",
     "Chilean police have opened an investigation into former Chile striker Pedro Rivas over "
     "bribes."),
    # the object of an adjective that belongs to the verb
    ("RETREAT", "Eritrea", "Selam Habte",
     "Eritrea on Monday let free Selam Habte, who had led a march last year."),
    # a name that the expression itself wants
    ("ACCUSE", "The Kenyan government", "Brunhild",
     "The Kenyan government filed a lawsuit in the High Court of Nairobi against Brunhild."),
    # one chamber named with the other
    ("AGREE", "House", "Senate",
     "House and Senate leaders reached a deal on the farm budget late on Sunday."),
    # the army of the second state
    ("COOPERATE", "The armies of Peru", "Ecuador",
     "The armies of Peru and Ecuador held a joint exercise in May."),
    # what a unit is made up of
    ("AID", "Kenyan peacekeeping troops", "Port-au-Prince",
     "First contingents of Kenyan peacekeeping troops arrived in Port-au-Prince."),
    # who is to do what strikers wait for
    ("REJECT", "Nurses", "the Chadian authorities",
     "Nurses insist that they will not return to work until their arrears have been paid "
     "by the Chadian authorities."),
    # what is not to end is not announced as ended
    ("REJECT", "Mali's government", "JNIM",
     "Mali's government says it will never end its campaign against JNIM."),
    ("AGREE", "The EU", "the Mercosur bloc",
     "The EU and the Mercosur bloc have agreed on the text of a trade deal."),
    # a pronoun for who says so where the expression names its subject
    ("ASSAULT", "The Chadian army", "oil fields",
     "The Chadian army says it has seized oil fields near Doba."),
    # whose decision it is, not whose act it puts in force again
    ("ACCUSE", "Chile's president", "a Peruvian Supreme Court",
     "Chile's president condemned a Peruvian Supreme Court decision to reinstate Keiko Fujimori's "
     "ban on travellers."),
    # who goes on speaking behind his words
    ("ACCUSE", "Norway's minister", "Belarus",
     "Norway's minister said the plan would harm children, accusing Belarus of cynicism."),
    # to whom before for what
    ("AID", "Japan", "the Ministry of Health of Kenya",
     "Japan handed over new medical equipment and drugs to the Ministry of Health of Kenya, for "
     "use in hospitals."),
    # two attributes of a deed
    ("ASSAULT", "Eritrea", "Sudanese rebels",
     "Eritrea launched sea and ground assaults on Sudanese rebels."),
    # the infinitive, not a participle further on, is what an operation is for
    ("COERCE", "Kenyan police", "60 teachers",
     "Kenyan police started an operation to detain 60 teachers who had joined the banned league."),
    # the subject of a gerund behind a preposition
    ("CONCEDE", "Chad's high court", "women",
     "Chad's high court lifted a ban Friday on women entering one of the shrines."),
    # what somebody is called to be told
    ("SUPPORT", "Fiji's prime minister", "Tonga's king",
     "Fiji's prime minister called Tonga's king on Friday to convey his support."),
    # what critics say of somebody
    ("ACCUSE", "Opposition critics", "Kenya's president",
     "Opposition critics say Kenya's president has given the police free rein."),
    # whoever is to be host invites
    ("AGREE", "Norway's king", "Japan's prime minister",
     "Norway's king will host Japan's prime minister next Wednesday."),
    # somebody else than who does it to him
    ("CONCEDE", "Kenya's president", "Peter Otieno",
     "Peter Otieno was released on Saturday after Kenya's president pardoned him."),
    # a number for people
    ("ACCUSE", "A Peruvian prosecutor", "all three",
     "A Peruvian prosecutor has asked for prison sentences for all three."),
    # who fired what struck
    ("ASSAULT", "the Chadian army", "a depot of the Sudanese army",
     "The missiles fired by the Chadian army struck a depot of the Sudanese army."),
    # a place nobody knows, not the name of somebody on the way there
    ("AGREE", "The Chilean government", "Arica",
     "The Chilean government agreed on Monday to open a Gabriela Mistral Library of Desert Poetry "
     "in Arica."),
    # the name of whom an apposition calls by his trade
    ("CONCEDE", "Chad's president", "Edwin Hartnell",
     "Chad's president pardoned Edwin Hartnell, a retired bookseller who had printed leaflets."),
    # who goes on in a gerund before the verb of saying
    ("ASSAULT", "Chadian warplanes", "Boko Haram commanders",
     "Chadian warplanes flew a raid at dawn, targeting Boko Haram commanders on an island of the "
     "lake, the defence ministry said."),
]  # fmt: skip


def stretch(text: str, words: str) -> tuple[int, int]:
    at = text.index(words)
    return at, at + len(words)


@pytest.mark.parametrize(("event", "source", "target", "text"), CASES)
def test_an_event_joins_both(event: str, source: str, target: str, text: str) -> None:
    places = stretch(text, source), stretch(text, target)
    found = []
    for one in code_text(text, lang="en").events:
        for report in one.reports:
            sides = report.actors, report.recipients or report.actors
            found.append((one.event, [[p.text for p in side] for side in sides]))
            if one.event == event and all(
                any(p.span and p.span.start < end and start < p.span.end for p in side)
                for side, (start, end) in zip(sides, places, strict=True)
            ):
                return
    pytest.fail(f"{event} {source} > {target} is not among {found}")
