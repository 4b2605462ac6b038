"""The lab: simulated people, moving the clock, faults, the inspector's pages, and starting over.

Mounted in lab mode only. A person of the lab is played by calling the messenger's own API in their name, at
`/api/lab/as/{person_id}/…` (see `hutong.wire.product`); the lab adds what no person could do.

Nouns: fault (what goes wrong with an app's next callbacks), demo (what a new lab begins with).
"""
