/* docs/protocol.md, as far as a member of rooms needs it. */
#include "load.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIND(at, end, what) find(at, end, what, sizeof what - 1)

/* Behind the next place where a key stands; quotes in texts are escaped, so it is one. */
static char *find(char *at, char *end, const char *what, size_t size)
{
	char *found = at < end ? memmem(at, (size_t)(end - at), what, size) : NULL;
	return found ? found + size : NULL;
}

static long long number(const char *at)
{
	return at ? strtoll(at, NULL, 10) : -1;
}

static struct seat *seat_of(struct sock *s, char *at, char *end)
{
	char *stream = FIND(at, end, "\"stream\":\"room:");
	int room = stream ? room_of(number(stream)) : -1;
	return room < 0 ? NULL : seat_in(s, room);
}

void alongside_path(const struct sock *s, char *out, size_t room)
{
	(void)s;
	snprintf(out, room, "/ws/");
}

static void ask(struct sock *s, const struct seat *seat)
{
	char after[32] = "null";
	if (seat->cursor >= 0)
		snprintf(after, sizeof after, "%lld", seat->cursor);
	sayf(s, "{\"type\":\"join\",\"stream\":\"room:%lld\",\"after\":%s}",
	     rooms[seat->room].id, after);
}

/* A socket may send a limited number of frames at once: the next join follows an answer. */
void alongside_opened(struct sock *s)
{
	s->step = 0;
	ask(s, &seats[s->first_seat]);
}

/* The rows of a frame: the k-th position, seq and mark belong together, in any order. */
static void read_rows(struct room *r, char *at, size_t size)
{
	char *end, *position, *seq, *body;
	if (r->last.size == size && !memcmp(r->last.at, at, size))
		return;
	r->last.size = 0;
	bytes_add(&r->last, at, size);
	r->row_count = 0;
	end = at + size;
	position = seq = body = at = FIND(at, end, "\"rows\":[");
	while ((position = FIND(position, end, "\"position\":"))) {
		struct row row = {.position = number(position), .seq = -1, .message = UINT32_MAX};
		if (seq && (seq = FIND(seq, end, "\"seq\":")))
			row.seq = number(seq);
		if (body && (body = FIND(body, end, "\"body\":\"")))
			row.message = mark_in(body);
		if (r->row_count == r->row_room) {
			r->row_room = r->row_room ? r->row_room * 2 : 64;
			r->rows = realloc(r->rows, (size_t)r->row_room * sizeof row);
		}
		r->rows[r->row_count++] = row;
	}
}

static void take_rows(struct seat *s, char *at, size_t size, int64_t now)
{
	struct room *r = &rooms[s->room];
	char *end = at + size;
	long long from = number(FIND(at, end, "\"from\":")), to = number(FIND(at, end, "\"to\":"));
	if (from > s->cursor) {
		faults.holes++;
		return;
	}
	read_rows(r, at, size);
	for (long i = 0; i < r->row_count; i++) {
		struct row *row = &r->rows[i];
		if (row->position <= s->cursor) {
			counted.again++; /* repeated, as the protocol allows: not counted again */
			continue;
		}
		if (row->seq <= s->seq) {
			faults.doubled++;
			continue;
		}
		if (s->seq >= 0 && row->seq != s->seq + 1)
			faults.holes++;
		s->seq = row->seq;
		delivered(s, row->message, now);
	}
	if (to > s->cursor)
		s->cursor = to;
	if (to > r->tip)
		r->tip = to;
}

static void take_joined(struct sock *k, struct seat *s, char *at, size_t size, int64_t now)
{
	struct room *r = &rooms[s->room];
	char *end = at + size, *head = FIND(at, end, "\"rows\":[");
	int has_more = FIND(at, head ? head : end, "\"more\":true") != NULL;
	long long position = number(FIND(at, end, "\"position\":"));
	read_rows(r, at, size);
	for (long i = 0; i < r->row_count; i++) {
		struct row *row = &r->rows[i];
		if (s->is_joined && row->position > s->cursor) {
			if (s->seq >= 0 && row->seq != s->seq + 1)
				faults.holes++;
			delivered(s, row->message, now);
		}
		if (row->seq > s->seq)
			s->seq = row->seq;
	}
	s->cursor = position;
	if (position > r->tip)
		r->tip = position;
	if (has_more) {
		ask(k, s);
		return;
	}
	joined(k, s, now);
	if (++k->step < k->seats)
		ask(k, &seats[k->first_seat + k->step]);
}

static void take_answer(char *at, char *end, int is_stored)
{
	char *cid = FIND(at, end, "\"cid\":\"");
	uint32_t message = UINT32_MAX;
	if (!is_stored) {
		faults.refused++;
		if (!first_refusal[0])
			snprintf(first_refusal, sizeof first_refusal, "%.*s",
				 (int)(end - at < 150 ? end - at : 150), at);
		return;
	}
	if (cid && end - cid > 36)
		message = (uint32_t)strtoul((char[9]){cid[28], cid[29], cid[30], cid[31], cid[32],
						      cid[33], cid[34], cid[35], 0}, NULL, 16);
	if (message >= message_count || messages[message].is_stored) {
		faults.unknown++;
		return;
	}
	messages[message].is_stored = 1;
	counted.stored++;
	seats[messages[message].seat].is_flying = 0;
}

void alongside_text(struct sock *k, char *at, size_t size, int64_t now)
{
	static const char type[] = "{\"type\":\"";
	char *end = at + size, *is = at + sizeof type - 1;
	struct seat *s;
	if (size < sizeof type + 8 || memcmp(at, type, sizeof type - 1)) {
		faults.unknown++;
		return;
	}
	if (!memcmp(is, "rows\"", 5)) {
		if ((s = seat_of(k, at, end)) && s->is_joined)
			take_rows(s, at, size, now);
	} else if (!memcmp(is, "stored\"", 7)) {
		take_answer(at, end, 1);
	} else if (!memcmp(is, "joined\"", 7)) {
		if ((s = seat_of(k, at, end)))
			take_joined(k, s, at, size, now);
	} else if (!memcmp(is, "refused\"", 8) || !memcmp(is, "held\"", 5)) {
		take_answer(at, end, 0);
	} else if (!memcmp(is, "reset\"", 6)) {
		faults.reset++;
	} else if (memcmp(is, "welcome\"", 8) && memcmp(is, "presence\"", 9) &&
		   memcmp(is, "tips\"", 5) && memcmp(is, "typing\"", 7) &&
		   memcmp(is, "going_away\"", 11)) {
		faults.unknown++;
	}
}

static uint64_t scattered(uint64_t x)
{
	x += 0x9E3779B97F4A7C15u;
	x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
	x = (x ^ x >> 27) * 0x94D049BB133111EBu;
	return x ^ x >> 31;
}

/* As random as a browser's, but for the end, which says which message it is. */
int alongside_post(const struct seat *s, uint32_t message, const char *body, char *out)
{
	static uint64_t run;
	uint64_t dice;
	if (!run)
		run = scattered((uint64_t)now_ns());
	dice = scattered(run + message);
	return sprintf(out,
		       "{\"type\":\"post\",\"stream\":\"room:%lld\","
		       "\"cid\":\"%08x-%04x-4%03x-8%03x-%04x%08x\",\"body\":\"%s\"}",
		       rooms[s->room].id, (uint32_t)dice, (uint32_t)(dice >> 32) & 0xffff,
		       (uint32_t)(dice >> 48) & 0xfff, (uint32_t)(dice >> 52) & 0xfff,
		       (uint32_t)(run & 0xffff), message, body);
}

/* With cursors, as a browser beats. */
void alongside_beats(struct sock *k)
{
	char out[8192];
	int n = sprintf(out, "{\"type\":\"ping\",\"cursors\":{");
	for (int i = 0; i < k->seats; i++) {
		struct seat *s = &seats[k->first_seat + i];
		n += sprintf(out + n, "%s\"room:%lld\":%lld", i ? "," : "", rooms[s->room].id,
			     s->cursor < 0 ? 0 : s->cursor);
	}
	n += sprintf(out + n, "}}");
	say(k, out, (size_t)n);
}
