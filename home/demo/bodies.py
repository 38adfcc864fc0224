"""The invented federation's bodies: a council of thirty-four, its presidium, and whom a draft is shown to first."""

from home.demo.registry import ELECTED, add_person
from registry.models import Body, Convocation, Duty, Membership, Organisation, OrganisationKind, Person
from resolutions.models import ApprovalRoute, ApprovalStep

LEADERS = (
    ("Северьянова", Membership.Role.CHAIR),
    ("Тучков", Membership.Role.DEPUTY),
    ("Лунёва", Membership.Role.SECRETARY),
)
# With the leaders and the chairs of the four member organisations they make thirty-four.
COUNCILLORS = """
Авдошин Роман Львович
Белоглазова Инна Карповна
Ветошников Егор Ильич
Голубкова Тамара Саввична
Дроздецкий Лев Антонович
Ершова Полина Макаровна
Жильцов Борис Янович
Завьялкин Тимур Олегович
Игнатова Раиса Фёдоровна
Калачёв Денис Вадимович
Ладейкина Вера Ильинична
Мирошкин Артём Юрьевич
Незнамова Алла Гордеевна
Овсянкин Павел Денисович
Пескова Зинаида Юрьевна
Рудометов Олег Касьянович
Самоцветова Нонна Львовна
Тропинин Виктор Саввич
Уварова Лидия Осиповна
Фомичёв Герман Ильич
Хомутов Андрей Прохорович
Цветкова Эмма Тарасовна
Чебуркина Ольга Назаровна
Шадрин Яков Фомич
Щеглова Римма Кузьминична
Юрлов Семён Архипович
Ястребова Майя Глебовна
"""


def make_bodies(federation: Organisation):
    """Fill the federation's bodies, which the council's set-up has made."""
    people = {person.surname: person for person in Person.objects.filter(organisation=federation)}
    for body in federation.bodies.all():
        body.enacting_clause = f"{body.name} Федерации ПОСТАНОВЛЯЕТ:"
        body.letterhead_requisites = "Озёрная ул., д. 7, г. Приозёрск\nтел. 8 (800) 555-00-11"
        is_council = body.kind == Body.Kind.COUNCIL
        if not is_council:
            body.numbering_template = "{session}-{item}-П"
        body.save()
        Convocation.objects.create(body=body, name="VIII созыв", since=ELECTED, seats=34 if is_council else 9)
        for surname, role in LEADERS:
            Membership.objects.create(body=body, person=people[surname], role=role, since=ELECTED)
        for person in [*_chairs_of_members(federation), *(_councillors(federation) if is_council else ())]:
            Membership.objects.create(body=body, person=person, since=ELECTED)


def _chairs_of_members(federation):
    members = Organisation.objects.filter(superior=federation, kind=OrganisationKind.MEMBER)
    return Person.objects.filter(posts__duty=Duty.CHAIR, posts__until=None, posts__organisation__in=members)


def _councillors(federation):
    for line in COUNCILLORS.strip().splitlines():
        yield add_person(*line.split(), federation)


def make_route(federation):
    """Whom a draft is shown to: at once the head of the office and the lawyer, who has no account; then the deputy."""
    people = {person.surname: person for person in Person.objects.filter(organisation=federation)}
    route = ApprovalRoute.objects.create(organisation=federation)
    ApprovalStep.objects.create(route=route, stage=1, person=people["Зимин"], working_days=3)
    ApprovalStep.objects.create(
        route=route, stage=1, organisation=federation, duty=Duty.LEGAL, substitute=people["Зимин"], working_days=3
    )
    ApprovalStep.objects.create(route=route, stage=2, person=people["Тучков"], working_days=2)
