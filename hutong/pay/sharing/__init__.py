"""Profit sharing: a payment split among receivers before the merchant gets the rest."""
