"""The same event, told several times within a story or by several stories."""
