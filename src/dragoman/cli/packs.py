"""What the coding rests on, listed and checked: ontology, language, coverage."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman import api
from dragoman.cli.shared import (
    DONE,
    NOT_ALL,
    AsJson,
    FormatOfInput,
    Inputs,
    Lang,
    complain,
    show,
    write_json,
)
from dragoman.cli.tally import outcome_line

PANEL = "Ontology and languages"
app = typer.Typer()
ontology_app = typer.Typer(no_args_is_help=True, help="The event types, acts and compositions.")
language_app = typer.Typer(no_args_is_help=True, help="The language packs.")
app.add_typer(ontology_app, name="ontology", rich_help_panel=PANEL)
app.add_typer(language_app, name="language", rich_help_panel=PANEL)


@app.command(rich_help_panel=PANEL)
def coverage(
    inputs: Inputs,
    lang: Lang = None,
    input_format: FormatOfInput = None,
    limit: Annotated[
        int, typer.Option("--limit", min=1, help="How many words are listed at most.")
    ] = 50,
    as_json: AsJson = False,
) -> int:
    """List the verbs and nouns between two actors that are in no expression of a pack."""
    from dragoman.coverage import as_record

    found = api.coverage(
        inputs, lang=lang, format=input_format.value if input_format else None, limit=limit
    )
    if as_json:
        for word in found.words:
            write_json(as_record(word))
    else:
        show(found)
    sys.stdout.flush()
    for one in found.set_aside:
        complain(outcome_line("set aside", one))
    complain(
        f"{found.sentences} sentences with two actors; in {found.joined} of them an expression "
        "stands between two"
    )
    return NOT_ALL if found.set_aside else DONE


@ontology_app.command("check")
def check_ontology() -> int:
    """List all that is wrong in the ontology."""
    from dragoman.ontology import check_ontology, count_ontology, load_ontology

    problems = check_ontology()
    for problem in problems:
        print(problem)
    if problems:
        complain(f"{len(problems)} problems")
        return NOT_ALL
    counts = count_ontology(load_ontology())
    print("All is well: " + ", ".join(f"{count} {name}" for name, count in counts.items()))
    return DONE


@language_app.command("list")
def list_languages() -> int:
    """List the language packs at hand."""
    from dragoman.languages import available, load_pack

    for one in available():
        pack = load_pack(one)
        print(f"{one}\t{pack.info.name}\t{pack.info.engine}\t{pack.info.maintainer}")
        if pack.missing:
            complain(pack.missing)
    return DONE


@language_app.command("check")
def check_language(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Code of the pack.")],
    cases: Annotated[
        bool, typer.Option("--cases", help="Code its cases, too, and list those that fail.")
    ] = False,
) -> int:
    """List all that is wrong in a language pack."""
    problems, warnings = api.check_pack(code)
    number = 0
    if cases and not problems:
        problems, number = api.check_cases(code)
    for problem in problems:
        print(problem)
    for warning in warnings:
        complain(f"warning: {warning}")
    if problems:
        complain(f"{len(problems)} problem{'s' if len(problems) > 1 else ''} in {code}")
        return NOT_ALL
    tried = f", with all its {number} cases" if cases else ""
    print(f"All is well in {code}{tried}.")
    return DONE


@language_app.command("new")
def new_language(
    code: Annotated[str, typer.Argument(metavar="CODE", help="ISO 639 code, as in sw.")],
    name: Annotated[str | None, typer.Option("--name", help="The language's name.")] = None,
) -> int:
    """Make a folder with every file that a new language pack needs."""
    from dragoman.languages.scaffold import new_language

    made = new_language(code, name)
    for path in made:
        print(path)
    complain(f"fill them in, then run: dragoman language check {code}")
    return DONE
