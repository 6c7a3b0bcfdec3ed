"""The worker of the web server: what never reaches Django is refused in words too.

gunicorn answers a request it cannot read by itself, in English.
"""

from __future__ import annotations

from typing import Any

from gunicorn import util
from gunicorn.http import errors
from gunicorn.workers.gthread import ThreadWorker

AGAIN = "请返回上一页，或从首页重新打开。"
REFUSED: dict[type[Exception], tuple[str, str, str]] = {
    errors.LimitRequestLine: (
        "414 URI Too Long", "网址过长", f"筛选条件或输入的文字过长，系统没有受理。{AGAIN}",
    ),
    errors.LimitRequestHeaders: (
        "431 Request Header Fields Too Large", "请求头过大",
        f"浏览器随请求发来的内容过多，系统没有受理。请清除本站的 Cookie 后重新登录。{AGAIN}",
    ),
} | dict.fromkeys(
    (errors.InvalidRequestLine, errors.InvalidRequestMethod, errors.InvalidHTTPVersion,
     errors.InvalidHeader, errors.InvalidHeaderName),
    ("400 Bad Request", "请求无法识别", f"网址或请求的格式有误，系统没有受理。{AGAIN}"),
)  # fmt: skip
PAGE = """<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{word} - 哈长城市群发展规划实施跟踪系统</title></head>
<body><h1>{word}</h1><p>{text}</p><p><a href="/">返回首页</a></p></body>
</html>
"""


class Worker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's worker with threads; refusals in Chinese."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Tell what is wrong with a request that cannot be read; all else as gunicorn does."""
        refused = REFUSED.get(type(exc))  # type: ignore[arg-type]
        if refused is None:
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("Refused %s: %s", refused[0], type(exc).__name__)
        try:
            util.write_nonblock(client, answer(*refused))
        except OSError:
            self.log.debug("The refusal could not be sent.")


def answer(status: str, word: str, text: str) -> bytes:
    """The whole answer, ready to be sent."""
    body = PAGE.format(word=word, text=text).encode()
    head = (
        f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Cache-Control: no-store\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode("ascii") + body
