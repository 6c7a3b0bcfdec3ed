"""Numbers what the text points to: sources as first cited, tables as they stand."""

from collections.abc import Iterable

from evaluation.outline.account import Source
from evaluation.outline.blocks import Entry, Sources
from evaluation.outline.printable import OutlineError
from evaluation.outline.words import day, marks


class References:
    """Hands out [n] and 表n while the chapters are written, then gives the list of sources."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._known = {source.key: source for source in sources}
        self._numbers: dict[str, int] = {}
        self._tables = 0

    def next_table(self) -> str:
        """The name of the table about to be written: 表1, 表2…"""
        self._tables += 1
        return f"表{self._tables}"

    def cite(self, keys: Iterable[str]) -> str:
        """Marks for the given keys, numbering new ones; 暂无资料 when there is no key."""
        return marks(sorted({self._number(key) for key in keys}))

    def _number(self, key: str) -> int:
        if key not in self._known:
            raise OutlineError(f"资料来源“{key}”不在来源清单中。")
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def listed(self) -> Sources:
        """The cited sources in the order of their numbers; uncited ones are left out."""
        return Sources(
            tuple(_entry(number, self._known[key]) for key, number in self._numbers.items())
        )


def _entry(number: int, source: Source) -> Entry:
    dated = day(source.published_on, source.precision) if source.published_on else "发布时间不详"
    publisher = "" if source.title.startswith(source.publisher) else source.publisher
    words = [source.title + source.number, publisher, dated, source.note]
    return Entry(number, "，".join(word for word in words if word) + "。", source.link)
