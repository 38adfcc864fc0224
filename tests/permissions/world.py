"""Two councils of one installation, one above the other, with one thing of every kind in each."""

import datetime
from io import BytesIO

from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image as Picture
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Locale, PageViewRestriction, ReferenceIndex, UploadedFile
from wagtail_localize.models import OverridableSegment, StringSegment, Translation, TranslationSource

from documents.interchange import CouncilDocument
from documents.models import OfficialFile
from home.council import set_up_council
from home.models import NewsPage, StandardPage
from programs.models import DocumentKind, ImportedDocument
from registry.models import (
    DataConsent,
    Duty,
    InformationResource,
    Invitation,
    Membership,
    Organisation,
    OrganisationContact,
    OrganisationKind,
    PartyGroup,
    Person,
    PersonalLink,
    PersonContact,
    Post,
    Role,
    SpreadsheetImport,
    Visibility,
)
from registry.spreadsheets.columns import LAYOUTS
from registry.spreadsheets.writing import template_file
from resolutions.adopting import adopt_on_paper
from resolutions.models import (
    AgendaItem,
    ApprovalRoute,
    ApprovalSheet,
    Attendance,
    Meeting,
    NumberSeries,
    ReservedNumber,
    ResolutionPage,
    Status,
    VisaFile,
    Voting,
)
from resolutions.registration import publish, register
from resolutions.restriction import restrict
from tests.permissions.duties import add_duties, add_programmes
from tests.permissions.house import add_house

LONG_AGO = datetime.date(2020, 1, 1)


class Half:
    """One council with its accounts, its things by name, and the words that are nobody else's business."""

    def __init__(self, letter, superior=None):
        self.letter = letter
        self.things = {}
        self.secrets = {}
        self.organisation = Organisation.objects.create(
            name=f"Союз «Палата {letter}»",
            short_name=f"Палата {letter}",
            kind=OrganisationKind.MEMBER if superior else OrganisationKind.FEDERATION,
            superior=superior,
        )
        self.council = set_up_council(self.organisation, slug=f"palata-{letter.lower()}")
        self.host = self.council.site.hostname
        self.accounts = {role: self._account(role) for role in Role}
        self.writer = get_user_model().objects.create_user(
            f"writer-{letter}", email=f"{self.secret('account')}@palata.example", password="secret"
        )
        self.writer.groups.add(self.council.group(Role.DRAFTER))
        self._registry()
        self._files()
        self._acts()
        self._pages()
        self._approval()
        self._deliberation()
        self._papers()
        self._accounts()
        self._translation()
        add_duties(self)
        add_programmes(self)
        add_house(self)

    def _account(self, role):
        name = f"{role.value}-{self.letter}"
        user = get_user_model().objects.create_user(name, email=f"{name}@palata.example", password="secret")
        user.groups.add(self.council.group(role))
        return user

    def secret(self, name):
        word = f"zq{name}{self.letter}zq".lower()
        self.secrets[name] = word
        return word

    def _registry(self):
        unit = Organisation.objects.create(
            name=f"Первичная {self.letter}", kind=OrganisationKind.PRIMARY, superior=self.organisation
        )
        body = self.organisation.bodies.first()
        person = Person.objects.create(surname=f"Непубличная{self.secret('person')}", organisation=unit)
        PersonContact.objects.create(
            person=person, kind="phone", value=f"8 800 5550000 {self.secret('phone')}", visibility=Visibility.STAFF
        )
        consent = DataConsent.objects.create(person=person, scope="phone", granted_on=LONG_AGO, document="папка 1")
        Post.objects.create(organisation=unit, person=person, duty=Duty.CHAIR)
        OrganisationContact.objects.create(
            organisation=self.organisation, kind="address", value=self.secret("contact"), visibility=Visibility.STAFF
        )
        InformationResource.objects.create(
            organisation=unit, kind="site", url=f"https://palata-{self.letter}.example".lower()
        )
        twin = Person.objects.create(surname=f"Двойник{self.letter}", organisation=unit)
        group = PartyGroup.objects.create(name=f"Все первичные {self.letter}", organisation=self.organisation)
        self.unit, self.person, self.body = unit, person, body
        self.keep(
            organisation=self.organisation, unit=unit, body=body, person=person, twin=twin, group=group, consent=consent
        )
        self.keep(role=self.council.roles[Role.SECRETARY])

    def _files(self):
        collection = Collection.objects.get(name=str(self.organisation))
        restriction = collection.view_restrictions.model.objects.create(
            collection=collection.add_child(name=f"Закрытая {self.letter}"), restriction_type="password", password="x"
        )
        Document, Image = get_document_model(), get_image_model()
        files = {}
        for state in ("private", "public"):
            name = self.secret("document") if state == "private" else f"open{self.letter}"
            document = Document(title=name, collection=collection, uploaded_by_user=self.writer)
            document.file.save(f"{name}.txt", ContentFile(b"text"))
            name = self.secret("image") if state == "private" else f"shown{self.letter}"
            image = Image(title=name, collection=collection, uploaded_by_user=self.writer)
            image.file = ImageFile(BytesIO(_pixel()), name=f"{name}.png")
            image.save()
            rendition = image.get_rendition("max-10x10")
            files |= {f"{state}_document": document, f"{state}_image": image, f"{state}_rendition": rendition.file.name}
            files[f"{state}_file_name"] = document.filename
        self.files = files
        for kind, model in (("document", Document), ("image", Image)):
            upload = UploadedFile(
                for_content_type=ContentType.objects.get_for_model(model), uploaded_by_user=self.writer
            )
            upload.file.save(f"{self.secret('upload')}.png", ContentFile(_pixel()))
            files[f"uploaded_{kind}"] = upload
        self.keep(collection=collection, restricted_collection=restriction, **files)

    def _act(self, name, number, **fields):
        values = {
            "live": False,
            "issuer": self.organisation,
            "body": self.organisation.bodies.first(),
            "number": number,
            "adopted_on": datetime.date(2026, 4, 16),
            "heading": name,
            "enacting_clause": "Совет ПОСТАНОВЛЯЕТ:",
            "items": [("item", {"label": "1", "level": "1", "item_class": "instruction", "text": f"Сделать {name}."})],
            "signatories": [("signatory", {"position": "Председатель", "name": "М.О. Северьянова"})],
            "owner": self.writer,
        }
        act = self.council.acts.add_child(instance=ResolutionPage(**{**values, **fields}))
        act.save_revision(user=self.writer)
        return act

    def _register(self, act):
        state = act.get_workflow().start(act, self.writer)
        state.current_task_state.specific.approve(user=self.accounts[Role.APPROVER])
        adopt_on_paper(act, "протокол № 1")
        register(act, self.accounts[Role.SECRETARY])
        publish(act, self.accounts[Role.SECRETARY])
        return ResolutionPage.objects.get(pk=act.pk)

    def _acts(self):
        self.draft = self._act(self.secret("draft"), "1")
        annexes = [("annex", {"title": "План", "kind": "plan", "document": self.files["public_document"]})]
        registered = self._register(self._act(f"Открытый акт {self.letter}", "2", annexes=annexes))
        restricted = self._register(self._act(self.secret("restricted"), "3", is_restricted=True, annexes=annexes))
        if not restricted.view_restrictions.exists():
            restrict(restricted)
        self.keep(draft=self.draft, registered=registered, restricted=restricted, acts=self.council.acts)
        self.keep(registered_sha=registered.official_file.sha256, restricted_sha=restricted.official_file.sha256)
        self.keep(
            draft_revision=self.draft.latest_revision,
            restricted_revision=restricted.latest_revision,
            registered_workflow=registered.workflow_states.first(),
        )

    def _deliberation(self):
        moment = timezone.now() + datetime.timedelta(days=20)
        sheet = ApprovalSheet.objects.get(act=self.submitted)
        visa = sheet.visas.get()
        words = OfficialFile.keep(b"%PDF remark", file_name="remark.pdf", media_type="application/pdf")
        visa_file = VisaFile.objects.create(visa=visa, official_file=words)
        approved = self._act(f"Согласованный {self.letter}", "5")
        ResolutionPage.objects.filter(pk=approved.pk).update(status=Status.APPROVED)
        body = self.organisation.bodies.first()
        member = Person.objects.create(surname=f"Членова{self.letter}", organisation=self.organisation)
        Membership.objects.create(body=body, person=member)
        meeting = Meeting.objects.create(body=body, number=1, starts_at=moment)
        Attendance.objects.create(meeting=meeting, person=member)
        question = AgendaItem.objects.create(meeting=meeting, title="О разном", number=1)
        session = Meeting.objects.create(body=body, number=2, starts_at=timezone.now(), state=Meeting.State.OPEN)
        asked = AgendaItem.objects.create(meeting=session, title="О разном", number=1)
        poll = Meeting.objects.create(
            body=body, number=3, starts_at=timezone.now(), mode="poll", voting_until=moment, state=Meeting.State.OPEN
        )
        polled = AgendaItem.objects.create(meeting=poll, title="О разном", number=1)
        voting = Voting.objects.create(item=polled, method=Voting.Method.POLL, closes_at=moment)
        route = ApprovalRoute.objects.create(organisation=self.organisation, document_type="directive")
        series = NumberSeries.objects.create(body=body, document_type="directive")
        reserved = ReservedNumber.objects.create(
            series=series, number="7", number_key="7", reason="для доклада", reserved_by=self.accounts[Role.SECRETARY]
        )
        links = {
            "visa": PersonalLink.make("visa", visa, member, expires_at=moment),
            "meeting": PersonalLink.make("meeting", meeting, member, expires_at=moment),
        }
        self.keep(visa=visa, visa_file=visa_file, approved=approved, meeting=meeting, question=question, route=route)
        self.keep(session_meeting=session, session_question=asked, poll=voting, reserved_number=reserved)
        self.keep(visa_token=links["visa"].token, meeting_token=links["meeting"].token)
        self.keep(day="2026-04-16", uuid="00000000-0000-4000-8000-000000000000")

    def _pages(self):
        news = self.council.news.add_child(
            instance=NewsPage(title=f"Новость {self.letter}", lead="Открыто.", published_on=LONG_AGO)
        )
        news.image = self.files["public_image"]
        news.body = [("paragraph", f'<p><a linktype="document" id="{self.files["public_document"].pk}">файл</a></p>')]
        news.save_revision(user=self.writer).publish()
        unpublished = self.council.news.add_child(
            instance=NewsPage(title=self.secret("news"), lead="Рано.", published_on=LONG_AGO, live=False)
        )
        unpublished.save_revision(user=self.writer)
        page = self.council.home.add_child(instance=StandardPage(title=f"Контакты {self.letter}", slug="contacts"))
        page.save_revision(user=self.writer).publish()
        closed = self.council.home.add_child(instance=StandardPage(title=self.secret("closed"), slug="closed"))
        closed.save_revision(user=self.writer).publish()
        password = PageViewRestriction.objects.create(page=closed, restriction_type="password", password="x")
        for citing in (news, unpublished):
            ReferenceIndex.create_or_update_for_object(citing)
        council, self.published_news = self.council, news
        self.keep(home=council.home, news=council.news, about=council.about, organisations=council.organisations)
        self.keep(published_news=news, unpublished_news=unpublished, page=page, closed=closed, password=password)
        self.keep(news_revision=unpublished.latest_revision)

    def _approval(self):
        submitted = self._act(self.secret("submitted"), "4")
        state = submitted.get_workflow().start(submitted, self.writer)
        workflow = submitted.get_workflow()
        session = EditingSession.objects.create(
            user=self.writer,
            content_type=ContentType.objects.get_for_model(ResolutionPage),
            object_id=self.draft.pk,
            last_seen_at=timezone.now(),
        )
        self.submitted = submitted
        self.keep(submitted=submitted, submitted_revision=submitted.latest_revision, workflow_state=state)
        self.keep(task_state=state.current_task_state, workflow=workflow, task=state.current_task_state.task)
        self.keep(editing_session=session)

    def _papers(self):
        reading = CouncilDocument(source={}, kind=DocumentKind.REPORT.value).as_dict()
        paper = ImportedDocument.objects.create(
            council_id=self.council.acts.pk,
            sha256=self.letter * 64,
            name=self.secret("paper"),
            kind=DocumentKind.REPORT,
            reading=reading,
        )
        with template_file(LAYOUTS["people"]) as template:
            content = template.read()
        sheet = SpreadsheetImport.objects.create(
            organisation=self.organisation,
            kind="people",
            file_name=self.secret("spreadsheet"),
            content=content,
            status=SpreadsheetImport.Status.READY,
            uploaded_by=self.accounts[Role.SECRETARY],
        )
        self.keep(paper=paper, sheet=sheet)

    def _accounts(self):
        invitation = Invitation.objects.create(
            email=f"{self.secret('invitation')}@palata.example",
            organisation=self.organisation,
            invited_by=self.accounts[Role.SECRETARY],
            sent_at=timezone.now(),
            expires_at=timezone.now() + datetime.timedelta(days=1),
        )
        invitation.roles.set([self.council.roles[Role.DRAFTER]])
        store = SessionStore()
        store.create()
        session = UserSession.objects.create(user=self.writer, ip="10.0.0.1", session_key=store.session_key)
        redirect = Redirect.objects.create(old_path=f"/old-{self.letter}", site=self.council.site, redirect_link="/")
        self.keep(invitation=invitation, token=invitation.token(invitation.sent_at), session=session, redirect=redirect)
        self.keep(account_name=self.writer.username, editors=self.council.group(Role.EDITOR))
        self.keep(account=self.writer, group_of_role=self.council.group(Role.DRAFTER), site=self.council.site)

    def _translation(self):
        english, _made = Locale.objects.get_or_create(language_code="en")
        source, _made = TranslationSource.update_or_create_from_instance(self.council.home)
        translation = Translation.objects.create(source=source, target_locale=english)
        translation.save_target(publish=False)
        self.keep(source=source, translation=translation, locale=english)
        self.keep(string_segment=StringSegment.objects.filter(source=source).first())
        news, _made = TranslationSource.update_or_create_from_instance(self.published_news)
        self.keep(override=OverridableSegment.objects.filter(source=news).first())

    def keep(self, **things):
        """Note what a knock may name: keys, and of pages also the way to them."""
        for name, thing in things.items():
            self.things[name] = getattr(thing, "pk", thing)
            if hasattr(thing, "url_path"):
                root = self.council.home.url_path
                self.things[f"{name}.way"] = thing.url_path.removeprefix(root)


def _pixel():
    content = BytesIO()
    Picture.new("RGB", (20, 20), "white").save(content, "PNG")
    return content.getvalue()
