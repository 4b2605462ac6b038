"""Statements such as `db.collection("x").where({…}).get()`, as servers write them in text."""
