"""Disputes: somebody complains of a paid order, the merchant answers, the operator decides."""
