"""The cloud of mini programs: documents, functions and files that a program has without a server of its own.

An *environment* belongs to one program; whoever runs the program switches it on. In it are *collections* of
*documents*, which people read and write as each collection's permission allows; *functions*, run here in the name of
whoever calls them; and *files*, found by an id that holds the environment's name. A *watch* is a query whose answer
somebody keeps being told. Functions and the program's own server are administrators: no permission binds them.

Events: `CollectionDropped`.
"""
