"""The moderators' desk, and the doors that members have to it."""
