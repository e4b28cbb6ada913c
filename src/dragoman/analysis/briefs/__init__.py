"""Briefs: what records tell, in sentences of the reader's language, each with its sources."""
