"""Charts of what a ledger holds, as PNG, SVG and a page that opens without a network."""
