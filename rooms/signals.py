"""What an upper app may overhear."""

from django.dispatch import Signal

# Sent once a batch of new or edited messages, inside the transaction, with
# posted: list[rooms.posting.Posted]. A message whose seq is None is held: it is screened
# and flagged like any other, and nobody but its author and moderators may hear of it.
messages_posted = Signal()
# Sent as a held message is given its place, inside the transaction, with message.
message_released = Signal()
# Sent as its author takes one back, inside the transaction, with message: rooms.models.Message.
message_taken_back = Signal()
