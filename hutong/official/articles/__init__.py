"""Articles: written as news, given out as issues, read at an address of their own, liked and commented on.

News waits in the draft box, in the library, or for three days as temporary news. Publishing and broadcasting make an
issue of it: its articles have permanent pages, and people's reads, shares, likes and comments are counted there.
"""
