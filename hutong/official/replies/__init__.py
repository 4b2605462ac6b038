"""Replies without a server: what an account says to newcomers, to keywords, to everything else, and by its menu.

An account with a server of its own answers through that server alone: these are silent while a callback is set.
"""
