"""The database: typed tables, statements compiled once, and rules run by a batching executor.

Domains declare tables with `table`, prepare `query` and `statement` objects at import, and write rules:
plain functions of a `Transaction` that `Database.run` executes whole, or of a `Reader` for `Database.read`.
SQLite and PostgreSQL run the same code.
"""

from hutong.kernel.db.columns import UtcTime
from hutong.kernel.db.database import Database
from hutong.kernel.db.statements import Count, Query, Statement, in_list, param, query, statement
from hutong.kernel.db.tables import Row, Table, metadata, table
from hutong.kernel.db.transaction import Reader, Transaction

__all__ = [
    "Count",
    "Database",
    "Query",
    "Reader",
    "Row",
    "Statement",
    "Table",
    "Transaction",
    "UtcTime",
    "in_list",
    "metadata",
    "param",
    "query",
    "statement",
    "table",
]
