"""Codes stories one after another, in this process or in several, and never stops at a bad one.

What comes out is in the order of what went in, and the same however many processes work. Whatever
goes wrong with one story (an error, a crash of its process, too much time) sets that story aside
and no other.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from dragoman.errors import DragomanError
from dragoman.model import Story

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    from dragoman.pipeline import Coded
    from dragoman.reading import SetAside

CODING = "coding"
"""Stage of what is set aside here."""

THREAD_SETTINGS = (
    "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS", "NUMEXPR_NUM_THREADS",
)  # fmt: skip
"""What numeric libraries ask, when they are loaded, for the number of their threads."""

BASE_SECONDS, CHARS_A_SECOND = 60.0, 5_000
"""A story may take a minute and a second for each 5,000 characters: about a twentieth of the
usual speed, so that only what hangs is cut off, not a slow machine."""

_AHEAD = 64
_REASON_CHARS = 300

StoryCoder = Callable[[Story], "Coded"]
Budget = Callable[[Story], float]


def budget_of(story: Story) -> float:
    """Seconds that the coding of a story may take."""
    return BASE_SECONDS + len(story.text) / CHARS_A_SECOND


def one_thread() -> None:
    """Let numeric libraries use one thread, unless the user said otherwise.

    It must be called before NumPy is imported. Small matrices gain nothing from more threads, and
    several processes with several threads each slow one another down.
    """
    for name in THREAD_SETTINGS:
        os.environ.setdefault(name, "1")


def code_story(code: StoryCoder, story: Story, seconds: float | None = None) -> Coded | SetAside:
    """Code one story; whatever goes wrong becomes its reason for being set aside.

    `seconds`: stop after so long. This works in the main thread of a Unix process only; elsewhere
    the story takes the time it takes.
    """
    try:
        with _limited(seconds):
            return code(story)
    except _Overtime:
        return _aside(story, _too_slow(seconds or 0.0))
    except DragomanError as error:
        return _aside(story, str(error))
    except MemoryError:
        return _aside(story, "there was not enough memory to code it; split it")
    except Exception as error:
        return _aside(story, f"Dragoman failed on it, which is a fault to report: {_named(error)}")


def in_this_process(
    items: Iterable[Story | SetAside], make: Callable[[], StoryCoder], budget: Budget = budget_of
) -> Iterator[Coded | SetAside]:
    """Code the stories among `items` here, lazily; what was set aside before passes through."""
    code: StoryCoder | None = None
    for item in items:
        if isinstance(item, Story):
            code = code or make()
            yield code_story(code, item, budget(item))
        else:
            yield item


def in_processes(
    items: Iterable[Story | SetAside],
    make: Callable[[], StoryCoder],
    jobs: int,
    budget: Budget = budget_of,
) -> Iterator[Coded | SetAside]:
    """Code the stories among `items` in `jobs` processes of their own, lazily and in order.

    Each process calls `make` once, which must be picklable, and codes one story at a time.
    Processes are spawned, never forked, and only as many as there are stories. One that crashes
    or overruns the budget is ended and replaced, and its story set aside.

    Raises:
        DragomanError: a process cannot start.
    """
    with _Pool(make, jobs, budget) as pool:
        yield from pool.run(items)


# --- one story


class _Overtime(BaseException):
    """Not an Exception, so that no handler on the way takes it for something else."""


@contextmanager
def _limited(seconds: float | None) -> Iterator[None]:
    main = threading.current_thread() is threading.main_thread()
    if seconds is None or not main or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_number: int, _frame: object) -> None:
        raise _Overtime

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _aside(story: Story, reason: str) -> SetAside:
    from dragoman.reading import SetAside

    return SetAside(story.origin, CODING, reason, story.id)


def _too_slow(seconds: float) -> str:
    return f"its coding took more than the {math.ceil(seconds)} seconds allowed; split it"


def _named(error: Exception) -> str:
    """The error in one line, with the place it came from."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    where = "" if at is None else f" (in {at.tb_frame.f_code.co_name}, line {at.tb_lineno})"
    words = " ".join(str(error).split())[:_REASON_CHARS]
    return f"{type(error).__name__}: {words}{where}" if words else f"{type(error).__name__}{where}"


# --- several processes


def _serve(pipe: Connection, make: Callable[[], StoryCoder]) -> None:
    """What a worker process does: says that it is ready (None) or why not, then codes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    one_thread()
    try:
        code = make()
    except DragomanError as error:
        pipe.send(str(error))
        return
    pipe.send(None)
    while True:
        try:
            story = pipe.recv()
        except EOFError:
            return
        outcome = code_story(code, story)
        try:
            pipe.send(outcome)
        except BrokenPipeError:
            return


class _Worker:
    """One process, and the story it has, if any."""

    def __init__(self, make: Callable[[], StoryCoder]) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(
            target=_serve, args=(theirs, make), daemon=True, name="dragoman"
        )
        self.process.start()
        theirs.close()
        self.ready = False
        self.task: tuple[int, Story] | None = None
        self.seconds = 0.0
        self.deadline = math.inf

    def take(self, number: int, story: Story, seconds: float) -> bool:
        """Give it a story; False if the process is dead."""
        try:
            self.pipe.send(story)
        except (BrokenPipeError, ConnectionResetError):
            return False
        self.task, self.seconds = (number, story), seconds
        self.deadline = time.monotonic() + seconds
        return True

    def ended(self) -> str:
        """How the process ended."""
        self.process.join(5)
        code = self.process.exitcode
        if code is None:
            return "stopped answering"
        if code < 0:
            with suppress(ValueError):
                return f"was ended by signal {signal.Signals(-code).name}"
        return f"ended with status {code}"

    def stop(self, grace: float = 0.0) -> None:
        self.pipe.close()
        self.process.join(grace)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


class _Pool:
    def __init__(self, make: Callable[[], StoryCoder], jobs: int, budget: Budget) -> None:
        self.make, self.jobs, self.budget = make, jobs, budget
        self.workers: list[_Worker] = []
        self.waiting: deque[tuple[int, Story]] = deque()
        self.done: dict[int, Coded | SetAside] = {}
        self.given = 0

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.pipe.close()
        for worker in self.workers:
            worker.stop(grace=0.5 if worker.task is None else 0.0)

    def run(self, items: Iterable[Story | SetAside]) -> Iterator[Coded | SetAside]:
        source = enumerate(items)
        more = True
        while True:
            while self.given in self.done:
                # counted before it is given out: the caller may never come back
                self.given += 1
                yield self.done.pop(self.given - 1)
            while more and len(self.waiting) < self.jobs and len(self.done) < _AHEAD * self.jobs:
                number, item = next(source, (-1, None))
                if item is None:
                    more = False
                elif isinstance(item, Story):
                    self.waiting.append((number, item))
                else:
                    self.done[number] = item
            self._assign()
            if self.given in self.done:
                continue
            if not more and not self.waiting and not any(w.task for w in self.workers):
                return
            self._listen()

    def _assign(self) -> None:
        for worker in list(self.workers):
            if worker.ready and worker.task is None and self.waiting:
                number, story = self.waiting[0]
                if worker.take(number, story, self.budget(story)):
                    self.waiting.popleft()
                else:
                    self._remove(worker)
        starting = sum(not worker.ready for worker in self.workers)
        while starting < len(self.waiting) and len(self.workers) < self.jobs:
            self.workers.append(_Worker(self.make))
            starting += 1

    def _listen(self) -> None:
        busy = {w.pipe: w for w in self.workers if w.task is not None or not w.ready}
        soonest = min((w.deadline for w in busy.values()), default=math.inf)
        timeout = None if soonest == math.inf else max(0.0, soonest - time.monotonic())
        for pipe in wait(list(busy), timeout):
            self._hear(busy[pipe])  # type: ignore[index]
        now = time.monotonic()
        for worker in list(self.workers):
            if worker.task is not None and worker.deadline <= now:
                number, story = worker.task
                self.done[number] = _aside(story, _too_slow(worker.seconds))
                self._remove(worker)

    def _hear(self, worker: _Worker) -> None:
        try:
            message = worker.pipe.recv()
        except (EOFError, ConnectionResetError):
            self._lost(worker)
            return
        if not worker.ready:
            if message is not None:
                raise DragomanError(message)
            worker.ready = True
        elif worker.task is not None:
            self.done[worker.task[0]] = message
            worker.task, worker.deadline = None, math.inf

    def _lost(self, worker: _Worker) -> None:
        how = worker.ended()
        if not worker.ready:
            raise DragomanError(
                f"a worker process {how} before it could start; in a script, code that uses more "
                'than one job must stand under `if __name__ == "__main__":`'
            )
        if worker.task is not None:
            number, story = worker.task
            self.done[number] = _aside(story, f"the process that coded it {how}")
        self._remove(worker)

    def _remove(self, worker: _Worker) -> None:
        self.workers.remove(worker)
        worker.stop()
