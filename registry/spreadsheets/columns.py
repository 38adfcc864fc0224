"""The columns of each spreadsheet: their headings, what each wants, and the words it knows.

Headings and words are the format of the files, not of the interface: they are Russian whatever language one works in.
"""

from dataclasses import dataclass, field

from registry.models import Duty, Membership, OrganisationKind, Person, SpreadsheetImport
from registry.names import name_key

Kind = SpreadsheetImport.Kind


class Words:
    """The words a column knows for each stored value: the first of each is the one written out."""

    def __init__(self, words):
        self.canonical = {value: known[0] for value, known in words.items()}
        self._values = {name_key(word): value for value, known in words.items() for word in known}

    def value_of(self, text):
        """The stored value the word stands for, or None."""
        return self._values.get(name_key(text))

    def word_for(self, value):
        return self.canonical.get(value, "")

    def listed(self):
        return ", ".join(self.canonical.values())


KIND_WORDS = Words(
    {
        OrganisationKind.FEDERATION: ["федерация", "профобъединение", "территориальное объединение", "ТООП"],
        OrganisationKind.MEMBER: ["членская организация", "членская", "ЧО"],
        OrganisationKind.TERRITORIAL: [
            "территориальная организация",
            "территориальная",
            "территориальная профсоюзная организация",
            "ТПО",
        ],
        OrganisationKind.PRIMARY: [
            "первичная организация",
            "первичная",
            "первичка",
            "первичная профсоюзная организация",
            "ППО",
        ],
        OrganisationKind.DEPARTMENT: ["отдел аппарата", "отдел", "подразделение аппарата"],
        OrganisationKind.COMMISSION: ["комиссия"],
        OrganisationKind.YOUTH_COUNCIL: ["молодёжный совет"],
        OrganisationKind.COORDINATION_COUNCIL: ["координационный совет", "КС"],
        OrganisationKind.EXTERNAL: ["сторонняя организация", "сторонняя", "внешняя организация", "внешняя"],
    }
)
GENDER_WORDS = Words({Person.Gender.FEMALE: ["женский", "ж", "жен"], Person.Gender.MALE: ["мужской", "м", "муж"]})
SEAT_WORDS = Words(
    {
        Membership.Role.CHAIR: ["председатель"],
        Membership.Role.DEPUTY: ["заместитель председателя", "заместитель", "зам. председателя"],
        Membership.Role.SECRETARY: ["секретарь"],
        Membership.Role.MEMBER: ["член", "член органа"],
    }
)
DUTY_WORDS = Words(
    {
        Duty.CHAIR: ["председатель"],
        Duty.DEPUTY: ["заместитель председателя", "заместитель", "зам. председателя"],
        Duty.INFORMATION: ["информационная работа", "информация"],
        Duty.ACCOUNTING: ["учёт членов профсоюза", "АИС", "учёт"],
        Duty.YOUTH: ["работа с молодёжью", "молодёжь", "молодёжная политика"],
        Duty.FINANCE: ["финансы", "бухгалтерия", "финансовая работа"],
        Duty.LEGAL: ["правовая работа", "право"],
        Duty.SAFETY: ["охрана труда"],
        Duty.OTHER: ["другое", "прочее"],
    }
)


@dataclass(frozen=True)
class Column:
    """One column: its heading, other headings it is known by, and what the explanations say of it."""

    key: str
    heading: str
    wants: str
    example: str = ""
    others: tuple[str, ...] = ()
    obligatory: bool = False
    max_length: int = 0
    words: Words | None = None
    width: int = 24


@dataclass(frozen=True)
class Layout:
    """The columns of one kind of spreadsheet."""

    kind: Kind
    columns: tuple[Column, ...]
    # Headings any one of which is enough, besides those obligatory by themselves.
    one_of: tuple[str, ...] = ()
    _by_heading: dict = field(init=False, repr=False)

    def __post_init__(self):
        known = {name_key(word): column for column in self.columns for word in (column.heading, *column.others)}
        object.__setattr__(self, "_by_heading", known)

    @property
    def example(self):
        """The invented row of the template."""
        return {column.key: column.example for column in self.columns if column.example}

    def column_named(self, heading):
        return self._by_heading.get(name_key(heading))

    def column(self, key):
        return next(column for column in self.columns if column.key == key)

    def heading(self, key):
        return self.column(key).heading


_PHONE = Column(
    "phone", "Телефон", "Один или несколько через ;", "8 (81379) 2-14-08", ("тел", "телефоны", "контактный телефон")
)
_EMAIL = Column(
    "email",
    "Электронная почта",
    "Один или несколько адресов через ;",
    "priem@example.org",
    ("e-mail", "email", "почта", "эл. почта", "адрес электронной почты"),
)

ORGANISATIONS = Layout(
    Kind.ORGANISATIONS,
    (
        Column(
            "name",
            "Полное наименование",
            "Как в уставе. По нему (а прежде по ИНН) строка находит организацию, которая уже есть в реестре.",
            "Первичная профсоюзная организация Приозёрской школы № 3",
            ("наименование", "название", "организация", "полное название"),
            obligatory=True,
            max_length=500,
            width=56,
        ),
        Column(
            "short_name",
            "Краткое наименование",
            "Как пишут в тексте.",
            "ППО школы № 3",
            ("сокращённое наименование", "краткое название", "сокращение"),
            max_length=120,
        ),
        Column(
            "aliases",
            "Другие названия",
            "Через ; — прежние имена и сокращения. Новые добавляются, прежние остаются.",
            "Профком школы № 3; ППО СОШ № 3",
            ("прежние названия", "псевдонимы"),
            width=36,
        ),
        Column(
            "kind",
            "Вид",
            "Одно из слов списка; новой организации — обязательно.",
            "ППО",
            ("уровень",),
            words=KIND_WORDS,
        ),
        Column(
            "superior",
            "Вышестоящая организация",
            "Полное или краткое наименование, другое название либо ИНН; она может стоять в этом же файле, в любой "
            "строке. Пусто у новой организации — подчинена самому совету.",
            "Приозёрская территориальная организация Профсоюза образования",
            ("вышестоящая", "входит в", "подчинена"),
            width=48,
        ),
        Column("inn", "ИНН", "Десять цифр; пусто, если своего ИНН нет.", "", (), width=14),
        Column("place", "Место", "Населённый пункт.", "г. Приозёрск", ("населённый пункт", "город"), max_length=120),
        _PHONE,
        _EMAIL,
        Column(
            "site", "Сайт", "Адрес вместе с https://; несколько — через ;", "https://school3.example.org", ("сайты",)
        ),
        Column(
            "name_genitive",
            "Родительный падеж",
            "Полное наименование: кого?",
            "Первичной профсоюзной организации Приозёрской школы № 3",
            ("наименование в родительном падеже",),
            max_length=500,
        ),
        Column(
            "name_dative",
            "Дательный падеж",
            "Полное наименование: кому?",
            "Первичной профсоюзной организации Приозёрской школы № 3",
            ("наименование в дательном падеже",),
            max_length=500,
        ),
        Column(
            "name_accusative",
            "Винительный падеж",
            "Полное наименование: кого?",
            "Первичную профсоюзную организацию Приозёрской школы № 3",
            ("наименование в винительном падеже",),
            max_length=500,
        ),
        Column("members", "Членов профсоюза", "Целое число; нужна и дата.", "41", ("численность", "членов"), width=14),
        Column(
            "primaries",
            "Первичных организаций",
            "Целое число; нужна и дата.",
            "",
            ("первичек", "число первичных организаций"),
            width=14,
        ),
        Column(
            "counted_on", "На дату", "На какой день посчитано: ДД.ММ.ГГГГ.", "01.01.2026", ("дата подсчёта",), width=14
        ),
    ),
)

PEOPLE = Layout(
    Kind.PEOPLE,
    (
        Column("surname", "Фамилия", "Или вся фамилия, имя и отчество в столбце «ФИО».", "Лугинина", max_length=120),
        Column("given_name", "Имя", "Полностью или буквой с точкой.", "Татьяна", max_length=120),
        Column("patronymic", "Отчество", "Полностью или буквой с точкой.", "Игоревна", max_length=120),
        Column(
            "full_name",
            "ФИО",
            "Вместо трёх столбцов: «Лугинина Татьяна Игоревна», «Т.И. Лугинина», «Лугинина Т.И.».",
            "",
            ("фамилия имя отчество", "человек", "фамилия, имя, отчество"),
            width=36,
        ),
        Column("gender", "Пол", "Помогает со склонением.", "женский", (), words=GENDER_WORDS, width=12),
        Column(
            "organisation",
            "Организация",
            "Наименование, краткое или другое название либо ИНН организации, которая уже есть в реестре. "
            "Новому человеку — обязательно.",
            "ППО школы № 3",
            ("место работы", "где состоит"),
            width=48,
        ),
        _PHONE,
        _EMAIL,
    ),
    one_of=("surname", "full_name"),
)

MEMBERSHIPS = Layout(
    Kind.MEMBERSHIPS,
    (
        Column(
            "person",
            "Человек",
            "Фамилия, имя, отчество или инициалы, в любом порядке. Людей заводят таблицей людей.",
            "Лугинина Татьяна Игоревна",
            ("фио", "фамилия имя отчество", "член", "кто"),
            obligatory=True,
            width=36,
        ),
        Column(
            "person_organisation",
            "Организация человека",
            "Только если однофамильцев несколько: где состоит этот.",
            "",
            ("место работы", "где состоит"),
            width=36,
        ),
        Column(
            "organisation",
            "Организация",
            "Чей это орган или чья должность: наименование, краткое или другое название либо ИНН.",
            "ППО школы № 3",
            (),
            obligatory=True,
            width=48,
        ),
        Column(
            "body",
            "Орган",
            "Название органа, например «Президиум». Пусто — это должность в самой организации.",
            "",
            ("выборный орган", "название органа"),
        ),
        Column(
            "role",
            "Роль",
            f"В органе: {SEAT_WORDS.listed()}; пусто — член. В организации — за что отвечает: {DUTY_WORDS.listed()}.",
            "председатель",
            ("роль в органе", "за что отвечает", "ответственность"),
        ),
        Column(
            "title",
            "Должность",
            "Только для должности в организации: как печатают под подписью.",
            "Председатель первичной организации",
            ("наименование должности",),
            max_length=300,
            width=36,
        ),
        Column(
            "since", "С", "ДД.ММ.ГГГГ или дата Excel; пусто, если неизвестно.", "15.03.2024", ("c", "с даты", "начало")
        ),
        Column("until", "По", "Последний день; пусто, пока длится.", "", ("по дату", "до", "конец", "окончание")),
    ),
)

LAYOUTS = {layout.kind: layout for layout in (ORGANISATIONS, PEOPLE, MEMBERSHIPS)}

# Written by us beside a refused row; ignored when the corrected file comes back.
TO_CORRECT = "Что исправить"
