"""Store: the books of all centres in a database: sealed, append-only, every key led by its centre.

Lives here: tables, keys, sealing, the audit chain, projections for lists, accounts, and the answer to `practice.ports`.
Never lives here: who may do what and when (practice decides), a page, a word about a person that is not sealed.
"""
