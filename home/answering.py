"""Answering a form or survey on the site."""

from django.utils import timezone

from home.public_forms import is_too_often, kept_from_caches, too_often_words


def serve_survey(survey, request):
    """The questions, or the words after sending; a closed survey says so and asks nothing."""
    if not survey.is_open:
        closed = {"form": None, "is_early": bool(survey.opens_on and survey.opens_on > timezone.localdate())}
        return kept_from_caches(survey.render(request, context_overrides=closed))
    if request.method != "POST":
        form = survey.get_form(page=survey, user=request.user)
        return kept_from_caches(survey.render(request, context_overrides={"form": form}))
    form, status = survey.get_form(request.POST, page=survey, user=request.user), 422
    if is_too_often(request):
        form.add_error(None, too_often_words())
        status = 429
    elif form.is_trapped:
        return _thanks(survey, request)
    elif form.is_valid():
        survey.process_form_submission(form)
        return _thanks(survey, request)
    response = survey.render(request, context_overrides={"form": form})
    response.status_code = status
    return kept_from_caches(response)


def _thanks(survey, request):
    return kept_from_caches(survey.render(request, template=survey.landing_page_template))
