"""What an upper app may overhear."""

from django.dispatch import Signal

# Sent inside the transaction in which a mentor said that they are worried, with
# message: rooms.models.Message and is_danger: bool.
worry_raised = Signal()
