"""Whose word it is, and whether it is denied, planned, announced or only supposed."""
