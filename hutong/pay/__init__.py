"""Money: who has how much, who owes whom, and how it moves.

`ledger` keeps accounts and immutable transfers of whole fen; everything else is a story told with them. `wallet` is
what a person has (balance, play bank cards, family cards, limits, a payment password). `merchants` are those who take
payments (numbers, keys, certificates, bound apps), `orders` what they ask for and what is paid and refunded, `notices`
what they are told. `friends` is money between people (transfers, red packets, splits), `payouts` money from merchants
to people, `sharing` a payment split among receivers, `cards` coupons and the card wallet, `bills` what happened on a
day, `disputes` what went wrong.

Nouns: account, transfer, hold, wallet, means, merchant, order, refund, notice.
Events: OrderPaid, SharedOrderPaid, TaggedOrderPaid, RefundSettled, HoldExpired.
"""
