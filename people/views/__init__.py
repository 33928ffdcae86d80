"""The pages of people: coming in, what is one's own, and what staff take care of."""
