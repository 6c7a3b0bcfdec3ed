"""Whole databases: is one empty, drop and create the demo's, and only the demo's."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg2
from django.db import connection, connections
from psycopg2 import errors, sql

from tracker.servers import ServerError

DEMO_SUFFIX = "_demo"


def ensure(settings: dict[str, Any]) -> None:
    """Create the database unless it is there."""
    with _beside(settings) as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [settings["NAME"]])
        if not cursor.fetchone():
            _create(cursor, settings["NAME"])


def recreate_demo(settings: dict[str, Any]) -> None:
    """Drop the demo's database with everything in it and create it anew, without tables.

    Connections to it are cut. Any database whose name does not end in ``_demo`` is refused.
    """
    name = settings["NAME"]
    if not name.endswith(DEMO_SUFFIX):
        raise ServerError(
            f"拒绝重建数据库 {name}：只有名称以 {DEMO_SUFFIX} 结尾的演示库可以重建，"
            "请设 TRACKER_PROFILE=demo。"
        )
    connections.close_all()
    with _beside(settings) as cursor:
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        cursor.execute(statement.format(sql.Identifier(name)))
        _create(cursor, name)


def is_empty() -> bool:
    """Whether the profile's database has no table at all."""
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def _create(cursor: Any, name: str) -> None:
    cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


@contextmanager
def _beside(settings: dict[str, Any]) -> Iterator[Any]:
    """A cursor in the server's own database, outside any transaction."""
    known = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    words = {key: settings[name] for key, name in known.items() if settings.get(name)}
    try:
        line = psycopg2.connect(dbname="postgres", **words, **settings.get("OPTIONS", {}))
    except psycopg2.OperationalError as error:
        raise ServerError(f"连接数据库服务器失败：{error}请检查 DATABASE_URL。") from error
    with closing(line):
        line.autocommit = True
        try:
            yield line.cursor()
        except errors.InsufficientPrivilege as error:
            raise ServerError(
                f"数据库账号没有建库权限：{error}请由管理员执行 ALTER ROLE … CREATEDB。"
            ) from error
