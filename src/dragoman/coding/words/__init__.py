"""The words and phrases of a pack, numbers and counts, found in a text."""
