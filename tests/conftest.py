"""What holds for all tests."""

from hypothesis import settings

settings.register_profile("no clock", deadline=None)  # machines are slow and shared
settings.load_profile("no clock")
