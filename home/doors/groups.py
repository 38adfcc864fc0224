"""Who may, by short names the rules share."""

from home.doors.audiences import ROLES, any_council, own, own_and_above, with_right
from registry.models import Role

D, P, S, E, C, A = Role.DRAFTER, Role.APPROVER, Role.SECRETARY, Role.EDITOR, Role.CORRESPONDENT, Role.ADMINISTRATOR
READERS = with_right("view")
KEEPERS = with_right("change")
MONITORS = with_right("read_resources")
INVITERS = with_right("invite")
# The registry of a council is read by its own people and by those above it in the tree.
SEEN = own_and_above(READERS)
# What belongs to a council itself, not to an organisation under it, is read from below, too.
RELATIVES = any_council(READERS)
KEPT = own(KEEPERS)
DRAFTERS = own(D, S, A)
NEWS_EDITORS = own(E, A)
WRITERS = (D, S, E, C, A)
CHOOSERS = ROLES - {Role.ASSIGNEE}
LIBRARY = (D, S, E, C, A)
# To Wagtail whoever may change a file may also delete it.
LIBRARIANS = own(D, S, E, A)
BOTH = "AB"
