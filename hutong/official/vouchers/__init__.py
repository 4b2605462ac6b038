"""Cards of official accounts, as people keep them: coupons, tickets and member cards.

`describing` checks what an account says of a card, `kinds` keeps it, `offers` hands it out by QR codes, `holding`
knows who has it, `members` looks after activated member cards.
"""
