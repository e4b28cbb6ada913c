"""What was done: triggers, the places of actor and recipient, and what operators make of an act."""
