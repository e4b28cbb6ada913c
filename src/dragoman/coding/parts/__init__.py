"""Who has which part in an act, where its grammar leaves that open: a weighing of what speaks for
each of those who are named or meant."""
