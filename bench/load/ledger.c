/* Who has seen what: every message by every socket in its room, once, in one order. */
#include "load.h"
#include <stdlib.h>

struct times seen_times, join_times;

/* Cells a sixteenth apart or closer, so that a percentile is off by 3 % at most. */
static int cell_of(int64_t us)
{
	int high = 0;
	if (us < 32)
		return us < 0 ? 0 : (int)us;
	while (us >> high >= 64)
		high++;
	return 32 * high + (int)(us >> high);
}

static double middle_of(int cell)
{
	int high;
	if (cell < 64)
		return cell + .5;
	high = cell / 32 - 1;
	return ((double)(cell - 32 * high) + .5) * (double)(1LL << high);
}

void times_add(struct times *t, int64_t ns)
{
	t->cells[cell_of(ns / 1000)]++;
	t->count++;
	if (ns > t->most)
		t->most = ns;
}

double times_at(const struct times *t, double share)
{
	long wanted = (long)(share * (double)t->count), passed = 0;
	for (int i = 0; i < 64 * 64; i++) {
		passed += t->cells[i];
		if (t->cells[i] && passed > wanted)
			return middle_of(i) / 1000;
	}
	return (double)t->most / 1e6;
}

uint32_t mark_in(const char *body)
{
	uint32_t mark = 0;
	if (body[0] != '#')
		return UINT32_MAX;
	for (int i = 1; i < 9; i++) {
		char c = body[i];
		uint32_t digit = c >= 'a' ? (uint32_t)(c - 'a' + 10) : (uint32_t)(c - '0');
		if (digit > 15)
			return UINT32_MAX;
		mark = mark << 4 | digit;
	}
	return mark;
}

static void place(struct room *r, uint32_t message)
{
	if (r->placed == r->places) {
		r->places = r->places ? r->places * 2 : 1024;
		r->order = realloc(r->order, (size_t)r->places * sizeof *r->order);
	}
	r->order[r->placed++] = message;
	messages[message].is_placed = 1;
}

void delivered(struct seat *s, uint32_t message, int64_t now)
{
	struct room *r = &rooms[s->room];
	struct message *m = &messages[message];
	if (message >= message_count || m->room != s->room) {
		faults.unknown++;
		return;
	}
	if (s->seen == r->placed && !m->is_placed)
		place(r, message);
	if (s->seen >= r->placed || r->order[s->seen] != message) {
		for (long i = s->first; i < s->seen; i++)
			if (r->order[i] == message) {
				faults.doubled++;
				return;
			}
		/* It stands elsewhere for others: go on from there, so that one slip is one. */
		faults.disordered++;
		for (long i = s->seen; i < r->placed; i++)
			if (r->order[i] == message)
				s->seen = i;
	}
	s->seen++;
	if (is_measuring)
		counted.deliveries++;
	if (m->is_timed)
		times_add(&seen_times, now - m->sent);
	if (--m->waiting == 0)
		landed(message);
}
