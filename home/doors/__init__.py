"""Every door of the house and who may go through it; docs/permissions.md is printed from here."""
