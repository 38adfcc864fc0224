"""The same council as followers read, and its data as a program asks for them."""

import pytest

from tests.follow.conftest import (  # noqa: F401
    adopted,
    cost,
    make_meeting,
    make_news,
    member,
    nothing_kept,
    on_control,
    published,
    put,
)


@pytest.fixture
def ask(client):
    """What the address answers, as data."""

    def make(path, status=200, **query):
        answer = client.get(f"/api/v1/{path}", query)
        assert answer.status_code == status, answer.content
        return answer.json()

    return make
