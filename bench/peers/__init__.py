"""The servers that Alongside is measured beside, and how each is started."""
