"""API: a small door to the actions over HTTP, for programs.

Lives here: who asks (a bearer token), what they ask (JSON, read into the request of an action), and the status of each
answer. Never lives here: who may or when (that is the practice), how anything is kept (the store), a page for people.
"""
