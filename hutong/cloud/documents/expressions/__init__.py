"""Expressions of aggregations: values made from a document's own."""
