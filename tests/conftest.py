"""What holds for every test."""

from hypothesis import settings

# A slow machine is no fault of the code, and a law over whole records needs few examples to be broken.
settings.register_profile("house", deadline=None, max_examples=40)
settings.load_profile("house")
