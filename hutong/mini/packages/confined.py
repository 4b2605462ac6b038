"""Run a program that reads strangers' files: `python confined.py MEGABYTES SECONDS WRITABLE… : READABLE… : COMMAND …`.

Memory, processor time, the size of each file and open files are limited. Where the machine allows it there is no
network, and no file but those below the folders named and the system's own. A file of its own without imports of ours,
so that it starts in no time.
"""

import ctypes
import os
import resource
import struct
import sys

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_MOST_FILE_BYTES = 64 << 20
_MOST_OPEN_FILES = 1024

# The system's programs and libraries, and the little else that every program looks at.
_SYSTEM = (
    "/usr", "/bin", "/sbin", "/lib", "/lib64", "/opt", "/nix/store", "/etc/ssl",
    "/etc/ld.so.cache", "/sys/fs/cgroup", "/proc",
)  # fmt: skip
_DEVICES = ("/dev/null", "/dev/urandom", "/dev/zero")

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF, _NO_NEW_PRIVILEGES = 444, 445, 446, 38
_VERSION, _PATH_BENEATH = 1, 1
_EXECUTE, _WRITE, _READ, _LIST, _TRUNCATE = 1, 1 << 1, 1 << 2, 1 << 3, 1 << 14
_LOOK = _EXECUTE | _READ | _LIST
_OF_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE


def main() -> None:
    """Confine this process, and become the command."""
    megabytes, seconds, named = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    first = named.index(":")
    second = named.index(":", first + 1)
    writable, readable, command = named[:first], named[first + 1 : second], named[second + 1 :]
    # V8 reserves far more addresses than it ever fills; what is written to is what counts.
    _limit(resource.RLIMIT_DATA, megabytes << 20)
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_FSIZE, _MOST_FILE_BYTES)
    _limit(resource.RLIMIT_NOFILE, _MOST_OPEN_FILES)
    _limit(resource.RLIMIT_CORE, 0)
    leave_network()
    leave_files(writable, readable)
    os.execvpe(command[0], command, os.environ)


def leave_network() -> bool:
    """Go where there is no network but one's own; False where this machine does not allow it."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    return 0 in (libc.unshare(_NEW_NET), libc.unshare(_NEW_USER | _NEW_NET))


def leave_files(writable: list[str], readable: list[str]) -> bool:
    """See no files but these and the system's (Landlock); False where this machine does not allow it."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE_RULESET, None, 0, _VERSION)
    if version < 1:
        return False
    every = (1 << (13 if version == 1 else 14 if version == 2 else 15)) - 1
    ruleset = libc.syscall(_CREATE_RULESET, struct.pack("=Q", every), 8, 0)
    if ruleset < 0:
        return False
    allowed = [(path, _LOOK) for path in (*_SYSTEM, *readable)]
    allowed += [(path, _READ | _WRITE) for path in _DEVICES]
    allowed += [(path, every) for path in writable]
    for path, access in allowed:
        _allow(libc, ruleset, path, access & every)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    return bool(libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, access: int) -> None:
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        # Not every system has every folder.
        return
    if not os.path.isdir(path):
        access &= _OF_FILES
    libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, struct.pack("=Qi", access, opened), 0)
    os.close(opened)


def _limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main()
