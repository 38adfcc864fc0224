"""Papers made of what is already decided: minutes, extracts, the pack of a meeting."""
