"""Stands between this program and LibreOffice; run as a program of its own, never imported by it.

    python -I -S guard.py SECONDS MEMORY FILESIZE FOLDER LEFT COMMAND ...

Runs COMMAND in a process group and, on Linux where the system allows it, a network of its own that leads nowhere.
Whatever happens (it ends, takes too long, the caller closes this program's standard input, stops or dies), all
processes it started are killed first, and the files LEFT (a list as of a search path) removed; if the caller is gone,
FOLDER too. Standard library only: it must start fast.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

DONE, TIMEOUT, NOT_STARTED, STOPPED = 0, 90, 91, 92
"""Exit statuses: the command ended by itself, was too slow, could not be started, or nobody waits for it any more."""

_POSIX = os.name == "posix"
_CHECK = 0.05
"""Seconds between looks at the command."""
# <sched.h>, <sys/prctl.h>
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_PDEATHSIG, _SUBREAPER = 1, 36


def main(arguments: list[str]) -> int:
    """Run the command line described above and return one of the statuses above."""
    seconds, memory, file_size, folder, left, *command = arguments
    gone = threading.Event()
    _own_process(gone)
    _no_network()
    threading.Thread(target=_watch_caller, args=(gone,), daemon=True).start()
    try:
        process = _start(command, float(seconds), int(memory), int(file_size))
    except OSError as error:
        print(error, file=sys.stderr)
        return NOT_STARTED
    status = TIMEOUT
    end = time.monotonic() + float(seconds)
    try:
        while time.monotonic() < end and not gone.is_set():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_CHECK)
                status = DONE
                break
    finally:
        _kill_all(process)
        for file in filter(None, left.split(os.pathsep)):
            with contextlib.suppress(OSError):
                Path(file).unlink()
    if gone.is_set():
        shutil.rmtree(folder, ignore_errors=True)
        return STOPPED
    return status


def _watch_caller(gone: threading.Event) -> None:
    # nothing is ever written to the pipe: it ends when the caller closes it or is no more
    with contextlib.suppress(OSError, ValueError):
        while os.read(0, 1024):
            pass
    gone.set()


def _own_process(gone: threading.Event) -> None:
    if not _POSIX:
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: gone.set())
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            libc = ctypes.CDLL(None)
            # another process may hold the caller's end of the pipe open beyond its death
            libc.prctl(_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
            # a command's children that lose their parent become ours, wherever they hide
            libc.prctl(_SUBREAPER, 1, 0, 0, 0)


def _no_network() -> None:
    """Leave the machine's network, if an unprivileged process may; a refusal changes nothing."""
    if sys.platform != "linux":
        return
    user, group = os.getuid(), os.getgid()
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        if libc.unshare(_NEW_NET) == 0 or libc.unshare(_NEW_USER | _NEW_NET) != 0:
            return
        # without these the command would run as nobody
        for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
            Path(f"/proc/self/{name}").write_text(text, encoding="ascii")


def _start(command: list[str], seconds: float, memory: int, file_size: int) -> subprocess.Popen[bytes]:
    if _POSIX:
        import resource

        cpu = int(seconds * (os.cpu_count() or 1)) + 10
        for what, limit in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_FSIZE, file_size),
            (resource.RLIMIT_CPU, cpu),
            (resource.RLIMIT_CORE, 0),
        ):
            with contextlib.suppress(OSError, ValueError):
                hard = resource.getrlimit(what)[1]
                most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
                resource.setrlimit(what, (most, most))
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=_POSIX)


def _kill_all(process: subprocess.Popen[bytes]) -> None:
    if not _POSIX:
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(5)
    # those that left the group; each may leave others
    for _ in range(100):
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return
        for pid in _children():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.02)


def _children() -> list[int]:
    mine = []
    with contextlib.suppress(OSError):
        for entry in os.scandir("/proc"):
            if entry.name.isdigit():
                with contextlib.suppress(OSError, ValueError, IndexError):
                    # the name in brackets may hold anything; the parent is the second field after it
                    fields = Path(entry.path, "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2]
                    if int(fields.split()[1]) == os.getpid():
                        mine.append(int(entry.name))
    return mine


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
