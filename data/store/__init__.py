"""Figures of one's own: an append-only ledger of imports in a database, beside the files of facts."""
