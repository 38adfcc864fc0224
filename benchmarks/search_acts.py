"""Acts by the hundred thousand for the search: one to forty points each, in words as frequent as in a language."""

from __future__ import annotations

import datetime
import itertools
import random
import uuid

BATCH = 500
POINT = (12, 45)  # words
COMMON = """
профсоюз работа организация труд член информация первичный совет федерация работник комитет областной обучение охрана
проведение план отчёт коллективный договор молодёжный председатель взнос вопрос деятельность контроль исполнение срок
обеспечить провести принять утвердить подготовить представить направить создать повышение заработный плата социальный
партнёрство конкурс мероприятие сайт газета уполномоченный проверка условие защита право
"""
FREQUENT = COMMON.split()
TOPICS = [
    "Об охране труда",
    "О молодёжной политике",
    "Об информационной работе",
    "О финансах",
    "О правозащитной работе",
]


class Words:
    """Words of Russian, a few very common and most of them rare."""

    def __init__(self, size=30_000, seed=6):
        import pymorphy3

        self.lot = random.Random(seed)
        morphology = pymorphy3.MorphAnalyzer()
        found = set()
        for start in (
            "ра",
            "про",
            "ор",
            "по",
            "на",
            "до",
            "ко",
            "ме",
            "сот",
            "ли",
            "те",
            "зав",
            "фа",
            "ди",
            "сп",
            "об",
        ):
            words = (parse.word for parse in morphology.iter_known_word_parses(start))
            found.update(itertools.islice(words, 12_000))
        self.words = FREQUENT + self.lot.sample(sorted(found), size)
        weights = [1 / (place + 3) for place in range(len(self.words))]
        self.cumulative = list(itertools.accumulate(weights))

    def some(self, number):
        return self.lot.choices(self.words, cum_weights=self.cumulative, k=number)

    def rare(self):
        return self.lot.choice(self.words[5_000:])

    def middling(self):
        return self.lot.choice(self.words[200:1_500])


def add_acts(index, body, words: Words, first: int, last: int):
    """Published acts under the list, by rows of the two tables: an act each through Wagtail would take a day."""
    from django.db import connection, transaction
    from django.utils import timezone
    from wagtail.models import Page

    from resolutions.models import ResolutionPage

    now = timezone.now()
    for start in range(first, last, BATCH):
        acts = [_act(index, body, words, place, now) for place in range(start, min(start + BATCH, last))]
        with transaction.atomic():
            columns = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
            pages = Page.objects.bulk_create([Page(**{name: getattr(act, name) for name in columns}) for act in acts])
            for act, page in zip(acts, pages, strict=True):
                act.pk = act.page_ptr_id = page.pk
            rows = ResolutionPage._base_manager.all()
            rows._for_write = True
            rows._batched_insert(acts, ResolutionPage._meta.local_concrete_fields, BATCH)
    Page.objects.filter(pk=index.pk).update(numchild=last)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def copy_acts(index, first: int, last: int):
    """As many acts again as there are before the first, and so on to the last: the same words on other days.

    PostgreSQL itself copies their rows, with their place in the list and in the index of the search: to have the site
    make each would take most of an hour.
    """
    from django.db import connection
    from wagtail.models import Page

    from resolutions.models import ResolutionPage
    from resolutions.models.listed import ListedAct
    from search.engine_index import POSTGRES
    from search.models import Entry

    keys = list(Page.objects.child_of(index).order_by("path").values_list("pk", flat=True)[:first])
    number = last - first
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('wagtailcore_page_id_seq') FROM generate_series(1, %s)", [number])
        new = [row[0] for row in cursor.fetchall()]
        cursor.execute(
            "CREATE TEMP TABLE copied (old bigint, new bigint, path text, slug text, number text, turn int, key uuid)"
        )
        with cursor.copy("COPY copied (old, new, path, slug, number, turn, key) FROM STDIN") as rows:
            for place, key in enumerate(new, start=first):
                path = Page._get_path(index.path, index.depth + 1, place + 1)
                printed = f"{place // 40 + 1}-{place % 40 + 1}"
                rows.write_row(
                    (keys[place % first], key, path, f"a{place}", printed, place // first, str(uuid.uuid4()))
                )
        day = "(t.{} - turn * 37)"
        _copy_rows(
            cursor,
            Page,
            "id",
            id="new",
            path="copied.path",
            slug="copied.slug",
            url_path=f"'{index.url_path}' || copied.slug || '/'",
            translation_key="copied.key",
        )
        _copy_rows(
            cursor,
            ResolutionPage,
            "page_ptr_id",
            page_ptr_id="new",
            number="copied.number",
            number_norm="copied.number",
            adopted_on=day.format("adopted_on"),
        )
        _copy_rows(
            cursor,
            ListedAct,
            "act_id",
            act_id="new",
            day=day.format("day"),
            year=f"extract(year FROM {day.format('day')})",
            starts_on=day.format("starts_on"),
        )
        cursor.execute("DROP INDEX search_entry_tokens")
        moved = day.format("date")
        _copy_rows(
            cursor,
            Entry,
            "page",
            id="nextval('search_entry_id_seq')",
            key="'page:' || new",
            page="new",
            path="copied.path",
            number="copied.number",
            date=moved,
            year=f"extract(year FROM {moved})",
        )
        for statement in POSTGRES:
            cursor.execute(statement)
        cursor.execute("DROP TABLE copied")
        cursor.execute("VACUUM ANALYZE")
    Page.objects.filter(pk=index.pk).update(numchild=last)


def _copy_rows(cursor, model, key, /, **other):
    table = model._meta.db_table
    fields = model._meta.local_concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(other.get(field.column, f't."{field.column}"') for field in fields)
    cursor.execute(f'INSERT INTO {table} ({columns}) SELECT {values} FROM {table} t JOIN copied ON t."{key}" = old')


def _act(index, body, words, place, now):
    from wagtail.models import Page

    from resolutions.models import ResolutionPage

    lot = words.lot
    day = datetime.date(2005, 1, 1) + datetime.timedelta(days=lot.randrange(21 * 365))
    heading = f"{lot.choice(TOPICS)}: {' '.join(words.some(lot.randint(4, 9)))}"
    number = f"{place // 40 + 1}-{place % 40 + 1}"
    items = []
    for point in range(1, lot.randint(1, 40) + 1):
        value = {
            "label": str(point),
            "level": "1",
            "item_class": "instruction",
            "text": " ".join(words.some(lot.randint(*POINT))).capitalize(),
            "addressees": "",
            "deadline": f"до {lot.randint(1, 28)} декабря {day.year} года" if lot.random() < 0.15 else "",
        }
        items.append({"type": "item", "value": value, "id": str(uuid.UUID(int=lot.getrandbits(128)))})
    act = ResolutionPage(
        title=heading[:255],
        draft_title=heading[:255],
        slug=f"a{place}",
        live=True,
        path=Page._get_path(index.path, index.depth + 1, place + 1),
        depth=index.depth + 1,
        numchild=0,
        url_path=f"{index.url_path}a{place}/",
        locale_id=index.locale_id,
        first_published_at=now,
        last_published_at=now,
        translation_key=uuid.UUID(int=lot.getrandbits(128)),
        issuer=body.organisation,
        body=body,
        number=number,
        number_norm=number,
        adopted_on=day,
        heading=heading,
        preamble=" ".join(words.some(60)),
        enacting_clause="ПОСТАНОВЛЯЕТ:",
        items=items,
        signatories=[],
        annexes=[],
        status="registered",
    )
    act.content_type_id = _content_type()
    return act


def _content_type():
    from django.contrib.contenttypes.models import ContentType

    from resolutions.models import ResolutionPage

    return ContentType.objects.get_for_model(ResolutionPage).pk
