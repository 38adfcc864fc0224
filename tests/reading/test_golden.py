"""Every seed, in both forms, reads as a careful secretary reads it."""

import json
from pathlib import Path

import pytest

from documents.readers import read_file
from programs.reading import read_document

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
GOLDEN = SEEDS / "golden.json"
pytestmark = pytest.mark.skipif(not GOLDEN.exists(), reason=f"the five seeds are not at {SEEDS}")

EXPECTED = json.loads(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.exists() else {}
RESOLUTIONS = [name for name, seed in EXPECTED.items() if seed["kind"] == "resolution"]
FORMS = ["txt", "docx"]


def read(name, form):
    path = SEEDS / f"{name}.{form}"
    return read_document(read_file(path.name, path.read_bytes())).as_dict()


def flat(items, parent=None):
    for item in items:
        yield {"number": item["label"] or None, "parent": parent, "text": item["text"]}
        yield from flat(item["items"], item["label"] or None)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", RESOLUTIONS)
class TestResolutions:
    def test_items_are_those_of_the_secretary(self, name, form):
        assert list(flat(read(name, form)["items"])) == EXPECTED[name]["items"]

    def test_requisites_are_those_of_the_secretary(self, name, form):
        found, header = read(name, form), EXPECTED[name]["header"]
        signatory = found["signatories"][0] if found["signatories"] else {"position": None, "name": None}
        assert {
            "superior": found["superior"],
            "issuer": found["issuer"],
            "body": found["body"],
            "number_raw": found["number"]["raw"],
            "number_norm": found["number"]["norm"],
            "date": found["date"],
            "place": found["place"],
            "title": found["title"],
            "preamble_paragraphs": len(found["preamble"]),
            "control_item": found["control"] and found["control"]["label"],
            "signatory_position": signatory["position"],
            "signatory_name": signatory["name"],
        }.items() <= header.items()

    def test_what_the_header_lacks_is_warned_about(self, name, form):
        header = EXPECTED[name]["header"]
        codes = {warning["code"] for warning in read(name, form)["warnings"]}
        assert ("body-inferred" in codes) is not header["body_in_header"]
        assert ("type-inferred" in codes) is not header["type_word_in_header"]
        assert ("place-missing" in codes) is (header["place"] is None)
        assert ("control-missing" in codes) is (header["control_item"] is None)
        assert ("signatory-missing" in codes) is (header["signatory_position"] is None)


@pytest.mark.parametrize("form", FORMS)
class TestProgramme:
    name = "kursk-education-programme-2022-2026"

    def test_passport_is_verbatim(self, form):
        assert read(self.name, form)["passport"] == EXPECTED[self.name]["passport"]

    def test_every_measure_has_its_executors_and_days(self, form):
        plans = read(self.name, form)["plans"]
        expected = [EXPECTED[self.name]["plan_2022"], EXPECTED[self.name]["plan_to_2026"]]
        assert [len(plan["measures"]) for plan in plans] == [len(plan) for plan in expected]
        for plan, rows in zip(plans, expected, strict=True):
            for measure, row in zip(plan["measures"], rows, strict=True):
                people = [one["name"] for one in measure["responsible"] if one["kind"] == "person"]
                groups = [one["name"] for one in measure["responsible"] if one["kind"] == "collective"]
                assert (measure["label"], measure["text"]) == (row["number"], row["measure"])
                assert (people, groups) == (row["persons"], row["collective"])
                deadline = measure["deadline"]
                assert (deadline["raw"], deadline["kind"]) == (row["deadline_raw"], row["kind"])
                assert deadline["due"] == row["due"]

    def test_plans_have_the_periods_of_their_titles(self, form):
        first, last = (f"{year}" for year in EXPECTED[self.name]["term"])
        document = read(self.name, form)
        assert document["kind"] == "programme"
        assert [(plan["start"], plan["end"]) for plan in document["plans"]] == [
            (f"{first}-01-01", f"{first}-12-31"),
            (f"{first}-01-01", f"{last}-12-31"),
        ]


@pytest.mark.parametrize("form", FORMS)
def test_report_keeps_every_point(form):
    name = "irkutsk-2022-report"
    found, expected = read(name, form), EXPECTED[name]
    assert (found["kind"], found["title"]) == ("report", expected["title"])
    points = [section["points"] for section in found["sections"]]
    assert points[1:] == [expected["by_department"], expected["by_member_orgs"], expected["unresolved"]]
    citations = [{key: one[key] for key in ("body", "date", "number")} for one in found["citations"]]
    assert citations == expected["citations"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "kursk-2022-11-21-resolution-5",
            {
                "1": ("acknowledgement", [], None),
                "2": ("heading", ["Отделу информационной работы и связи с общественностью аппарата Федерации"], None),
                "2.1": ("instruction", [], None),
                "3": ("heading", ["Членским организациям Федерации"], None),
                "3.2": ("instruction", [], "2022-12-30"),
                "3.5": ("instruction", [], None),
                "4": ("instruction", ["Молодежному Совету Федерации"], None),
                "5": ("control", [], None),
            },
        ),
        (
            "ivanovo-2022-12-15-resolution-9-5",
            {
                "1": ("approval", [], None),
                "2": ("acknowledgement", [], None),
                "3": ("instruction", [], None),
                "4": (
                    "instruction",
                    [
                        "ИОООП",
                        "членским организациям ИОООП",
                        "координационным советам организаций профсоюзов в муниципальных образованиях "
                        "Ивановской области",
                    ],
                    None,
                ),
                "5": ("instruction", ["ЧУ «Учебный центр повышения квалификации профсоюзных кадров»"], None),
                "6": ("instruction", ["Молодежному совету ИОООП"], None),
                "7": ("instruction", [], None),
            },
        ),
        (
            "perm-2023-03-23-resolution-7-2",
            {
                "2": ("declaration", [], None),
                "3": ("instruction", [], None),
                "4": ("heading", ["Членским организациям Пермского крайсовпрофа"], None),
                "4.2": ("instruction", [], None),
                "5": ("heading", ["Координационным советам организаций профсоюзов в муниципальных образованиях"], None),
                "7": ("instruction", ["Центру общественных связей и информации Пермского крайсовпрофа"], None),
                "8": ("control", [], None),
            },
        ),
    ],
)
def test_classes_addressees_and_deadlines(name, expected, form):
    found = {}
    waiting = list(read(name, form)["items"])
    while waiting:
        item = waiting.pop(0)
        waiting += item["items"]
        due = item["deadline"]["due"][0] if item["deadline"] else None
        found[item["label"]] = (item["class"], item["addressees"], due)
    assert {label: found[label] for label in expected} == expected


@pytest.mark.parametrize("form", FORMS)
def test_one_mark_for_two_annexes_and_a_concept_with_its_number(form):
    found = read("ivanovo-2022-12-15-resolution-9-5", form)
    assert [(annex["kind"], annex["present"]) for annex in found["annexes"]] == [
        ("programme", False),
        ("reference", False),
        ("reference", False),
    ]
    assert [(one["number"], one["date"]) for one in found["citations"]] == [("10-5", "2021-11-24")]
    assert {"annex-mark-shared", "alias-mismatch", "control-missing"} <= {one["code"] for one in found["warnings"]}


@pytest.mark.parametrize("form", FORMS)
def test_two_names_of_one_concept_are_noticed(form):
    found = read("kursk-2022-11-21-resolution-5", form)
    assert found["enacting"].startswith("В целях")
    assert found["enacting"].endswith("Совет Федерации ПОСТАНОВЛЯЕТ:")
    assert "names-differ" in {one["code"] for one in found["warnings"]}
    assert found["control"]["person"] == "Донейко Т.И."
