"""Open data: what the council's site shows anybody, for programs to read."""
