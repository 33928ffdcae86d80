/* What a run is told: its options, its people and what they say. */
#include "plan.h"
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct plan plan = {.rate = -1, .warm = 1, .seconds = 3, .flight = 100, .opening = 64,
		    .patience = 15};
char **bodies;
uint32_t body_count;
static int *by_id;
static long long most_id;

int room_of(long long id)
{
	return id < 0 || id > most_id ? -1 : by_id[id];
}

static void index_rooms(void)
{
	for (int i = 0; i < room_count; i++)
		most_id = rooms[i].id > most_id ? rooms[i].id : most_id;
	by_id = malloc((size_t)(most_id + 1) * sizeof *by_id);
	memset(by_id, -1, (size_t)(most_id + 1) * sizeof *by_id);
	for (int i = 0; i < room_count; i++)
		by_id[rooms[i].id] = i;
}

static void *grown(void *at, int count, size_t each)
{
	/* To the next power of two, each time that one is reached. */
	if (count & (count - 1))
		return at;
	at = realloc(at, (size_t)(count ? 2 * count : 1) * each);
	if (!at)
		die("no memory");
	return at;
}

static int known_room(long long id)
{
	/* Rooms come in runs: the last one named is tried first, then all. */
	for (int i = room_count; i--;)
		if (rooms[i].id == id)
			return i;
	rooms = grown(rooms, room_count, sizeof *rooms);
	rooms[room_count] = (struct room){.id = id};
	return room_count++;
}

static void sit(int socket, long long id)
{
	int room = known_room(id);
	struct room *r = &rooms[room];
	seats = grown(seats, seat_count, sizeof *seats);
	seats[seat_count] = (struct seat){.room = room, .socket = socket, .cursor = -1, .seq = -1};
	r->seats = grown(r->seats, r->members, sizeof *r->seats);
	r->seats[r->members++] = seat_count++;
	socks[socket].seats++;
}

static void read_people(const char *path)
{
	static char line[8192];
	FILE *file = fopen(path, "r");
	if (!file)
		die("%s", path);
	while (fgets(line, sizeof line, file)) {
		char *address = strtok(line, " \n"), *cookie = strtok(NULL, " \n");
		char *ids = strtok(NULL, " \n");
		if (!ids || atoi(address) >= address_count)
			die("%s: a line is off", path);
		socks = grown(socks, sock_count, sizeof *socks);
		socks[sock_count] = (struct sock){.address = atoi(address),
						  .first_seat = seat_count,
						  .cookie = strdup(cookie)};
		for (char *id = strtok(ids, ","); id; id = strtok(NULL, ","))
			sit(sock_count, atoll(id));
		sock_count++;
	}
	fclose(file);
}

static void read_bodies(const char *path)
{
	static char line[8192];
	FILE *file = fopen(path, "r");
	if (!file)
		die("%s", path);
	while (fgets(line, sizeof line, file)) {
		line[strcspn(line, "\n")] = 0;
		bodies = grown(bodies, (int)body_count, sizeof *bodies);
		bodies[body_count] = malloc(MARK + strlen(line) + 1);
		sprintf(bodies[body_count++], "#00000000 %s", line);
	}
	fclose(file);
	if (!body_count)
		die("%s is empty", path);
}

static void read_address(const char *text)
{
	int port = atoi(text);
	if (port <= 0 || address_count == ADDRESSES)
		die("%s is no port", text);
	addresses[address_count].sin_family = AF_INET;
	addresses[address_count].sin_port = htons((uint16_t)port);
	addresses[address_count++].sin_addr.s_addr = htonl(INADDR_LOOPBACK);
}

void read_plan(int argc, char **argv)
{
	if (argc < 6 || argc % 2)
		die("usage: load WIRE PEOPLE BODIES --at PORT [--at PORT] [--flight N | --rate R]"
		    " [--warm S] [--seconds S] [--patience S] [--opening N] [--missed K]");
	for (wire = wires; wire->name && strcmp(wire->name, argv[1]);)
		wire++;
	if (!wire->name)
		die("%s is no wire", argv[1]);
	for (int i = 4; i < argc; i += 2) {
		const char *name = argv[i], *value = argv[i + 1];
		if (!strcmp(name, "--at"))
			read_address(value);
		else if (!strcmp(name, "--flight"))
			plan.flight = atoi(value);
		else if (!strcmp(name, "--rate"))
			plan.rate = atof(value);
		else if (!strcmp(name, "--warm"))
			plan.warm = atof(value);
		else if (!strcmp(name, "--seconds"))
			plan.seconds = atof(value);
		else if (!strcmp(name, "--patience"))
			plan.patience = atof(value);
		else if (!strcmp(name, "--opening"))
			plan.opening = atoi(value);
		else if (!strcmp(name, "--missed"))
			plan.missed = atoi(value);
		else
			die("%s is not known", name);
	}
	read_people(argv[2]);
	index_rooms();
	read_bodies(argv[3]);
}
