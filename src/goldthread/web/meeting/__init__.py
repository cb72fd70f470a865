"""The review meeting: a screen that client and clinician look at together."""
