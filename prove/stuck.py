"""The stream that prove.failing's servers are slow to answer for."""

NAME = "room:999999999"
SECONDS = 5.0
