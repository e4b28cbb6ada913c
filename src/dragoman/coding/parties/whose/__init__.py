"""Of which country people, offices and organs are that a story names without one."""
