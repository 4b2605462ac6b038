"""Official accounts: what a subscription or service account is to the people who follow it.

A *follower* is a person's standing with an account: since when, by which scene, under which remark, whether blocked.
Leaving keeps the row, so that who returns finds their remark again. A *menu* is the account's own row of buttons; a
press is an event for the account's server. A *QR code* carries a scene: scanning it follows the account, or tells the
account that a follower came by it. The account's permanent link and its code belong to the appid and outlive renames.

A *broadcast* is one entry of the account's log, which followers read from where they came to where they left; tags are
labels in it.

A *reply* is what the account says of itself, to newcomers, to keywords or by its menu, while it has no server. A
*template* is a form the server fills in for one person; a *consent* is that person's word on it: one notification each
time they allow it, or none at all.

Everything said between a person and an account lies in their thread, which `dialog` looks after.
Events: `Followed`, `Unfollowed`.
"""
