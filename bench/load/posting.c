/* Who says what when: so many messages under way, or so many a second. */
#include "posting.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int flying, is_posting;
static int next_room;
static uint32_t message_room;

static struct seat *free_author(struct room *r)
{
	for (int i = 0; i < r->members; i++) {
		struct seat *s = &seats[r->seats[r->next++ % r->members]];
		struct sock *k = &socks[s->socket];
		if (!s->is_flying && s->is_joined && k->state == IN && k->joined == k->seats)
			return s;
	}
	return NULL;
}

static int post_in(struct room *r, int64_t sent)
{
	static char out[8192];
	struct seat *s = free_author(r);
	if (!s)
		return 0;
	if (message_count == message_room) {
		message_room = message_room ? message_room * 2 : 65536;
		messages = realloc(messages, message_room * sizeof *messages);
		if (!messages)
			die("no memory");
	}
	char *body = bodies[message_count % body_count];
	char mark[MARK];
	snprintf(mark, sizeof mark, "#%08x", message_count);
	memcpy(body, mark, MARK - 1);
	messages[message_count] = (struct message){.sent = sent, .room = (int)(r - rooms),
						   .seat = (int)(s - seats), .waiting = r->members,
						   .is_timed = (char)is_measuring};
	s->is_flying = 1;
	flying++, r->flying++;
	counted.posts += is_measuring;
	int size = wire->post(s, message_count++, body, out);
	say(&socks[s->socket], out, (size_t)size);
	return 1;
}

/* Everybody in its room has the message. */
void landed(uint32_t message)
{
	struct message *m = &messages[message];
	flying--, rooms[m->room].flying--;
	if (!wire->answers)
		seats[m->seat].is_flying = 0;
}

/* In each room as many as in the others. */
void keep_flying(void)
{
	int each = (plan.flight + room_count - 1) / room_count;
	if (!is_posting || plan.rate >= 0)
		return;
	for (int tried = 0; flying < plan.flight && tried < room_count; tried++) {
		struct room *r = &rooms[next_room++ % room_count];
		if (r->flying < each && post_in(r, now_ns()))
			tried = -1;
	}
}

int64_t send_due(int64_t now, int64_t began, long *sent)
{
	for (;;) {
		int64_t due = began + (int64_t)((double)*sent / plan.rate * 1e9);
		if (due > now)
			return due;
		if (!post_in(&rooms[next_room++ % room_count], due))
			return now + 200000; /* everybody there waits for an answer */
		++*sent;
	}
}
