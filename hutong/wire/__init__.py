"""How each host speaks: envelopes, signatures, error faces, the record of calls. No rules.

Each emulated host has a module that shows the life of a request on one screen; domains register endpoints with it.
What a host needs from the domains above it declares in `ports`, which `hutong.app` fills.
"""
