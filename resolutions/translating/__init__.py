"""Acts in other languages: what of an act is translated, how its translation is kept, and how it is read."""
