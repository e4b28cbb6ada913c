"""What analysts do with a ledger: counts over time, bursts, networks, charts, briefs."""
