"""The relation of a marked pair: rules first, the statistical chooser where they end."""
