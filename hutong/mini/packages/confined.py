"""Run a program that reads strangers' files: `python confined.py MEGABYTES SECONDS COMMAND …`.

Memory, processor time, the size of each file and open files are limited, and where the machine allows it there is no
network. A file of its own without imports of ours, so that it starts in no time.
"""

import ctypes
import os
import resource
import sys

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_MOST_FILE_BYTES = 64 << 20
_MOST_OPEN_FILES = 1024


def main() -> None:
    """Confine this process, and become the command."""
    megabytes, seconds, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    # V8 reserves far more addresses than it ever fills; what is written to is what counts.
    _limit(resource.RLIMIT_DATA, megabytes << 20)
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_FSIZE, _MOST_FILE_BYTES)
    _limit(resource.RLIMIT_NOFILE, _MOST_OPEN_FILES)
    _limit(resource.RLIMIT_CORE, 0)
    leave_network()
    os.execvpe(command[0], command, os.environ)


def leave_network() -> bool:
    """Go where there is no network but one's own; False where this machine does not allow it."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    return 0 in (libc.unshare(_NEW_NET), libc.unshare(_NEW_USER | _NEW_NET))


def _limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main()
