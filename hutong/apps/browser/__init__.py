"""Pages of others, opened inside the messenger.

A page's site gets a host name of its own below ours (`sites`), so that browsers keep it apart from us and from every
other site. A person's browser may use that name while it holds a `visits` token, which opens the gateway for this one
site and says nothing to anybody about who they are: signing in is the messenger's own doing. What goes out and comes
back is cleaned in `headers` and `rewriting`.
"""
