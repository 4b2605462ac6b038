"""Mini programs: what a developer uploads, who looks at it, and what people open.

A *program* is an app of the kind "mini", with its categories and which of its versions plays which part. A *version*
is an uploaded package, compiled here and kept by the digest of what came out. Each member's newest is their
*development* version; one of them all is the *trial* version, which *testers* open; one is *released*, perhaps beside a
newer one that a share of people get already.

A *review* looks at one version before it is released: by itself, by a script, after a while, or by an operator. A
*domain* is where a program's requests may go; it has a *filing* of its owner's, which takes its weeks.

Events: `VersionUploaded`, `VersionReleased`, `ReviewDecided`.
"""
