"""The small council of the reminders, for its calendars."""

from tests.control_reminders.conftest import *  # noqa: F403 the same people, cards and clock
