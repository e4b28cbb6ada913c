"""Finding the mentions of a sentence: names, agent nouns, whose they are, who holds an office."""
