"""For all tests: none fails because the machine was slow, so hypothesis asks for no time either."""

from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
