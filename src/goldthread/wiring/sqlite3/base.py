"""Django's SQLite, without its own CHECK on columns of JSON.

Our connections do not trust what a database file says should be run (`trusted_schema=OFF`), and SQLite up to at least
3.40 counts json_valid() to what must then not be run: no row could be written. The columns are those of allauth, which
writes JSON alone.
"""

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's."""

    data_type_check_constraints = {
        kind: check for kind, check in base.DatabaseWrapper.data_type_check_constraints.items() if kind != "JSONField"
    }
