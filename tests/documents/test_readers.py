"""A file is read as the reader of its printed pages would read it."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.readers import read_file
from documents.source import Line, Table, UnreadableDocument
from tests.documents.papers import LEGAL_LIST, docx, numbered, paragraph


def printed(data, name="paper.docx"):
    return [line.printed for line in read_file(name, data).lines]


def test_automatic_numbers_are_labels_as_printed():
    body = (
        numbered("один")
        + numbered("один-один", 1)
        + numbered("один-два", 1)
        + numbered("два")
        + numbered("два-один", 1)
    )
    assert printed(docx(body, numbering=LEGAL_LIST)) == [
        "1. один",
        "1.1. один-один",
        "1.2. один-два",
        "2. два",
        "2.1. два-один",
    ]


def test_letters_and_dashes_of_lists_are_read_too():
    body = numbered("а", 2) + numbered("б", 2) + numbered("тире", 3)
    assert printed(docx(body, numbering=LEGAL_LIST)) == ["а) а", "б) б", "– тире"]


def test_a_list_may_start_anew_at_another_number():
    body = numbered("один") + numbered("семь", list_id=2) + numbered("восемь", list_id=2)
    assert printed(docx(body, numbering=LEGAL_LIST)) == ["1. один", "7. семь", "8. восемь"]


def test_a_style_may_carry_the_numbering():
    styles = """<w:style w:styleId="Punkt"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
                <w:style w:styleId="Deep"><w:basedOn w:val="Punkt"/></w:style>"""
    body = paragraph("первый", "<w:pStyle w:val='Punkt'/>") + paragraph("второй", "<w:pStyle w:val='Deep'/>")
    assert printed(docx(body, numbering=LEGAL_LIST, styles=styles)) == ["1. первый", "2. второй"]


def test_a_numbered_paragraph_without_words_prints_no_number():
    body = numbered("один") + numbered("") + numbered("два")
    assert printed(docx(body, numbering=LEGAL_LIST)) == ["1. один", "", "2. два"]


def test_tracked_insertions_stand_and_deletions_are_gone():
    body = """<w:p><w:r><w:t xml:space="preserve">Срок </w:t></w:r>
      <w:del><w:r><w:delText>1 мая</w:delText></w:r></w:del><w:ins><w:r><w:t>1 июня</w:t></w:r></w:ins></w:p>"""
    assert printed(docx(body)) == ["Срок 1 июня"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    body = paragraph("начало ", "<w:rPr><w:del/></w:rPr>") + paragraph("и конец")
    assert printed(docx(body)) == ["начало и конец"]


def test_tables_keep_rows_and_cells():
    cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>"
    row = (
        "<w:tr>"
        + cell.format("", paragraph("1"))
        + cell.format("", paragraph("Провести") + paragraph("семинар"))
        + "</w:tr>"
    )
    wide = "<w:tr>" + cell.format('<w:gridSpan w:val="2"/>', paragraph("Итого")) + "</w:tr>"
    (table,) = read_file("plan.docx", docx(f"<w:tbl>{row}{wide}</w:tbl>")).blocks
    assert isinstance(table, Table)
    assert [[" / ".join(line.text for line in cell) for cell in row] for row in table.rows] == [
        ["1", "Провести / семинар"],
        ["Итого", ""],
    ]


def test_a_line_broken_by_hand_is_two_lines_and_a_tab_a_tab():
    body = "<w:p><w:r><w:t>О чём</w:t><w:br/><w:t>акт</w:t><w:tab/><w:t>№ 1</w:t></w:r></w:p>"
    assert printed(docx(body)) == ["О чём", "акт\t№ 1"]


def test_footnotes_follow_the_text_and_hidden_words_are_not_read():
    body = """<w:p><w:r><w:t>Текст</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>
      <w:r><w:rPr><w:vanish/></w:rPr><w:t>тайно</w:t></w:r></w:p>"""
    notes = f'<w:footnote w:id="2">{paragraph("Пояснение")}</w:footnote>'
    assert printed(docx(body, footnotes=notes)) == ["Текст", "* Пояснение"]


def test_field_instructions_links_and_controls_give_only_their_words():
    body = """<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>
      <w:r><w:t xml:space="preserve">7 </w:t></w:r><w:hyperlink><w:r><w:t>ссылка</w:t></w:r></w:hyperlink>
      <w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t xml:space="preserve"> поле</w:t></w:r></w:sdtContent></w:sdt></w:p>"""
    assert printed(docx(body)) == ["7 ссылка поле"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_plain_text_is_read_in_the_encodings_secretaries_have(encoding):
    source = read_file("paper.txt", "Совет\n\nПОСТАНОВЛЯЕТ:\r\n1.\tПринять\n".encode(encoding))
    assert [(line.number, line.text) for line in source.lines] == [
        (1, "Совет"),
        (2, ""),
        (3, "ПОСТАНОВЛЯЕТ:"),
        (4, "1.\tПринять"),
    ]


def test_a_converters_bookmarks_are_not_words():
    assert printed("[bookmark: _GoBack]Совет".encode(), "paper.txt") == ["Совет"]


BOMB = "<w:p><w:r><w:t>" + "a" * (49 * 1024 * 1024) + "</w:t></w:r></w:p>"
ENTITY = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.docx", b"", "empty"),
        ("blank.txt", b" \n ", "empty"),
        ("scan.pdf", b"%PDF-1.7", "pdf"),
        ("photo.docx", b"\x89PNG\r\n", "picture"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "doc"),
        ("note.rtf", b"{\\rtf1 hello}", "rtf"),
        ("fake.docx", "просто текст".encode(), "not-word"),
        ("binary.txt", b"abc\x00\x01\x02", "not-a-document"),
        ("cut.docx", docx(paragraph("текст"))[:-40], "damaged"),
        ("bomb.docx", docx(BOMB), "bomb"),
        ("silent.docx", docx("<w:p/>"), "no-text"),
        ("long.docx", docx(paragraph("строка") * 50_000), "too-large"),
        ("long.txt", "строка\n".encode() * 50_000, "too-large"),
        ("torn.docx", docx("<w:p><w:r>"), "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(name, data, code):
    with pytest.raises(UnreadableDocument) as refusal:
        read_file(name, data)
    assert refusal.value.code == code
    assert "\n" not in str(refusal.value)


def test_entities_and_foreign_files_are_out_of_reach():
    import io
    import zipfile

    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as package:
        package.writestr("word/document.xml", ENTITY + b"<d>&x;</d>")
    with pytest.raises(UnreadableDocument) as refusal:
        read_file("tricky.docx", stored.getvalue())
    assert refusal.value.code == "unsafe"


def test_another_office_file_is_not_taken_for_a_word_one():
    import io
    import zipfile

    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(UnreadableDocument) as refusal:
        read_file("table.xlsx", stored.getvalue())
    assert refusal.value.code == "not-word"


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=60)
def test_no_bytes_at_all_break_the_reader(data):
    with contextlib.suppress(UnreadableDocument):
        read_file("any.docx", data)


GOOD = docx(numbered("один") + paragraph("два"), numbering=LEGAL_LIST)


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
@settings(deadline=None, max_examples=150)
def test_no_damage_to_a_good_file_breaks_the_reader(position, value):
    damaged = GOOD[:position] + bytes([value]) + GOOD[position + 1 :]
    with contextlib.suppress(UnreadableDocument):
        read_file("any.docx", damaged)


def test_word_and_text_forms_of_the_real_papers_say_the_same(seeds):
    for paper in sorted(seeds.glob("*.docx")):
        forms = [
            [
                " ".join(line.printed.split())
                for line in read_file(form.name, form.read_bytes()).lines
                if line.printed.strip()
            ]
            for form in (paper, paper.with_suffix(".txt"))
        ]
        assert forms[0] == forms[1], paper.name


def test_lines_are_numbered_in_reading_order():
    source = read_file(
        "paper.docx",
        docx(paragraph("а") + f"<w:tbl><w:tr><w:tc>{paragraph('б')}</w:tc></w:tr></w:tbl>" + paragraph("в")),
    )
    assert [line.number for line in source.lines] == [1, 2, 3]
    assert isinstance(source.blocks[0], Line)
