"""The finer points of Word's print, and files made to take the machine down."""

import io
import zipfile

import pytest

from documents.readers import read_file
from documents.source import UnreadableDocument
from tests.documents.papers import W, docx, numbered, paragraph

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def printed(data, name="paper.docx"):
    return [line.printed for line in read_file(name, data).lines]


def refusal(data, name="paper.docx"):
    with pytest.raises(UnreadableDocument) as refused:
        read_file(name, data)
    return refused.value.code


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def turn(kind):
    return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"


def level(ilvl, form, text, more="", start=1):
    return (
        f"<w:lvl w:ilvl='{ilvl}'><w:start w:val='{start}'/><w:numFmt w:val='{form}'/>{more}"
        f"<w:lvlText w:val='{text}'/></w:lvl>"
    )


def a_list(*levels):
    return (
        f"<w:abstractNum w:abstractNumId='0'>{''.join(levels)}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    )


def archive(**parts):
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stored.getvalue()


def test_a_fields_result_is_printed_and_its_instruction_is_not():
    body = f"<w:p>{turn('begin')}{run('IF 1')}{turn('separate')}{run('май')}{turn('end')}{run(' 2026')}</w:p>"
    assert printed(docx(body)) == ["май 2026"]


def test_a_page_break_prints_no_line():
    assert printed(docx("<w:p><w:r><w:br w:type='page'/><w:t>План</w:t></w:r></w:p>")) == ["План"]


@pytest.mark.parametrize("end", ["&#13;", "\u2028", "\u0085"])
def test_a_line_never_holds_a_line_break(end):
    assert printed(docx(paragraph(f"а{end}б"))) == ["а б"]


def test_text_hidden_by_a_style_is_not_printed():
    styles = "<w:style w:styleId='Тайно'><w:rPr><w:vanish/></w:rPr></w:style>"
    body = "<w:p>" + run("явно") + run("скрыто", "<w:rStyle w:val='Тайно'/>") + "</w:p>"
    body += paragraph("скрыто", "<w:pStyle w:val='Тайно'/>")
    assert printed(docx(body, styles=styles)) == ["явно"]


def test_hiding_switched_off_hides_nothing():
    assert printed(docx("<w:p>" + run("явно", "<w:vanish w:val='off'/>") + "</w:p>")) == ["явно"]


def test_a_paragraph_moved_away_leaves_no_line():
    gone = f"<w:p><w:pPr><w:rPr><w:moveFrom/></w:rPr></w:pPr><w:moveFrom>{run('отсюда')}</w:moveFrom></w:p>"
    assert printed(docx(gone + f"<w:p><w:moveTo>{run('сюда')}</w:moveTo></w:p>")) == ["сюда"]


def test_the_lower_cells_of_a_vertical_merge_are_empty():
    rows = "".join(
        f"<w:tr><w:tc><w:tcPr><w:vMerge w:val='{merge}'/></w:tcPr>{paragraph(text)}</w:tc></w:tr>"
        for merge, text in (("restart", "Отдел"), ("continue", "призрак"))
    )
    (table,) = read_file("plan.docx", docx(f"<w:tbl>{rows}</w:tbl>")).blocks
    assert [[len(cell) for cell in row] for row in table.rows] == [[1], [0]]


def test_a_table_within_a_cell_flows_into_the_cell():
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('б')}</w:tc><w:tc>{paragraph('в')}</w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{paragraph('а')}{inner}{paragraph('г')}</w:tc></w:tr></w:tbl>"
    (table,) = read_file("plan.docx", docx(outer)).blocks
    assert [[[line.text for line in cell] for cell in row] for row in table.rows] == [[["а", "б", "в", "г"]]]


@pytest.mark.parametrize("ways", [("Choice", "Fallback"), ("Choice", "Choice"), ("Fallback",)])
def test_a_text_box_drawn_in_two_ways_is_read_once(ways):
    boxes = "".join(f"<mc:{way}><w:txbxContent>{paragraph('УТВЕРЖДЕНО')}</w:txbxContent></mc:{way}>" for way in ways)
    body = f"<w:p {MC}><w:r><mc:AlternateContent>{boxes}</mc:AlternateContent></w:r>{run('План')}</w:p>"
    assert printed(docx(body)) == ["УТВЕРЖДЕНО", "План"]


def test_a_joined_line_does_not_jump_over_a_table():
    body = paragraph("до", "<w:rPr><w:del/></w:rPr>")
    body += f"<w:tbl><w:tr><w:tc>{paragraph('в')}</w:tc></w:tr></w:tbl>{paragraph('после')}"
    assert printed(docx(body)) == ["до", "в", "после"]


def test_endnotes_follow_the_text_and_notes_nobody_refers_to_do_not():
    body = f"<w:p>{run('Текст')}<w:r><w:endnoteReference w:id='2'/></w:r></w:p>"
    notes = "".join(f"<w:endnote w:id='{key}'>{paragraph(text)}</w:endnote>" for key, text in ((2, "да"), (3, "нет")))
    assert printed(docx(body, endnotes=notes)) == ["Текст", "* да"]


def test_legal_numbering_may_be_switched_off():
    levels = level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", "<w:isLgl w:val='0'/>")
    assert printed(docx(numbered("а") + numbered("б", 1), numbering=a_list(*levels))) == ["I. а", "I.1. б"]


def test_a_level_without_a_number_of_its_own_is_left_out_of_the_label():
    levels = level(0, "decimal", "%1."), level(1, "bullet", "—"), level(2, "decimal", "%1.%2%3.")
    assert printed(docx(numbered("а") + numbered("б", 2), numbering=a_list(*levels))) == ["1. а", "1.1. б"]


def test_a_list_may_take_its_levels_from_a_list_style():
    numbering = (
        "<w:abstractNum w:abstractNumId='0'><w:numStyleLink w:val='Список'/></w:abstractNum>"
        f"<w:abstractNum w:abstractNumId='1'>{level(0, 'decimal', '%1)')}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>"
    )
    styles = "<w:style w:styleId='Список'><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr></w:style>"
    assert printed(docx(numbered("а"), numbering=numbering, styles=styles)) == ["1) а"]


@pytest.mark.parametrize("form", ["russianLower", "upperLetter", "lowerRoman"])
def test_an_impossible_number_prints_a_short_label(form):
    numbering = a_list(level(0, form, "%1.", start=999_999_999_999))
    assert printed(docx(numbered("а"), numbering=numbering)) == ["32767. а"]


def test_a_symbol_with_no_such_character_is_shown_as_unknown():
    assert printed(docx("<w:p><w:r><w:sym w:char='FFFFFFFF'/><w:sym w:char='F0B7'/></w:r></w:p>")) == ["\ufffd•"]


def test_the_main_part_is_the_one_the_file_names():
    link = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='a' "
        "Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='a/b.xml'/>"
        "</Relationships>"
    )
    body = f"<w:document {W}><w:body>{paragraph('текст')}</w:body></w:document>"
    assert printed(archive(**{"_rels/.rels": link, "a/b.xml": body})) == ["текст"]


def test_the_strict_dialect_of_the_format_is_read_too():
    strict = W.replace("schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml")
    body = f"<w:document {strict}><w:body>{paragraph('текст')}</w:body></w:document>"
    assert printed(archive(**{"word/document.xml": body})) == ["текст"]


@pytest.mark.parametrize("deep", [80, 3_000])
def test_deep_nesting_is_read_or_refused(deep):
    body = "<w:sdt><w:sdtContent>" * deep + paragraph("дно") + "</w:sdtContent></w:sdt>" * deep
    if deep < 100:
        assert printed(docx(body)) == ["дно"]
    else:
        assert refusal(docx(body)) == "damaged"


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r>" + "<w:br/>" * 3_000_000 + "</w:r></w:p>",
        "<w:p " + "".join(f'a{n}="" ' for n in range(2_000_000)) + "/>",
    ],
    ids=["elements", "attributes"],
)
def test_markup_without_measure_is_refused_before_it_is_parsed(body):
    assert refusal(docx(body)) == "bomb"


def test_labels_without_measure_are_refused():
    numbering = a_list(level(0, "decimal", "%1" + "я" * 100_000))
    assert refusal(docx(numbered("а") * 15_000, numbering=numbering)) == "too-large"


def test_a_locked_archive_says_so():
    data = bytearray(docx(paragraph("текст")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)) == "encrypted"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("paper.odt", archive(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
        ("paper.txt", b"<html><body>", "web-page"),
        ("dos.txt", "Совет постановляет".encode("cp866"), "encoding"),
        ("torn.txt", "Совет постановляет".encode() + b"\xff", "encoding"),
        ("scan.djvu", b"AT&TFORM....DJVM", "picture"),
    ],
)
def test_each_foreign_file_is_called_by_its_name(name, data, code):
    assert refusal(data, name) == code


def test_page_breaks_do_not_shift_the_lines_of_a_text():
    lines = read_file("paper.txt", "а\n\fб\nв\n\x1a".encode()).lines
    assert [(line.number, line.text.strip()) for line in lines] == [(1, "а"), (2, "б"), (3, "в")]


def test_a_text_may_begin_like_an_archive_or_a_picture():
    assert printed("PK и BM".encode(), "paper.txt") == ["PK и BM"]
