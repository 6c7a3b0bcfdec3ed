"""A small supervisor: keeps a handful of children running and stops them in order."""

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from subprocess import Popen
from types import FrameType

from tracker.servers.embedded import Say
from tracker.servers.process import stop

POLL_SECONDS = 0.2
PAUSE_SECONDS = 1.0
LONGEST_PAUSE = 60.0
# Running this long counts as recovered.
STEADY_SECONDS = 60.0


class Stopped(BaseException):
    """Somebody asked us to end (Ctrl-C, SIGTERM, a closed terminal)."""


@dataclass
class Child:
    """One process to keep running."""

    title: str
    start: Callable[[], Popen[bytes]]
    patience: float = 20
    ask: signal.Signals = signal.SIGTERM
    process: Popen[bytes] | None = field(default=None, init=False)
    began: float = field(default=0, init=False)
    pause: float = field(default=PAUSE_SECONDS, init=False)
    due: float = field(default=0, init=False)

    def launch(self) -> None:
        """Start it now."""
        self.process = self.start()
        self.began = time.monotonic()
        self.due = 0

    def died(self) -> bool:
        """Whether it has ended by itself since its last start."""
        return self.process is not None and self.process.poll() is not None

    def finish(self) -> int:
        """Stop it; return its exit code."""
        return stop(self.process, ask=self.ask, patience=self.patience) if self.process else 0


@dataclass
class Supervisor:
    """Children in the order of their start; they end in the reverse order."""

    say: Say
    children: list[Child] = field(default_factory=list)

    def add(self, child: Child) -> Child:
        """Start a child and watch it from now on."""
        child.launch()
        self.children.append(child)
        return child

    def watch(self, tend: Callable[[], None]) -> None:
        """Restart what dies, until somebody asks us to end; ``tend`` runs at every round."""
        while True:
            tend()
            for child in self.children:
                self._look_after(child)
            time.sleep(POLL_SECONDS)

    def finish(self) -> None:
        """Stop all children, the last started first."""
        while self.children:
            child = self.children.pop()
            code = child.finish()
            self.say(f"{child.title} 已停止" + (f"（退出码 {code}）" if code else ""))

    def _look_after(self, child: Child) -> None:
        if child.due:
            if time.monotonic() >= child.due:
                child.launch()
        elif child.died():
            self._plan_restart(child)

    def _plan_restart(self, child: Child) -> None:
        assert child.process is not None
        steady = time.monotonic() - child.began > STEADY_SECONDS
        child.pause = PAUSE_SECONDS if steady else min(child.pause * 2, LONGEST_PAUSE)
        child.due = time.monotonic() + child.pause
        self.say(
            f"{child.title} 意外退出（退出码 {child.process.returncode}），"
            f"{child.pause:.0f} 秒后重新启动"
        )


def listen_to_signals() -> None:
    """Turn the signals that ask us to end into Stopped.

    A shell starts background jobs with Ctrl-C ignored; we listen all the same. An ignored
    hang-up (nohup) stays ignored.
    """
    names = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        names.append(signal.SIGHUP)

    def raise_stopped(number: int, frame: FrameType | None) -> None:
        # One request is enough; the next one must not break the orderly end.
        for name in names:
            signal.signal(name, signal.SIG_IGN)
        raise Stopped

    for name in names:
        signal.signal(name, raise_stopped)
