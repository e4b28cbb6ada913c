"""Who: names, agents, strangers and pronouns, and the country, sector and person behind each."""
