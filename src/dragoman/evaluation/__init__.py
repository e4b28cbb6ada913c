"""How good the coding is: measures, and the gold data they are taken on."""
