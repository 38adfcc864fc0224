"""What the check says of the real papers, read and put before the secretary as drafts."""

import pytest

from documents.readers import read_file
from programs.reading import read_document
from resolutions.consistency import findings
from resolutions.drafting import create_draft

RESOLUTIONS = {
    "ivanovo-2022-12-15-resolution-9-5.docx",
    "kursk-2022-11-21-resolution-5.docx",
    "perm-2023-03-23-resolution-7-2.docx",
}


@pytest.mark.parametrize("name", sorted(RESOLUTIONS))
def test_a_real_paper_gives_findings_each_at_a_place(name, seeds, council):
    document = read_document(read_file(name, (seeds / name).read_bytes()))
    act = create_draft(document, council.acts)
    found = findings(act.get_latest_revision_as_object())
    assert found
    assert all(each.label for each in found)
    # The three bodies say in the text who they are in the header; one paper indeed lacks its signature.
    assert not {"body-differs", "depth-exceeded"} & {each.code for each in found}
