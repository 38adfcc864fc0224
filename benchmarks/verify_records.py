"""How long `manage.py verify_records` takes over ten thousand registered acts, and how much memory it needs.

.venv/bin/python benchmarks/verify_records.py [acts]
"""

import datetime
import resource
import sys
import time

import stand

ACTS = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
POINTS = 6
BATCH = 500


def main():
    set_up()
    began = time.perf_counter()
    make_acts(ACTS)
    print(f"made {ACTS} acts with their records in {time.perf_counter() - began:.0f} s")
    verify("all is well")
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE resolutions_resolutionpage SET preamble = 'подменено' WHERE number = '7777-9'")
    verify("one act altered")


def set_up():
    stand.set_up()


def make_acts(count, council=None):
    """Rows as registration leaves them, written by the batch; one PDF stands for all of a batch."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import transaction
    from django.utils import timezone
    from wagtail.models import Page

    from documents.models import OfficialFile, Record
    from documents.settling import settle
    from resolutions.models import Adoption, Registration, ResolutionPage
    from resolutions.registration import content_of

    model = stand.invented_act(POINTS, council)
    parent = model.get_parent()
    day, now = datetime.date(2025, 3, 4), timezone.now()
    kind = ContentType.objects.get_for_model(ResolutionPage)
    last = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1).order_by("path").last().path
    fields = [field for field in ResolutionPage._meta.local_concrete_fields if field.name != "page_ptr"]
    for start in range(0, count, BATCH):
        with transaction.atomic():
            official = OfficialFile.keep(
                b"%PDF-1.7 " + str(start).encode(), file_name="act.pdf", media_type="application/pdf"
            )
            pages = []
            for number in range(start, min(start + BATCH, count)):
                last = Page._inc_path(Page(path=last, depth=parent.depth + 1))
                title = f"О деле {number}"
                pages.append(
                    Page(
                        path=last,
                        depth=parent.depth + 1,
                        title=title,
                        draft_title=title,
                        slug=f"bench-{number}",
                        content_type=kind,
                        url_path=f"{parent.url_path}bench-{number}/",
                        locale_id=parent.locale_id,
                        live=False,
                    )
                )
            pages = Page.objects.bulk_create(pages)
            acts = [as_act(page, model, fields, start + at, day, now, official) for at, page in enumerate(pages)]
            insert_children(ResolutionPage, acts)
            Adoption.objects.bulk_create(
                Adoption(act_id=act.pk, ground="paper", words="протокол № 1", adopted_on=day, text_sha256="0" * 64)
                for act in acts
            )
            Registration.objects.bulk_create(
                Registration(
                    act_id=act.pk,
                    issuer_id=act.issuer_id,
                    body_id=act.body_id,
                    document_type=act.document_type,
                    scope="2025",
                    number=act.number,
                    number_key=act.number,
                    sequence=None,
                    adopted_on=day,
                    registered_at=now,
                    content=content_of(act),
                    official_file=official,
                )
                for act in acts
            )
            Record.append_many("registration", acts)
            Record.append_many("adoption", list(Adoption.objects.filter(act__in=[act.pk for act in acts])))
    settle()
    parent.numchild += count
    parent.save(update_fields=["numchild"])


def as_act(page, model, fields, number, day, now, official):
    from resolutions.models import ResolutionPage, Status

    act = ResolutionPage(page_ptr_id=page.pk)
    act.__dict__.update({name: value for name, value in page.__dict__.items() if not name.startswith("_")})
    for field in fields:
        setattr(act, field.attname, getattr(model, field.attname))
    act.pk = page.pk
    act.number = act.number_norm = f"{number}-9"
    act.heading, act.adopted_on = page.title, day
    act.status, act.registered_at, act.official_file = Status.REGISTERED, now, official
    act.printed_header = model.header
    act.record_chain = model.record_chain
    return act


def insert_children(model, acts):
    """The acts' own table only: their pages are there already."""
    from django.db import connections, router
    from django.db.models.sql.subqueries import InsertQuery

    using = router.db_for_write(model)
    rows = 20 if connections[using].vendor == "sqlite" else BATCH
    for start in range(0, len(acts), rows):
        query = InsertQuery(model)
        query.insert_values(model._meta.local_concrete_fields, acts[start : start + rows])
        query.get_compiler(using=using).execute_sql()


def verify(words):
    from documents.verification import Verification

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    verification = Verification()
    findings = list(verification)
    spent = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    counts = verification.counts
    print(
        f"{words}: {spent:.1f} s, findings {len(findings)}, records {counts['records']}, rows {counts['rows']}, "
        f"files {counts['files']}; peak memory {peak / 1024:.0f} MB (before it {before / 1024:.0f} MB)"
    )
    for finding in findings[:3]:
        print("   ", finding.message)


if __name__ == "__main__":
    main()
