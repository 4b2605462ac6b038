"""`python -m bench.pace PORT PER_SECOND CONNECTIONS < CALLS`: calls at a steady pace, from a process of their own.

`CALLS` is a msgpack list of requests. Plain sockets and one selector, so that the caller takes little of the machine
from whom it calls. A call whose turn comes while every connection waits for an answer goes as soon as one is free.
Prints "begun" with the first answer and, at the end, how many were answered in how many seconds.
"""

import selectors
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec


def main(port: int, per_second: float, connections: int) -> None:
    """Send what stands on the standard input."""
    calls = deque(msgspec.msgpack.decode(sys.stdin.buffer.read(), type=list[bytes]))
    selector, free = selectors.DefaultSelector(), deque[socket.socket]()
    for _ in range(connections):
        line = socket.create_connection(("127.0.0.1", port))
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(line, selectors.EVENT_READ, line)
        free.append(line)
    total, answered, sent = len(calls), 0, 0
    started = time.perf_counter()
    while answered < total:
        due = started + sent / per_second
        while calls and free and time.perf_counter() >= due:
            free.popleft().sendall(calls.popleft())
            sent += 1
            due = started + sent / per_second
        patience = max(0.0, due - time.perf_counter()) if calls and free else None
        for key, _ in selector.select(patience):
            answering: socket.socket = key.data
            # An answer of a few hundred bytes comes in one piece on loopback.
            assert answering.recv(1 << 16), "the lane hung up"
            free.append(answering)
            if answered == 0:
                print("begun", flush=True)
            answered += 1
    print(answered, time.perf_counter() - started, flush=True)


@contextmanager
def beside(port: int, calls: list[bytes], *, per_second: float, connections: int = 16) -> Iterator[None]:
    """Have these calls made while the block runs. What is left of them at its end is not made."""
    command = [sys.executable, "-m", "bench.pace", str(port), str(per_second), str(connections)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(msgspec.msgpack.encode(calls))
        process.stdin.close()
        assert process.stdout.readline() == b"begun\n", "the load began"
        yield
        assert process.poll() is None, "the load lasted as long as what was measured beside it"
    finally:
        process.kill()
        process.wait()


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
