"""Vouchers: a merchant's coupon sold by an ordinary order, and paid back when its day passes unused."""
