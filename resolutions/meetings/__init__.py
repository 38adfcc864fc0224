"""Meetings: convened, given an agenda, announced, attended, opened and closed."""
