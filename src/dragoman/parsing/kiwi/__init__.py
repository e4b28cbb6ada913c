"""Parsing with the morphemes of Kiwi: tokens, chunks for the clause analysis."""
