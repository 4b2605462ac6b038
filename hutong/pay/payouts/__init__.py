"""Money that merchants give to people: transfers a person confirms, batches, packets, payments to wallets and banks.

The money comes from what the merchant has available. While it is on its way it is held or lies in escrow, so that every
end of a story (received, refused, expired, called off) is one more movement and never an edit.

Nouns: bill (a transfer that a person confirms), batch and its details, merchant packet, wallet payment, bank payment;
payout is what a person sees of a bill or a packet.
"""
