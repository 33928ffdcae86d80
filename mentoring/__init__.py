"""One to one: mentorships, their threads and scheduled sessions."""
