"""Any program, unmodified: its calls to WeChat's hosts come to a lane.

A *front* stands on one loopback port, with certificates of this installation's own *authority*. It tells four ways of
coming by their first bytes: CONNECT and absolute-form, as from a client that knows proxies; TLS with the host's name in
its hello, and plain HTTP with the host in its `Host`, as from a preload that moved a socket here. Emulated hosts go to
the lane and never anywhere else, other hosts are tunnelled as they are.

An *environment* brings programs to the front: proxy variables, a bundle of roots, preloads for Python and Node,
properties and a trust store for Java. `hutong exec` runs a command in it, `hutong doctor --redirect` tries it out in
every runtime of this machine.
"""
