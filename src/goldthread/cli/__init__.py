"""The command line: works on files, without Django. Lives here: arguments, words for people, exit codes.

Never lives here: a rule or a computation.
"""
