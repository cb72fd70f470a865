"""Signing in and out, second factors, the role that is acted in, the language."""
