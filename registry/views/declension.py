"""Suggestions of oblique cases for a form: shown beside empty fields, corrected by a person, never saved by itself."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.views.generic import View

from registry.access import RegistryAccess
from registry.declension import Gender, suggest_person, suggest_phrase
from registry.models import Person
from registry.names import PersonName

GENDERS = {Person.Gender.FEMALE: Gender.FEMALE, Person.Gender.MALE: Gender.MALE}
LONGEST = 500


class DeclensionView(View):
    """Answers with the three cases of a name, and of each whether it is sure."""

    http_method_names = ["get"]

    def get(self, request):
        if not RegistryAccess.of(request.user).has("view"):
            raise PermissionDenied
        asked = {name: " ".join(value[:LONGEST].split()) for name, value in request.GET.items()}
        if asked.get("surname"):
            name = PersonName(asked["surname"], asked.get("given_name", ""), asked.get("patronymic", ""))
            found = suggest_person(name, GENDERS.get(asked.get("gender", "")))
        elif asked.get("name"):
            found = suggest_phrase(asked["name"])
        else:
            return JsonResponse({})
        return JsonResponse({case.value: {"text": said.text, "sure": said.sure} for case, said in found.items()})
