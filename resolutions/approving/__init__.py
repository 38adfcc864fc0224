"""The approval sheet at work: asking, answering, what a changed text voids, reminding, printing."""
