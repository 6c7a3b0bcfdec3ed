"""What works and what does not: the findings behind ``/healthz`` and ``manage.py doctor``."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import redis
from celery import current_app
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from metrics import queries as metrics
from metrics.models import Claim

OLD_MARK = timedelta(minutes=5)
NAMED = 3
FREE_BYTES = 1_000_000_000
GIB = 1024**3
TROUBLE = (DatabaseError, redis.RedisError, OperationalError, OSError, ImproperlyConfigured)


@dataclass(frozen=True)
class Finding:
    """One thing looked at: what was seen and, where it is bad, what to do."""

    subject: str
    good: bool
    seen: str
    remedy: str = ""


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when database, broker and queue are in order, else 503; tell no details."""
    found = {name: check().good for name, check in QUICK.items()}
    good = all(found.values())
    return JsonResponse({"ok": good, **found}, status=200 if good else 503)


def database() -> Finding:
    """Whether the database answers."""
    remedy = "启动系统（make run 或 manage.py serve），或检查 DATABASE_URL 及该服务器。"
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            version = cursor.fetchone()[0].split()[0]
    except TROUBLE as error:
        return Finding("数据库", False, f"连接失败：{_first_line(error)}", remedy)
    return Finding("数据库", True, f"PostgreSQL {version}，库名 {connection.settings_dict['NAME']}")


def tables() -> Finding:
    """Whether the tables are those of this version."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except TROUBLE as error:
        return Finding("数据表", False, f"无法检查：{_first_line(error)}", "先恢复数据库。")
    if waiting:
        return Finding(
            "数据表", False, f"有 {len(waiting)} 项更新未执行", "执行 manage.py migrate。"
        )
    return Finding("数据表", True, "与程序版本一致")


def broker() -> Finding:
    """Whether the broker answers."""
    remedy = "启动系统（make run 或 manage.py serve），或检查 REDIS_URL 及该服务器。"
    try:
        client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=3)
        with client:
            seen = client.info("server")
    except TROUBLE as error:
        return Finding("消息服务", False, f"连接失败：{_first_line(error)}", remedy)
    name = "Valkey" if "valkey_version" in seen else "Redis"
    return Finding("消息服务", True, f"{name} {seen.get('valkey_version', seen['redis_version'])}")


def worker() -> Finding:
    """Whether a worker answers through the broker."""
    remedy = "启动系统，或单独启动后台任务：celery -A tracker worker。"
    try:
        answers = current_app.control.ping(timeout=2)
    except TROUBLE as error:
        return Finding("后台任务", False, f"无法询问：{_first_line(error)}", "先恢复消息服务。")
    if not answers:
        return Finding("后台任务", False, "没有进程应答", remedy)
    return Finding("后台任务", True, f"{len(answers)} 个进程应答")


def queue() -> Finding:
    """How long the oldest change has been waiting for its computation."""
    try:
        parked = metrics.parked()
        oldest = metrics.waiting().order_by("marked_at").first()
    except TROUBLE as error:
        return Finding("待算队列", False, f"无法检查：{_first_line(error)}", "先恢复数据库。")
    age = timezone.now() - oldest.marked_at if oldest else timedelta()
    seen = f"最早一项已等待 {age.total_seconds():.0f} 秒" if oldest else "没有等待的项"
    if parked:
        return Finding(
            "待算队列",
            False,
            f"{seen}；另有 {len(parked)} 项计算失败，已搁置：{_names(parked)}",
            "由系统管理员在“计算状态”页查看原因，修正后点“重新计算”；详见日志 worker.log。",
        )
    if age > OLD_MARK:
        return Finding("待算队列", False, seen, "检查后台任务是否在运行，看日志 worker.log。")
    return Finding("待算队列", True, seen)


def disk() -> Finding:
    """Room left where the data lies."""
    settings.PLACES.make_data()
    free = shutil.disk_usage(settings.DATA_DIR).free
    seen = f"{settings.DATA_DIR} 所在磁盘可用 {free / GIB:.1f} GiB"
    if free < FREE_BYTES:
        return Finding("磁盘", False, seen, "清理磁盘，或用 TRACKER_DATA 把数据放到更大的盘。")
    return Finding("磁盘", True, seen)


QUICK: dict[str, Callable[[], Finding]] = {"database": database, "broker": broker, "queue": queue}
ALL: tuple[Callable[[], Finding], ...] = (database, tables, broker, worker, queue, disk)


def _names(parked: list[Claim]) -> str:
    shown = "、".join(row.subject for row in parked[:NAMED])
    return shown + ("等" if len(parked) > NAMED else "")


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0]
