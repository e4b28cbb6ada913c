"""Parsing with the trained pipeline of a pack, and mending what such parsers get wrong."""
