"""A person's thread with an app: what they say goes to the app's server, what the server says comes back.

A *thread* is a person's standing with one app: the conversation it lies in, whether the app may write, and which
*windows* are open. A person who writes may be answered for 48 hours, a bounded number of times; a tap, a scan or a
follow opens a minute. A *push* is a message or an event on its way to the app's server: signed, encrypted if they
chose so, posted,
waited for five seconds, tried three times. The server's *passive reply* becomes an entry of the thread.

Nothing here knows what kind of app it is; official accounts, mini programs and desks stand above.
Events: `MessageReceived`, `HandedToDesk`.
"""
