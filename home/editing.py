"""Whose site an account edits: the councils in which it holds the right."""

from registry.access import RegistryAccess

RIGHT = "edit_site"


def may_edit_site(request):
    """The question of a menu: whether the account edits the site of any council."""
    return RegistryAccess.of(request.user).has(RIGHT)


def councils_edited_by(user):
    """The councils whose site the account edits, by name."""
    from home.models import HomePage

    access = RegistryAccess.of(user)
    homes = HomePage.objects.of_councils().select_related("organisation").order_by("title")
    return homes if access.everything else homes.filter(organisation__path__in=access.paths(RIGHT))


def council_of_page(page):
    """The council the page belongs to, or none."""
    from home.models import HomePage

    return HomePage.objects.ancestor_of(page, inclusive=True).first() if page is not None else None
