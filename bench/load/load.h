/* The generator's words: sockets sit in rooms, and a message flies until all have it. */
#ifndef LOAD_H
#define LOAD_H
#include "ws.h"

enum { BODY = 120, MARK = 10, ADDRESSES = 8 }; /* a body begins with its mark, "#0000002a " */

struct room {
	long long id, tip;
	int *seats, members, next, flying;
	uint32_t *order; /* the messages, as whoever saw them first saw them */
	long placed, places;
	struct bytes last; /* the frame read last, and its rows: most get the same bytes */
	struct row *rows;
	long row_count, row_room;
};

struct row {
	long long position, seq;
	uint32_t message;
};

/* One socket in one room. */
struct seat {
	int room, socket;
	long long cursor, seq; /* -1 before the first join */
	long seen, first;      /* into room.order; where it began */
	int is_flying, is_joined;
};

struct sock {
	int fd, address, first_seat, seats;
	int state; /* AWAY, CONNECTING, GREETING, IN */
	int joined, step;
	char *cookie;
	struct bytes left, unsent;
	int64_t opened, beat_at;
	char key[32];
};
enum { AWAY, CONNECTING, GREETING, IN };

struct message {
	int64_t sent;
	int room, seat, waiting;
	char is_placed, is_stored, is_timed;
};

struct wire {
	const char *name, *protocol;
	int beat, answers; /* seconds between beats; whether it says when a post is stored */
	void (*path)(const struct sock *, char *out, size_t room);
	void (*opened)(struct sock *);
	void (*text)(struct sock *, char *at, size_t size, int64_t now);
	int (*post)(const struct seat *, uint32_t message, const char *body, char *out);
	void (*beats)(struct sock *);
};

extern const struct wire wires[];
extern struct room *rooms;
extern struct seat *seats;
extern struct sock *socks;
extern struct message *messages;
extern int room_count, seat_count, sock_count;
extern uint32_t message_count;
extern int is_measuring;

/* What went wrong; a run is clean when all are 0. */
struct faults {
	long doubled, disordered, holes, lost, refused, closed, reset, unknown;
};
extern struct faults faults;
extern char first_refusal[160];

/* What was counted while measuring. */
struct counted {
	long deliveries, frames, bytes, posts, stored, again;
};
extern struct counted counted;

/* load.c */
void say(struct sock *, const char *text, size_t size);
void sayf(struct sock *, const char *format, ...);
void joined(struct sock *, struct seat *, int64_t now);
void landed(uint32_t message);
int room_of(long long id);
struct seat *seat_in(struct sock *, int room);

/* ledger.c */
void delivered(struct seat *, uint32_t message, int64_t now);
uint32_t mark_in(const char *body);
struct times {
	long count, cells[64 * 64];
	int64_t most;
};
extern struct times seen_times, join_times;
void times_add(struct times *, int64_t ns);
double times_at(const struct times *, double share); /* ms */

/* alongside.c: docs/protocol.md */
void alongside_path(const struct sock *, char *, size_t);
void alongside_opened(struct sock *);
void alongside_text(struct sock *, char *, size_t, int64_t);
int alongside_post(const struct seat *, uint32_t, const char *, char *);
void alongside_beats(struct sock *);
#endif
