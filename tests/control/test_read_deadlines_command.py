"""manage.py read_deadlines: phrases in, readings out, a line for a line."""

import io
import json
import sys

import pytest
from django.core.management import call_command

from tests.control.deadline_phrases import phrases


def run(capsys, path):
    code = 0
    try:
        call_command("read_deadlines", jsonl=str(path))
    except SystemExit as stop:
        code = stop.code
    printed = capsys.readouterr()
    return code, [json.loads(line) for line in printed.out.splitlines()], printed.err


def iso(day):
    return day.isoformat() if day else None


def test_every_phrase_of_the_tables_is_answered_in_its_place(capsys, tmp_path):
    rows = phrases("terms", "sentences", "no_terms")
    path = tmp_path / "phrases.jsonl"
    path.write_text(
        "".join(
            json.dumps({"text": row.words, "context": {name: iso(day) for name, day in row.context.items()}}) + "\n"
            for row in rows
        )
    )
    code, answers, err = run(capsys, path)
    assert (code, err) == (0, "")
    assert answers == [
        {"kind": row.kind, "due": [iso(day) for day in row.due], "start": iso(row.start), "end": iso(row.end)}
        for row in rows
    ]


@pytest.mark.parametrize("line", ['{"text": "до 1 мая 2026"}', '{"text": "до 1 мая 2026", "context": null}'])
def test_the_context_may_be_missing_and_the_file_may_be_standard_input(capsys, monkeypatch, line):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"\ufeff{line}\r\n\n".encode())))
    assert run(capsys, "-") == (
        0,
        [{"kind": "exact_date", "due": ["2026-05-01"], "start": "2026-05-01", "end": "2026-05-01"}],
        "",
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b'{"text": "x"', "2"),
        (b"[" * 100_000, "2"),
        (b"\xff\xfe", "2"),
        (b"[]", "text"),
        (b'{"context": {}}', "text"),
        (b'{"text": "x", "context": []}', ""),
        (b'{"text": "x", "context": [1]}', "context"),
        (b'{"text": "x", "context": {"act_date": "31.12.2026"}}', "act_date"),
        (b'{"text": "x", "context": {"plan_end": 2026}}', "plan_end"),
    ],
)
def test_a_bad_line_is_named_in_one_line(capsys, tmp_path, line, words):
    path = tmp_path / "phrases.jsonl"
    path.write_bytes('{"text": "май 2026"}\n'.encode() + line + b"\n")
    code, answers, err = run(capsys, path)
    if not words:
        assert (code, len(answers)) == (0, 2)
        return
    assert code == 2
    assert [answer["kind"] for answer in answers] == ["month"]
    assert len(err.splitlines()) == 1
    assert words in err


def test_a_file_that_is_not_there_is_told_in_one_line(capsys, tmp_path):
    code, answers, err = run(capsys, tmp_path / "none.jsonl")
    assert (code, answers, len(err.splitlines())) == (2, [], 1)
