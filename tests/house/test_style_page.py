"""The living style page."""

import pytest

from cms.blocks import BodyBlock
from tests.house.conftest import INLINE

pytestmark = pytest.mark.django_db


def test_the_staff_sees_every_block_drawn(client, council, author):
    client.force_login(author)
    answer = client.get("/style/")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert not INLINE.search(text)
    for name in BodyBlock().child_blocks:
        assert f'id="stream-1-{name}"' in text


def test_strangers_are_asked_to_log_in(client, council):
    answer = client.get("/style/")
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]
