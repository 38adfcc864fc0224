"""How numbers are given: by the body's rule, under a lock, none twice and none lost."""
