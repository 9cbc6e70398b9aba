"""One run of a program, and what it cost."""
import os
import signal
import threading
import time
from dataclasses import dataclass
from pathlib import Path

# a client that hangs is a failure, not a figure
PATIENCE_S = 120


class Failed(Exception):
    """A program that was to be measured did not do its work."""


@dataclass(frozen=True)
class Trial:
    """Milliseconds and megabytes; `first` is from the start of the process to the first byte of audio at the server."""
    first: float | None
    wall: float
    cpu: float
    rss: float
    threads: int
    output: str


def run(command, environment, far_end=None, count_threads=False):
    """Runs a program to its end. Its output is kept in files, so that nobody has to read while it runs."""
    log = os.path.join(os.environ['SPEED_SCRATCH'], 'output')
    files = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
             (os.POSIX_SPAWN_OPEN, 1, log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
             (os.POSIX_SPAWN_OPEN, 2, log + '.err', os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)]
    if far_end:
        far_end.forget()
    began = time.monotonic_ns()
    pid = os.posix_spawnp(command[0], [str(word) for word in command], {**os.environ, **environment}, file_actions=files)
    watch = Threads(pid) if count_threads else None
    alarm = threading.Timer(PATIENCE_S, os.kill, (pid, signal.SIGKILL))
    alarm.start()
    _, status, used = os.wait4(pid, 0)
    wall = time.monotonic_ns() - began
    alarm.cancel()
    if os.waitstatus_to_exitcode(status) != 0:
        raise Failed(f'{" ".join(map(str, command))}\nended with {os.waitstatus_to_exitcode(status)}:\n'
                     + Path(log + '.err').read_text()[-2000:])
    first = far_end.first() if far_end else None
    return Trial(first=(first - began) / 1e6 if first else None, wall=wall / 1e6,
                 cpu=(used.ru_utime + used.ru_stime) * 1e3, rss=used.ru_maxrss / 1024,
                 threads=watch.most() if watch else 0, output=Path(log).read_text())


class Threads:
    """Counts the threads that the kernel knows of a process, every 20 ms."""

    def __init__(self, pid):
        self.pid, self.peak = pid, 0
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.thread.start()

    def watch(self):
        try:
            while True:
                self.peak = max(self.peak, len(os.listdir(f'/proc/{self.pid}/task')))
                time.sleep(0.02)
        except OSError:
            pass  # it has ended

    def most(self):
        self.thread.join()
        return self.peak
