"""The tests' own PostgreSQL: every process gets a database of its own on one shared server."""

import os

import pytest
from sqlalchemy import create_engine, text

from tests.postgres import drop_database, fresh_database


@pytest.mark.parametrize("durable", [False, True], ids=["fast", "durable"])
@pytest.mark.parametrize("turn", [1, 2], ids=["first", "again"])
def test_fresh_database_is_empty_and_writable(turn: int, durable: bool) -> None:
    name = f"careers_ground_{os.getpid()}"
    engine = create_engine(fresh_database(name, durable=durable))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE once (id integer)"))
        fsync = connection.execute(text("SHOW fsync")).scalar_one()
    engine.dispose()
    drop_database(name, durable=durable)
    assert fsync == "on" or not durable
