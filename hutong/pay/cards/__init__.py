"""Coupons: stocks that merchants make, what people have of them, and what they take off a payment."""
