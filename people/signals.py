"""What an upper app may overhear."""

from django.dispatch import Signal

# Sent by the clock, with person, once somebody who left for good can come back no more.
# Whoever hears it lets go of what it keeps of them, in changes of its own: what failed is
# tried again, so that doing it twice must be doing it once.
person_left = Signal()
