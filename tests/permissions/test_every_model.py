"""Every model of our rooms has a rule that says through which doors it is seen and changed."""

from fnmatch import fnmatchcase

import pytest
from django.apps import apps

from home.doors.models import MODELS
from home.doors.rules import DOORS

ROOMS = {"cms", "control", "documents", "home", "programs", "registry", "resolutions", "search"}
OURS = [model._meta.label for model in apps.get_models() if model._meta.app_label in ROOMS]


@pytest.mark.parametrize("label", OURS)
def test_the_model_has_a_rule(label):
    assert any(fnmatchcase(label, pattern) for pattern in MODELS), f"{label}: write a rule in home/doors/models.py"


@pytest.mark.parametrize("pattern", MODELS)
def test_the_rule_speaks_of_a_model_and_of_doors(pattern):
    assert any(fnmatchcase(label, pattern) for label in OURS)
    rule = MODELS[pattern]
    assert {*rule.seen, *rule.changed} <= {door.pattern for door in DOORS}
    assert rule.seen
