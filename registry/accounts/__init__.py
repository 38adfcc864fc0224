"""Who may come in: log-in, second factor, sessions and invitations."""
