"""Conversations: everything a person reads is a log of entries, written once and read by many.

A *conversation* is direct (two people), a person's thread with an app, an app's broadcasts, or a group. Each has a
log of *entries* with a `seq` of its own, taken under the lock of the conversation's row, so that "newer than seq"
never misses one. Edits and recalls are entries too, folded onto the entry they concern. An `ordinal` counts the
entries worth an unread mark: unread is what lies after the read mark.

A *membership* is an interval of the log that a person may read, with what they set for themselves: read mark,
draft, mute, pin. A person's *personal log* tells their other devices of such changes; it keeps one place per
subject, the newest. *Labels* name audiences inside a conversation; a broadcast to some names its labels.

A device asks for what is newer than its positions (`sync`), and is pushed the same by WebSocket while it listens;
a push may be lost, the next sync brings it.

Publishes `MessagePosted` when a person writes to an app. Reacts to people's `ProfileChanged`: those who talk with them
see the new name.
"""
