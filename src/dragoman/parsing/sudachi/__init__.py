"""Parsing with the short-unit words of SudachiPy: tokens, predicates, chunks."""
