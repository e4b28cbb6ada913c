"""The store: stories, what was coded from them, and what was decided by hand, in one DuckDB file."""
