"""Where everything stands in the tree: also while somebody moves it, and after somebody has broken it."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from registry.models import Body, Organisation, Party, PartyGroup, Person


def at_once(*steps):
    """Runs the steps each in its own thread and connection; gives the errors."""
    errors = []

    def run(step):
        try:
            step()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[step]) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return errors


only_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_two_moves_at_once_do_not_make_a_circle():
    top = Organisation.objects.create(name="Верх")
    first, second = (Organisation.objects.create(name=name, superior=top) for name in ("Альфа", "Бета"))
    both_have_read = threading.Barrier(2)

    def move(what, under):
        def step():
            with transaction.atomic():
                moved = Organisation.objects.get(pk=what.pk)
                moved.superior = Organisation.objects.get(pk=under.pk)
                moved.clean()
                both_have_read.wait(5)
                moved.save()

        return step

    errors = at_once(move(first, second), move(second, first))
    assert [type(error) for error in errors] == [ValidationError]
    first.refresh_from_db()
    second.refresh_from_db()
    assert {first.superior_id, second.superior_id} in ({top.pk, first.pk}, {top.pk, second.pk})
    call_command("check_tree")


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_person_saved_while_the_organisation_moves_goes_along():
    top, other = Organisation.objects.create(name="Верх"), Organisation.objects.create(name="Другой верх")
    moving = Organisation.objects.create(name="Альфа", superior=top)
    saved, go_on = threading.Event(), threading.Event()

    def add():
        with transaction.atomic():
            Person.objects.create(surname="Иванова", organisation=moving)
            saved.set()
            go_on.wait(1)

    def move():
        saved.wait(5)
        organisation = Organisation.objects.get(pk=moving.pk)
        organisation.superior = other
        organisation.save()

    assert at_once(add, move) == []
    assert Person.objects.get().path == Organisation.objects.get(pk=moving.pk).path == f"{other.pk}.{moving.pk}."


@pytest.mark.django_db
def test_who_was_read_before_a_move_is_saved_where_the_organisation_stands_now(member, federation, make_organisation):
    other = make_organisation("Другая федерация")
    Person.objects.create(surname="Иванова", organisation=member)
    Body.objects.create(name="Совет", organisation=member)
    PartyGroup.objects.create(name="Председатели", organisation=member)
    under = make_organisation("Первичная", member)
    read = [model.objects.select_related("organisation").get() for model in (Person, Body, PartyGroup)]
    old = Organisation.objects.select_related("superior").get(pk=under.pk)
    moved = Organisation.objects.get(pk=member.pk)
    moved.superior = other
    moved.save()
    for party in read:
        party.save()
        assert Party.objects.get(pk=party.pk).path == party.path == moved.path == f"{other.pk}.{member.pk}."
    old.save()
    assert Party.objects.get(pk=old.pk).path == old.path == f"{moved.path}{old.pk}."


@pytest.mark.django_db
def test_a_circle_that_was_not_there_when_the_form_was_checked_is_refused(federation, make_organisation):
    first, second = make_organisation("Альфа", federation), make_organisation("Бета", federation)
    late = Organisation.objects.get(pk=second.pk)
    late.superior = Organisation.objects.get(pk=first.pk)
    first.superior = second
    first.save()
    with pytest.raises(ValidationError):
        late.save()
    second.refresh_from_db()
    assert second.superior == federation


@pytest.mark.django_db
def test_the_command_finds_who_is_out_of_place_and_puts_them_right(capsys, member, primary, make_person):
    person = make_person("Корякина", primary)
    call_command("check_tree")
    right = dict(Party.objects.values_list("pk", "path"))
    Party.objects.filter(pk__in=[member.pk, person.pk]).update(path="777.")
    with pytest.raises(CommandError):
        call_command("check_tree")
    assert "Корякина" in capsys.readouterr().out
    call_command("check_tree", "--fix")
    assert dict(Party.objects.values_list("pk", "path")) == right


@pytest.mark.django_db
def test_a_circle_made_past_the_programme_is_named_and_the_rest_put_right(capsys, federation, member, primary):
    Organisation.objects.filter(pk=member.pk).update(superior=primary)
    Party.objects.filter(pk=federation.pk).update(path="")
    with pytest.raises(CommandError):
        call_command("check_tree", "--fix")
    said = capsys.readouterr().out
    assert member.name in said
    assert primary.name in said
    assert Party.objects.get(pk=federation.pk).path == f"{federation.pk}."
