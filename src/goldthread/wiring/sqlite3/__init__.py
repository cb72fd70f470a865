"""Django's way to SQLite, as this server needs it."""
