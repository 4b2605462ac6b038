"""Who may build, and with what: owners, the registry of apps, their keys and their limits.

An *owner* (an individual or a company) holds *apps*: subscription and service accounts and mini programs, each with an
app id, an original id, a secret that is shown once, and a permanent link. An app's server trades its secret for *access
tokens*, of which there are two tracks: plain ones, where the newest wins, and stable ones, where the same is given
until it nears its end. *Permissions* follow from the kind of account, its verification and grants; *quotas* count calls
a day; *rules* are the instance's switches (off, warn, enforce). *Callback settings* say where an app's messages go. An
*openid* is what an app calls a person. *Temporary media* are files an app may name for 72 hours.

Events: AppCreated, AppChanged, SecretReset, CallbackChanged.
"""
