"""Following the council from afar: feeds, calendars, letters, and what its pages tell machines."""
