"""The invented federation's registry: organisations down to the primary ones, people with terms, pages and counts."""

import datetime

from registry.models import (
    DataConsent,
    Duty,
    InformationResource,
    Organisation,
    OrganisationContact,
    OrganisationCount,
    OrganisationKind,
    OrganisationPaper,
    PartyAlias,
    PartyGroup,
    Person,
    PersonContact,
    Post,
    ResourceReading,
    Visibility,
)

Kind = OrganisationKind
ELECTED = datetime.date(2024, 4, 18)

# Branch, short name, members, primaries, who answers for information work, site, programme.
MEMBERS = (
    ("работников образования", "Образование", 9120, 214, "Ольхина Инна Сергеевна", "https://obrazovanie.example", True),
    ("работников здравоохранения", "Здравоохранение", 5230, 61, "Рябов Илья Львович", "https://zdrav.example", True),
    ("лесных отраслей", "Лес", 2480, 37, "", "", False),
    ("работников культуры", "Культура", 1310, 44, "Малеева Анна Юрьевна", "", False),
)
DISTRICTS = ("Приозёрск", "Заречье", "Боровск-на-Озере")
SCHOOLS = ("школы № 3", "гимназии «Родник»", "школы № 11", "детского сада «Ивушка»", "лицея № 2")


def make_registry() -> Organisation:
    """The federation with all that belongs to it; returns the federation."""
    federation = Organisation.objects.create(
        name="Союз «Приозёрская областная федерация организаций профсоюзов»",
        short_name="Приозёрская федерация профсоюзов",
        kind=Kind.FEDERATION,
        inn="7700000009",
        place="г. Приозёрск",
        name_genitive="Союза «Приозёрская областная федерация организаций профсоюзов»",
        name_dative="Союзу «Приозёрская областная федерация организаций профсоюзов»",
        name_accusative="Союз «Приозёрская областная федерация организаций профсоюзов»",
        about="Объединяет областные организации отраслевых профсоюзов.",
    )
    _alias(federation, "Федерация", "ПОФП")
    _contact(federation, "phone", "8 (800) 555-00-11", Visibility.PUBLIC, "приёмная")
    _contact(federation, "email", "priemnaya@profozero.example", Visibility.PUBLIC)
    _contact(federation, "address", "г. Приозёрск, Озёрная ул., д. 7", Visibility.PUBLIC)
    _contact(federation, "phone", "8 (800) 555-00-12", Visibility.ORGANISATIONS, "организационный отдел")
    _page(federation, "site", "https://profozero.example", 2140)
    _page(federation, "vk", "https://vk.example/profozero", 3875)
    _count(federation, 18140, 356)
    _paper(federation, "programme", "Программа информационной работы на 2024–2028 годы")
    _paper(federation, "concept", "Концепция информационной политики")
    _staff_of(federation)
    for row in MEMBERS:
        _member(federation, *row)
    _groups(federation)
    return federation


def _staff_of(federation):
    chair = add_person("Северьянова", "Мария", "Олеговна", federation, consent=True, phone="8 (800) 555-00-10")
    deputy = add_person("Тучков", "Глеб", "Маркович", federation, consent=True)
    press = add_person("Лунёва", "Дарья", "Петровна", federation)
    add_person("Ручьёва", "Галина", "Андреевна", federation)
    secretary = add_person("Травкина", "Ирина", "Васильевна", federation)
    office = add_person("Зимин", "Пётр", "Сергеевич", federation)
    lawyer = add_person("Вьюгов", "Кирилл", "Юрьевич", federation)
    for person, address in ((lawyer, "vyugov@profozero.example"), (deputy, "tuchkov@profozero.example")):
        PersonContact.objects.create(person=person, kind="email", value=address, visibility=Visibility.STAFF)
    former = add_person("Брагин", "Степан", "Ильич", federation)
    add_post(federation, former, Duty.CHAIR, "Председатель Федерации", datetime.date(2019, 4, 11), ELECTED)
    add_post(federation, chair, Duty.CHAIR, "Председатель Федерации", ELECTED + datetime.timedelta(days=1))
    add_post(federation, deputy, Duty.DEPUTY, "Заместитель председателя Федерации", ELECTED)
    add_post(federation, secretary, Duty.OTHER, "Секретарь Совета", ELECTED)
    add_post(federation, office, Duty.OTHER, "Заведующий организационным отделом", ELECTED)
    add_post(federation, lawyer, Duty.LEGAL, "Юрист", ELECTED)
    add_post(federation, press, Duty.INFORMATION, "Заведующая отделом информационной работы", ELECTED)
    for name, kind in (
        ("Отдел информационной работы аппарата Федерации", Kind.DEPARTMENT),
        ("Молодёжный совет Федерации", Kind.YOUTH_COUNCIL),
        ("Координационный совет организаций профсоюзов в Заречном районе", Kind.COORDINATION_COUNCIL),
    ):
        Organisation.objects.create(name=name, kind=kind, superior=federation, place=federation.place)


def _member(federation, branch, short, members, primaries, officer, site, has_programme):
    chairs = {
        "Образование": ("Вешняков", "Пётр", "Андреевич"),
        "Здравоохранение": ("Соболева", "Нина", "Павловна"),
        "Лес": ("Еланский", "Фёдор", "Кузьмич"),
        "Культура": ("Журавина", "Ася", "Романовна"),
    }
    organisation = Organisation.objects.create(
        name=f"Приозёрская областная организация профсоюза {branch}",
        short_name=f"{short}, обком",
        kind=Kind.MEMBER,
        superior=federation,
        place="г. Приозёрск",
        name_genitive=f"Приозёрской областной организации профсоюза {branch}",
        name_dative=f"Приозёрской областной организации профсоюза {branch}",
        name_accusative=f"Приозёрскую областную организацию профсоюза {branch}",
    )
    _contact(organisation, "email", f"obkom{organisation.pk}@profozero.example", Visibility.PUBLIC)
    _count(organisation, members, primaries)
    chair = add_person(*chairs[short], organisation, consent=short != "Культура")
    add_post(organisation, chair, Duty.CHAIR, "Председатель областной организации", ELECTED)
    if officer:
        add_post(organisation, add_person(*officer.split(), organisation), Duty.INFORMATION, "Специалист", ELECTED)
    if site:
        _page(organisation, "site", site, 640)
    if has_programme:
        _paper(organisation, "programme", "Программа информационной работы на 2024–2028 годы")
    if short == "Образование":
        for district in DISTRICTS:
            _district(organisation, branch, district)


def _district(superior, branch, district):
    organisation = Organisation.objects.create(
        name=f"Территориальная организация профсоюза {branch} ({district})",
        short_name=f"ТПО {district}",
        kind=Kind.TERRITORIAL,
        superior=superior,
        place=district,
    )
    _count(organisation, 940, len(SCHOOLS))
    for number, school in enumerate(SCHOOLS):
        primary = Organisation.objects.create(
            name=f"Первичная профсоюзная организация {school} ({district})",
            short_name=f"ППО {school}",
            kind=Kind.PRIMARY,
            superior=organisation,
            place=district,
        )
        if number % 2 == 0:
            chair = add_person(*_primary_chair(district, number), primary)
            add_post(primary, chair, Duty.CHAIR, "Председатель первичной организации", ELECTED)


def _primary_chair(district, number):
    surnames = ("Ивлева", "Кольцова", "Нечаева", "Огаркова", "Пахомова", "Рощина", "Снеткова", "Тропинина", "Ушакова")
    index = DISTRICTS.index(district) * 3 + number // 2
    return surnames[index], "Елена", "Викторовна"


def _groups(federation):
    rules = (
        ("Членские организации Федерации", "Членским организациям Федерации", Kind.MEMBER, ""),
        ("Первичные профсоюзные организации", "Первичным профсоюзным организациям", Kind.PRIMARY, ""),
        ("Председатели первичных организаций", "Председателям первичных организаций", Kind.PRIMARY, Duty.CHAIR),
    )
    for name, dative, kind, duty in rules:
        PartyGroup.objects.create(
            name=name,
            name_dative=dative,
            organisation=federation,
            rule=PartyGroup.Rule.PEOPLE if duty else PartyGroup.Rule.ORGANISATIONS,
            organisation_kind=kind,
            duty=duty,
        )


def add_person(surname, given_name, patronymic, organisation, *, consent=False, phone=""):
    """A person of the organisation."""
    person = Person.objects.create(
        surname=surname, given_name=given_name, patronymic=patronymic, organisation=organisation
    )
    if consent:
        DataConsent.objects.create(
            person=person, scope=DataConsent.Scope.NAME, granted_on=ELECTED, document="согласие от 18.04.2024"
        )
    if phone:
        PersonContact.objects.create(person=person, kind="phone", value=phone, visibility=Visibility.ORGANISATIONS)
    return person


def add_post(organisation, person, duty, title, since, until=None):
    """The person's position in the organisation."""
    Post.objects.create(organisation=organisation, person=person, duty=duty, title=title, since=since, until=until)


def _alias(party, *names):
    for name in names:
        PartyAlias.objects.create(party=party, name=name)


def _contact(organisation, kind, value, visibility, remark=""):
    OrganisationContact.objects.create(
        organisation=organisation, kind=kind, value=value, visibility=visibility, remark=remark
    )


def _page(organisation, kind, url, subscribers):
    resource = InformationResource.objects.create(organisation=organisation, kind=kind, url=url)
    today = datetime.date.today()
    for days, share in ((200, 0.9), (20, 1)):
        read_on = today - datetime.timedelta(days=days)
        ResourceReading.objects.create(
            resource=resource,
            read_on=read_on,
            subscribers=int(subscribers * share),
            last_published_on=read_on - datetime.timedelta(days=2),
        )


def _count(organisation, members, primaries):
    for year, share in ((2024, 1.02), (2025, 1.01), (2026, 1)):
        OrganisationCount.objects.create(
            organisation=organisation,
            counted_on=datetime.date(year, 1, 1),
            members=int(members * share),
            primaries=primaries,
        )


def _paper(organisation, kind, title):
    OrganisationPaper.objects.create(organisation=organisation, kind=kind, title=title, since=ELECTED)
