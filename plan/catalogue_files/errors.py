"""What is wrong with a catalogue or history file, said so that it can be mended."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class CatalogueError:
    """One fault. `line` 0 speaks of the file as a whole; `column` may be blank."""

    file: str
    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        line = f" 第{self.line}行" if self.line else ""
        column = f" {self.column} 列" if self.column else ""
        return f"{self.file}{line}{column}：{self.reason}"


class CatalogueRefusedError(ValueError):
    """A folder is refused; `errors` lists every fault found, in file and line order."""

    def __init__(self, errors: list[CatalogueError]) -> None:
        self.errors = tuple(sorted(errors))
        super().__init__("\n".join(str(error) for error in self.errors))


class CellError(ValueError):
    """A cell does not hold what its column asks for; the message is the reason, in Chinese."""
