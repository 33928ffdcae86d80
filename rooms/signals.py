"""What an upper app may overhear."""

from django.dispatch import Signal

# Sent once a batch of new or edited messages, inside the transaction, with
# posted: list[rooms.posting.Posted].
messages_posted = Signal()
