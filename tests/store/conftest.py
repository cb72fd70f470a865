"""The same tests on both databases, each on a real server."""

from books_fixtures import books, of_the_tests, on_postgresql, postgresql_server, using

__all__ = ["books", "of_the_tests", "on_postgresql", "postgresql_server", "using"]
