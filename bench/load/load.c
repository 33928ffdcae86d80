/* A load that measures: see the usage below. Prints its phases, and what it found as JSON.
 *
 * PEOPLE has a line for each socket: number of its address, cookie, rooms (7 or 7,8,9).
 * BODIES has a text a line, all of one length. --flight N keeps N messages under way;
 * --rate R sends R a second whatever comes back; --rate 0 only sits there. With
 * --missed K all sockets but one a room go away, K messages are sent, and all come back.
 */
#include "posting.h"
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

static const int64_t SECOND = 1000000000LL;

struct room *rooms;
struct seat *seats;
struct sock *socks;
struct message *messages;
struct faults faults;
struct counted counted;
char first_refusal[160];
int room_count, seat_count, sock_count, is_measuring;
uint32_t message_count;

static int current; /* sockets that have joined all their rooms */
static int64_t came_back_at;

/* --- Joining */

struct seat *seat_in(struct sock *k, int room)
{
	for (int i = 0; i < k->seats; i++)
		if (seats[k->first_seat + i].room == room)
			return &seats[k->first_seat + i];
	return NULL;
}

void joined(struct sock *k, struct seat *s, int64_t now)
{
	if (!s->is_joined) {
		s->is_joined = 1;
		s->first = s->seen = rooms[s->room].placed;
	}
	times_add(&join_times, now - (came_back_at ? came_back_at : k->opened));
	if (++k->joined == k->seats)
		current++;
}

static void open_more(void)
{
	static int from;
	for (int i = 0; i < sock_count && opening_now < plan.opening; i++) {
		struct sock *k = &socks[from++ % sock_count];
		if (k->state == AWAY)
			call(k);
	}
}

static void beat(int64_t now)
{
	static int64_t again;
	if (!wire->beats || now < again)
		return;
	again = now + SECOND / 10;
	for (int i = 0; i < sock_count; i++)
		if (socks[i].state == IN && now - socks[i].beat_at > wire->beat * SECOND) {
			socks[i].beat_at = now;
			wire->beats(&socks[i]);
		}
}

/* --- The phases */

static void nothing(void)
{
}

static void tell(const char *phase)
{
	puts(phase);
	fflush(stdout);
}

static void until_in(int wanted, double patience)
{
	int64_t end = now_ns() + (int64_t)(patience * 1e9), now;
	while (current < wanted) {
		open_more();
		listen_for(SECOND / 100, nothing);
		now = now_ns();
		beat(now);
		if (now > end || faults.closed > sock_count)
			die("only %d of %d sockets came in; %ld were closed. %s", current, wanted,
			    faults.closed, first_refusal);
	}
}

static void post_for(double seconds)
{
	int64_t began = now_ns(), end = began + (int64_t)(seconds * 1e9), now = began, due;
	long sent = 0;
	is_posting = 1;
	while (now < end) {
		due = plan.rate > 0 ? send_due(now, began, &sent) : end;
		keep_flying();
		due = due < end ? due : end;
		listen_for(due - now < SECOND / 10 ? due - now : SECOND / 10, keep_flying);
		now = now_ns();
		beat(now);
	}
	is_posting = 0;
}

static void until_landed(double patience)
{
	int64_t end = now_ns() + (int64_t)(patience * 1e9), now = 0;
	while (flying && now < end) {
		listen_for(SECOND / 10, nothing);
		now = now_ns();
		beat(now);
	}
	for (uint32_t i = 0; i < message_count; i++)
		faults.lost += messages[i].waiting > 0 ? messages[i].waiting : 0;
}

static double processor(void)
{
	struct rusage used;
	getrusage(RUSAGE_SELF, &used);
	return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
	       (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

/* How long it took, and what the generator used itself meanwhile. */
struct span {
	double seconds, processor_s;
};

static struct span span_from(int64_t began, double used)
{
	return (struct span){(double)(now_ns() - began) / 1e9, processor() - used};
}

static struct span measure(void)
{
	post_for(plan.warm);
	tell("measuring");
	memset(&counted, 0, sizeof counted);
	is_measuring = 1;
	double used = processor();
	int64_t began = now_ns();
	post_for(plan.seconds);
	is_measuring = 0;
	struct span span = span_from(began, used);
	tell("measured");
	until_landed(plan.patience);
	return span;
}

/* All go away but one a room, miss something, and come back at once. */
static struct span come_back(void)
{
	int64_t wait;
	for (int i = 0; i < sock_count; i++)
		if (rooms[seats[socks[i].first_seat].room].seats[0] != socks[i].first_seat) {
			hang_up(&socks[i]);
			current--;
		}
	plan.rate = -1;
	is_posting = 1;
	while (message_count < (uint32_t)plan.missed || counted.stored < message_count) {
		if (message_count >= (uint32_t)plan.missed)
			is_posting = 0;
		plan.flight = flying + room_count;
		keep_flying();
		listen_for(SECOND / 100, nothing);
	}
	is_posting = 0;
	for (wait = now_ns() + SECOND; now_ns() < wait;)
		listen_for(SECOND / 10, nothing);
	memset(&join_times, 0, sizeof join_times);
	is_measuring = 1;
	tell("measuring");
	double used = processor();
	came_back_at = now_ns();
	plan.opening = sock_count;
	until_in(sock_count, 60);
	until_landed(plan.patience);
	struct span span = span_from(came_back_at, used);
	tell("measured");
	return span;
}

static void report(struct span span, double opened)
{
	printf("{\"sockets\":%d,\"rooms\":%d,\"opened_s\":%.3f,\"seconds\":%.4f,"
	       "\"deliveries\":%ld,\"frames\":%ld,\"bytes\":%ld,\"posts\":%ld,\"stored\":%ld,"
	       "\"again\":%ld,\"seen\":{\"p50\":%.3f,\"p99\":%.3f,\"max\":%.3f,\"count\":%ld},"
	       "\"joined\":{\"p50\":%.3f,\"p99\":%.3f,\"max\":%.3f,\"count\":%ld},"
	       "\"processor_s\":%.3f,",
	       sock_count, room_count, opened, span.seconds, counted.deliveries, counted.frames,
	       counted.bytes, counted.posts, counted.stored, counted.again,
	       times_at(&seen_times, .5), times_at(&seen_times, .99),
	       (double)seen_times.most / 1e6, seen_times.count, times_at(&join_times, .5),
	       times_at(&join_times, .99), (double)join_times.most / 1e6, join_times.count,
	       span.processor_s);
	printf("\"faults\":{\"doubled\":%ld,\"out of order\":%ld,\"holes\":%ld,\"lost\":%ld,"
	       "\"refused\":%ld,\"closed\":%ld,\"reset\":%ld,\"unknown\":%ld}}\n",
	       faults.doubled, faults.disordered, faults.holes, faults.lost, faults.refused,
	       faults.closed, faults.reset, faults.unknown);
	if (first_refusal[0])
		fprintf(stderr, "%s\n", first_refusal);
}

int main(int argc, char **argv)
{
	read_plan(argc, argv);
	lines_begin();
	int64_t began = now_ns();
	until_in(sock_count, 120);
	double opened = (double)(now_ns() - began) / 1e9;
	report(plan.missed ? come_back() : measure(), opened);
	return 0;
}
