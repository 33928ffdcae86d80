"""Streams, the writer, the hub, the socket: carries changes and knows no other app."""
