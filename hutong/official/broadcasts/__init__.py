"""Broadcasts: an account speaks to all its followers, to those of a tag, to a filtered part, or to a list.

A broadcast is one entry of the account's log, however many it is for. It is written when it is accepted; a job counts
whom it reached and tells the account's server. How often an account may broadcast is a matter of dated rules.
"""
