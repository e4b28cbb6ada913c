"""The store: stories, what was coded from them, what was decided by hand; one DuckDB file."""
