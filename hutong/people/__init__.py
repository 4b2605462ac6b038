"""Persons: who they are, how they sign in, what others see of them.

A *person* has a name, a picture, a language and a permanent *link code*; the link and the QR code made of it
outlive every rename. A lab makes persons out of nothing; a live instance registers them by *invitation* with
an e-mail address and a password.

Each browser that signs in holds a *session*. A browser may hold sessions of several persons at once and names
one for each request. Sessions obey wire time, because browsers keep cookies by their own clocks. A *sign-in
link* opens the messenger once as a given person; labs hand them out.

Events: PersonRegistered · ProfileChanged
"""
