"""The file itself: tagged, titled, in Russian, the same each time, and with nothing of the user's markup."""

import io

import pypdf
import pytest
from django.utils import translation

from resolutions.official import act_pdf
from tests.pdf.papers import TOP, lines, make_paper, point, printed_pages, text_of


@pytest.fixture(scope="module")
def reader():
    return pypdf.PdfReader(io.BytesIO(act_pdf(make_paper()).content))


def test_it_is_tagged_russian_and_titled(reader):
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalog
    assert catalog["/Lang"] == "ru"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == f"Постановление № 7-2 от 23.03.2023 «{make_paper().heading}»"


def test_it_declares_pdf_ua_1(reader):
    assert b'pdfuaid:part="1"' in reader.trailer["/Root"]["/Metadata"].get_data()


def test_every_font_is_embedded(reader):
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_the_spaced_word_is_found_and_copied_as_one(reader):
    assert "ПОСТАНОВЛЕНИЕ" in reader.pages[0].extract_text()


def test_the_same_act_gives_the_same_bytes():
    assert act_pdf(make_paper()) == act_pdf(make_paper())


def test_the_record_is_russian_whatever_the_interface_speaks():
    with translation.override("en"):
        assert "23 марта 2023" in text_of(printed_pages(make_paper())).replace("\u00a0", " ")


def test_markup_in_the_text_is_printed_as_text():
    hostile = '<script>alert(1)</script> <b>и</b> <img src="http://example.org/a.png"> {{ act.pk }} </style>'
    act = make_paper(heading="О <i>наклоне</i>", preamble=hostile, items=[point(hostile, "1")])
    text = " ".join(text_of(printed_pages(act)).replace("\u00a0", " ").split())
    assert "О <i>наклоне</i>" in text
    assert text.count("<script>alert(1)</script>") == 2
    assert text.count("{{ act.pk }} </style>") == 2


def test_only_a_draft_says_so_and_on_every_page():
    act = make_paper()
    assert "ПРОЕКТ" not in text_of(printed_pages(act))
    pages = printed_pages(act, draft=True)
    assert len(pages) >= 2
    for page in pages:
        assert page.extract_text().count("ПРОЕКТ") == 1
    assert lines(pages[0])[0]["text"] == "ПРОЕКТ"
    assert all(
        any("ПРОЕКТ" in line["text"] and line["y1"] < TOP for line in lines(page, margins=True)) for page in pages[1:]
    )


def test_a_draft_may_lack_its_requisites():
    act = make_paper(number="", number_norm="", adopted_on=None, place="", issuer=None, superior=None, body=None)
    text = text_of(printed_pages(act, draft=True))
    assert "ПОСТАНОВЛЕНИЕ" in text
    assert "None" not in text


def test_an_empty_draft_still_prints():
    act = make_paper(heading="", preamble="", enacting_clause="", items=[], signatories=[], number="", adopted_on=None)
    assert act_pdf(act, draft=True).page_count == 1
