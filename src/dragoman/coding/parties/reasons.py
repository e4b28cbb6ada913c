"""Reasons of participants that other modules look for: guesses, and parties named before."""

from dragoman.model import Participant

TOLD_FROM = "told from"
"""Why somebody has the country that a story is told from, for want of a better reason."""
TOLD_BEFORE = "told before"
"""Why somebody stands behind a deed that is only taken up ("that decision")."""
NAMED_BEFORE = "named before"
"""Why somebody is meant by a word that takes up who was named."""
LEADS = "leads the headline"
"""Why somebody does what a headline leaves to whom it names first."""
WEIGHED = "taken for"
"""Why somebody has the country for which most in the story speaks."""

_TELLING = (
    "nobody who is known",
    "a name that no file knows",
    "a crowd",
    "subject left out",
    "said by its own",
    LEADS,
    TOLD_BEFORE,
    TOLD_FROM,
    NAMED_BEFORE,
    WEIGHED,
)
"""Reasons that are worth telling apart, of several that which counts first."""
OUTRIGHT = "named outright"


def reason_of(one: Participant) -> str:
    """By which of the reasons worth telling apart somebody is who he is, else `OUTRIGHT`."""
    return next((reason for reason in _TELLING if reason in one.why), OUTRIGHT)


def is_guessed(one: Participant) -> bool:
    """Whether somebody's country is not said, but that for which most in the story speaks."""
    return WEIGHED in one.why or TOLD_FROM in one.why
