"""The findings beside the text, on their own page, before registration; and the levels a council sets."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from control.refusal import Refused
from registry.models import Role
from registry.roles import council_role
from resolutions.adopting import adopt_on_paper
from resolutions.consistency import RULES, findings, refuse_if_blocked
from resolutions.models import CheckSetting, ResolutionPage
from resolutions.registration import register


@pytest.fixture
def secretary(organisation, council):
    user = get_user_model().objects.create_user("secretary", password="secret-secretary")
    user.groups.add(council_role(organisation, Role.SECRETARY).group)
    return user


@pytest.fixture
def stranger(other_council):
    user = get_user_model().objects.create_user("stranger", password="secret-stranger")
    user.groups.add(other_council.drafters)
    return user


def _form(**fields):
    return {
        "heading": "О спорте",
        "enacting_clause": "ПОСТАНОВЛЯЕТ:",
        "items-count": "0",
        "signatories-count": "0",
        "annexes-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **fields,
    }


def _url(act):
    return reverse("resolutions_checks", args=[act.pk])


def test_the_editor_shows_the_findings_of_the_saved_draft(client, author, clean):
    act = clean(signatories=[])
    client.force_login(author)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[act.pk])).content.decode()
    assert 'data-check-jump="signatories"' in page
    assert 'data-blocking="1" data-warnings="0"' in page
    assert f'data-url="{_url(act)}"' in page


def test_a_new_act_has_the_panel_and_other_pages_do_not(client, administrator, council):
    client.force_login(administrator)
    add = reverse("wagtailadmin_pages:add", args=["resolutions", "resolutionpage", council.acts.pk])
    new = reverse("resolutions_checks_new", args=[council.acts.pk])
    assert f'data-url="{new}"' in client.get(add).content.decode()
    home = client.get(reverse("wagtailadmin_pages:edit", args=[council.acts.get_parent().pk])).content.decode()
    assert "data-act-checks" not in home


def test_the_words_in_the_form_are_checked_and_not_saved(client, author, clean, body):
    act = clean()
    client.force_login(author)
    data = _form(body=body.pk, issuer=body.organisation_id, document_type="resolution")
    answer = client.post(_url(act), {**data, "enacting_clause": "Президиум ПОСТАНОВЛЯЕТ:"}).content.decode()
    assert 'data-check-jump="enacting_clause"' in answer
    assert 'data-check-jump="signatories"' in answer
    draft = ResolutionPage.objects.get(pk=act.pk).get_latest_revision_as_object()
    assert draft.enacting_clause == "Совет Федерации ПОСТАНОВЛЯЕТ:"


def test_an_act_not_yet_saved_is_checked(client, author, council, body):
    client.force_login(author)
    data = _form(body=body.pk, issuer=body.organisation_id, document_type="resolution")
    answer = client.post(reverse("resolutions_checks_new", args=[council.acts.pk]), data)
    assert 'data-check-jump="signatories"' in answer.content.decode()
    assert not ResolutionPage.objects.exists()


def test_readers_of_drafts_see_the_page_and_only_writers_the_form(client, author, approver, stranger, clean):
    act = clean()
    expected = [(author, 200, 200), (approver, 200, 302), (stranger, 302, 302)]
    for user, seen, checked in expected:
        client.force_login(user)
        assert client.get(_url(act)).status_code == seen
        assert client.post(_url(act), _form()).status_code == checked


def test_a_stranger_checks_no_new_act_in_the_council(client, stranger, council):
    client.force_login(stranger)
    assert client.post(reverse("resolutions_checks_new", args=[council.acts.pk]), _form()).status_code == 302


def test_a_frozen_text_shows_its_findings_and_takes_no_form(client, author, clean):
    act = clean(signatories=[])
    act.get_workflow().start(act, author)
    client.force_login(author)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[act.pk])).content.decode()
    assert 'data-check-jump="signatories"' in page
    assert f'data-url="{_url(act)}"' not in page
    assert client.post(_url(act), _form()).status_code == 302


class TestLevels:
    """A council decides what stops its registration."""

    url = "/admin/acts/checks/levels/"

    def _chosen(self, **levels):
        return {rule.code: levels.get(rule.code.replace("-", "_"), rule.default) for rule in RULES}

    def test_the_secretary_sets_them_in_one_go(self, client, secretary, clean, codes, organisation):
        act = clean(signatories=[], preamble="Принят «План.")
        client.force_login(secretary)
        assert "no-signatory" in client.get(self.url).content.decode()
        client.post(self.url, self._chosen(no_signatory="warning", quotes_unbalanced="off"))
        assert dict(CheckSetting.objects.values_list("code", "level")) == {
            "no-signatory": "warning",
            "quotes-unbalanced": "off",
        }
        [found] = findings(act.get_latest_revision_as_object())
        assert (found.code, found.is_blocking) == ("no-signatory", False)

    def test_back_to_the_usual_nothing_is_kept(self, client, secretary, organisation):
        CheckSetting.objects.create(organisation=organisation, code="no-signatory", level="off")
        client.force_login(secretary)
        client.post(self.url, self._chosen())
        assert not CheckSetting.objects.exists()

    def test_a_rule_without_a_choice_changes_nothing(self, client, secretary, organisation):
        CheckSetting.objects.create(organisation=organisation, code="no-signatory", level="off")
        client.force_login(secretary)
        chosen = self._chosen()
        del chosen["numbering-gap"]
        assert client.post(self.url, chosen).status_code == 200
        assert CheckSetting.objects.count() == 1

    def test_authors_set_none_and_nobody_those_of_another_council(self, client, author, secretary, other_council):
        client.force_login(author)
        assert client.get(self.url).status_code == 302
        client.force_login(secretary)
        far = other_council.acts.council_organisation.pk
        assert client.post(f"{self.url}?council={far}", self._chosen(no_signatory="off")).status_code == 302
        assert not CheckSetting.objects.exists()

    def test_the_administrator_chooses_the_council(self, client, administrator, council, other_council):
        client.force_login(administrator)
        far = other_council.acts.council_organisation
        client.post(f"{self.url}?council={far.pk}", self._chosen(no_signatory="off"))
        assert CheckSetting.objects.get().organisation == far


def test_what_stops_is_refused_in_one_sentence(clean):
    with pytest.raises(Refused, match=r".+"):
        refuse_if_blocked(clean(signatories=[]).get_latest_revision_as_object())


def test_an_act_adopted_on_paper_is_only_warned_about(clean, author, approver, django_capture_on_commit_callbacks):
    act = clean(signatories=[], number="7-1")
    with django_capture_on_commit_callbacks(execute=True):
        state = act.get_workflow().start(act, author)
        state.current_task_state.specific.approve(user=approver)
        adopt_on_paper(act, "протокол № 1")
    text = ResolutionPage.objects.get(pk=act.pk).get_latest_revision_as_object()
    assert [finding.is_blocking for finding in findings(text)] == [False]
    assert register(act, approver).number == "7-1"
