"""Run a program that reads strangers' files: `python confined.py MEGABYTES SECONDS WRITABLE… : READABLE… : COMMAND …`.

Memory, processor time, the size of each file and open files are limited. Where the machine allows it there is no
network, and no file but those below the folders named and the system's own. A file of its own without imports of ours,
so that it starts in no time.

`--alone` before all that is for strangers' code itself: it sees less of the system, has no privilege, starts no other
process and reaches none, opens no socket, and ends with whoever started it. It has a /tmp of its own, in memory,
where the machine allows that and nothing that is named lies in the other. `--alone-or-not` ends with `NOT_ALONE`
where this machine does not allow that.
"""

import ctypes
import os
import resource
import struct
import sys

_NEW_USER, _NEW_NET, _NEW_MOUNTS = 0x10000000, 0x40000000, 0x00020000
_TEMPORARY = "/tmp"
# All mounts from here on are ours alone; without programs, devices and other people's rights.
_PRIVATE, _PLAIN = 0x44000, 0x0E
_OUTSIDE = (os.geteuid(), os.getegid())
_MOST_FILE_BYTES = 64 << 20
_MOST_OPEN_FILES = 1024

# The system's programs and libraries, and the little else that every program looks at.
_SYSTEM = (
    "/usr", "/bin", "/sbin", "/lib", "/lib64", "/opt", "/nix/store", "/etc/ssl",
    "/etc/ld.so.cache", "/sys/fs/cgroup", "/proc",
)  # fmt: skip
_DEVICES = ("/dev/null", "/dev/urandom", "/dev/zero")

# What Node needs of the system, and nothing with secrets in it, also for who is root.
_LITTLE = (
    "/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/usr/share/zoneinfo", "/usr/share/icu",
    "/usr/share/nodejs", "/etc/ssl/openssl.cnf", "/etc/ld.so.cache", "/etc/localtime", "/sys/fs/cgroup", "/proc/self",
    "/proc/meminfo", "/proc/cpuinfo", "/proc/stat", "/proc/version", "/proc/sys/vm/overcommit_memory",
)  # fmt: skip

NOT_ALONE = 77
"""The code it ends with where a command may not run unless alone."""
_PARENT_DEATH_SIGNAL, _DROP_FROM_BOUND, _SECCOMP, _FILTER = 1, 24, 22, 2
_KILL = 9
_CAPABILITIES = 64
_CAPABILITY_VERSION = 0x20080522
_NICER = 5

# Per kind of machine: its name in a filter, how processes are cloned, what is refused, and what may name but itself.
_MACHINES = {
    "x86_64": (0xC000003E, 126, 56, 435, (
        41, 57, 58, 101, 109, 112, 129, 141, 142, 144, 155, 161, 165, 166, 200, 203, 240, 248, 249, 250, 251, 256, 272,
        279, 29, 64, 68, 297, 298, 308, 310, 311, 312, 314, 319, 321, 323, 424, 425, 426, 427, 434, 438, 440, 448,
    ), (62, 234), 302),
    "aarch64": (0xC00000B7, 91, 220, 435, (
        198, 117, 154, 157, 138, 140, 118, 119, 41, 51, 40, 39, 130, 122, 180, 217, 218, 219, 30, 238, 97,
        239, 194, 190, 186, 240, 241, 268, 270, 271, 272, 274, 279, 280, 282, 424, 425, 426, 427, 434, 438, 440, 448,
    ), (129, 131), 261),
}  # fmt: skip
_LOAD, _EQUALS, _ANY_BIT, _AT_LEAST, _ANSWER = 0x20, 0x15, 0x45, 0x35, 0x06
_ALLOWED, _ENDED, _REFUSED, _UNKNOWN = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026
_NUMBER, _MACHINE, _FIRST_ARGUMENT = 0, 4, 16
_THREAD = 0x00010000
_OTHER_TONGUE = 0x40000000

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF, _NO_NEW_PRIVILEGES = 444, 445, 446, 38
_VERSION, _PATH_BENEATH = 1, 1
_EXECUTE, _WRITE, _READ, _LIST, _TRUNCATE = 1, 1 << 1, 1 << 2, 1 << 3, 1 << 14
_LOOK = _EXECUTE | _READ | _LIST
_OF_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE


def main() -> None:
    """Confine this process, and become the command."""
    manner, told = (sys.argv[1], sys.argv[2:]) if sys.argv[1].startswith("--") else ("", sys.argv[1:])
    megabytes, seconds, named = int(told[0]), int(told[1]), told[2:]
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
    if manner:
        # Where memory runs out, this is the first to go, and not whoever started it.
        _tell("/proc/self/oom_score_adj", "1000")
    if manner and own_temporary([*writable, *readable]):
        writable.append(_TEMPORARY)
    is_hidden = leave_files(writable, readable, system=_LITTLE if manner else _SYSTEM)
    if manner and not (leave_others() and is_hidden) and manner == "--alone-or-not":
        sys.exit(NOT_ALONE)
    os.execvpe(command[0], command, os.environ)


def leave_network() -> bool:
    """Go where there is no network but one's own; False where this machine does not allow it."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    return 0 in (libc.unshare(_NEW_NET), libc.unshare(_NEW_USER | _NEW_NET))


def own_temporary(named: list[str]) -> bool:
    """Have an empty /tmp in memory that goes with the process; False where this machine does not allow it."""
    is_needed = any(os.path.realpath(path).startswith(_TEMPORARY + "/") for path in named)
    if is_needed or not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_MOUNTS) != 0:
        return False
    # Who went among new users to have no network is nobody there until it is said who they are.
    uid, gid = _OUTSIDE
    for file, told in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        _tell(f"/proc/self/{file}", told)
    libc.mount(None, b"/", None, _PRIVATE, None)
    return bool(libc.mount(b"tmpfs", _TEMPORARY.encode(), b"tmpfs", _PLAIN, b"size=64m,mode=1777") == 0)


def leave_files(writable: list[str], readable: list[str], system: tuple[str, ...] = _SYSTEM) -> bool:
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
    allowed = [(path, _LOOK) for path in (*system, *readable)]
    allowed += [(path, _READ | _WRITE) for path in _DEVICES]
    allowed += [(path, every) for path in writable]
    for path, access in allowed:
        _allow(libc, ruleset, path, access & every)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    return bool(libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0)


def leave_others() -> bool:
    """Start no process, signal none, open no socket, hold no privilege, outlive nobody (seccomp).

    False where this machine does not allow it.
    """
    kind = _MACHINES.get(os.uname().machine)
    if not sys.platform.startswith("linux") or kind is None:
        return False
    machine, set_capabilities, clone, clone_anew, refused, signals, limits = kind
    libc = ctypes.CDLL(None, use_errno=True)
    os.nice(_NICER)
    for capability in range(_CAPABILITIES):
        libc.prctl(_DROP_FROM_BOUND, capability, 0, 0, 0)
    libc.syscall(set_capabilities, struct.pack("=Ii", _CAPABILITY_VERSION, 0), bytes(24))
    # After all that changes who we are, for such a change takes this back.
    libc.prctl(_PARENT_DEATH_SIGNAL, _KILL, 0, 0, 0)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    rules = [(_LOAD, 0, 0, _MACHINE), (_EQUALS, 1, 0, machine), (_ANSWER, 0, 0, _ENDED), (_LOAD, 0, 0, _NUMBER)]
    rules += [(_AT_LEAST, 0, 1, _OTHER_TONGUE), (_ANSWER, 0, 0, _REFUSED)]
    for number in refused:
        rules += [(_EQUALS, 0, 1, number), (_ANSWER, 0, 0, _REFUSED)]
    rules += [(_EQUALS, 0, 1, clone_anew), (_ANSWER, 0, 0, _UNKNOWN)]
    # A clone is a thread of this process, a signal one to itself, a limit its own.
    rules += [(_EQUALS, 0, 4, clone), (_LOAD, 0, 0, _FIRST_ARGUMENT), (_ANY_BIT, 0, 1, _THREAD)]
    rules += [(_ANSWER, 0, 0, _ALLOWED), (_ANSWER, 0, 0, _REFUSED)]
    for number in (*signals, limits):
        own = 0 if number == limits else os.getpid()
        rules += [(_EQUALS, 0, 4, number), (_LOAD, 0, 0, _FIRST_ARGUMENT), (_EQUALS, 0, 1, own)]
        rules += [(_ANSWER, 0, 0, _ALLOWED), (_ANSWER, 0, 0, _REFUSED)]
    rules.append((_ANSWER, 0, 0, _ALLOWED))
    program = b"".join(struct.pack("=HBBI", *rule) for rule in rules)
    kept = ctypes.create_string_buffer(program)
    asked = struct.pack("@HP", len(rules), ctypes.addressof(kept))
    return bool(libc.prctl(_SECCOMP, _FILTER, asked, 0, 0) == 0)


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


def _tell(file: str, text: str) -> None:
    try:
        with open(file, "w") as opened:
            opened.write(text)
    except OSError:
        # It is known already.
        return


def _limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main()
