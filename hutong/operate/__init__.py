"""Operators: who looks after the instance, and the powers that only they have.

An *operator* is a person with the role. The first one of a live instance comes in by a link that its first start
prints; later ones are invited by an operator. Operators invite newcomers, suspend people, and read the audit.
Every act of theirs is in the audit itself.

Events: none yet
"""
