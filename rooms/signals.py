"""What an upper app may overhear."""

from django.dispatch import Signal

# Sent once a batch, inside the transaction, with posted: list[rooms.posting.Posted].
messages_posted = Signal()
