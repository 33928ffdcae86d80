/* The physical limit: a broadcast server that does nothing but broadcast.
 *
 * limit PORT. A socket at /room/N is in room N; each text frame goes to everybody
 * there, one frame a delivery, by one system call each. It stores nothing, knows nobody.
 */
#include "ws.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST = 65536, READ = 1 << 20 };

struct room {
	int *members, size, room;
};

struct client {
	struct bytes left, unsent;
	int place; /* the room it is in; -1 before the handshake */
};

static struct room rooms[MOST];
static struct client clients[MOST];
static char taken[READ], made[READ + 16];
static int waiter;

static void watch(int fd, int how, uint32_t what)
{
	struct epoll_event e = {.events = what, .data.fd = fd};
	epoll_ctl(waiter, how, fd, &e);
}

static void leave(int fd)
{
	struct client *c = &clients[fd];
	if (c->place >= 0) {
		struct room *r = &rooms[c->place];
		for (int i = 0; i < r->size; i++)
			if (r->members[i] == fd) {
				r->members[i] = r->members[--r->size];
				break;
			}
	}
	free(c->left.at);
	free(c->unsent.at);
	memset(c, 0, sizeof *c);
	close(fd);
}

static void give(int fd, const char *at, size_t size)
{
	struct client *c = &clients[fd];
	ssize_t sent = 0;
	if (!c->unsent.size) {
		sent = send(fd, at, size, MSG_NOSIGNAL);
		if (sent < 0)
			sent = 0;
		if ((size_t)sent < size)
			watch(fd, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
	}
	if ((size_t)sent < size)
		bytes_add(&c->unsent, at + sent, size - (size_t)sent);
}

static void give_rest(int fd)
{
	struct client *c = &clients[fd];
	ssize_t sent = send(fd, c->unsent.at, c->unsent.size, MSG_NOSIGNAL);
	if (sent > 0)
		bytes_drop(&c->unsent, (size_t)sent);
	if (!c->unsent.size)
		watch(fd, EPOLL_CTL_MOD, EPOLLIN);
}

static void broadcast(struct room *r, const char *at, size_t size)
{
	size_t head = ws_head(made, 1, size, NULL);
	memcpy(made + head, at, size);
	for (int i = 0; i < r->size; i++)
		give(r->members[i], made, head + size);
}

static size_t shake_hands(int fd, char *at, size_t size)
{
	static const char key_is[] = "\r\nSec-WebSocket-Key: ";
	struct client *c = &clients[fd];
	char accept[29], answer[256];
	char *end = memmem(at, size, "\r\n\r\n", 4);
	char *key = memmem(at, size, key_is, sizeof key_is - 1);
	int place = -1;
	if (!end)
		return 0;
	if (!key || sscanf(at, "GET /room/%d ", &place) != 1 || place < 0 || place >= MOST) {
		leave(fd);
		return size;
	}
	key += sizeof key_is - 1;
	ws_accept(key, strcspn(key, "\r"), accept);
	c->place = place;
	struct room *r = &rooms[place];
	if (r->size == r->room) {
		r->room = r->room ? r->room * 2 : 16;
		r->members = realloc(r->members, (size_t)r->room * sizeof(int));
	}
	r->members[r->size++] = fd;
	int n = snprintf(answer, sizeof answer,
			 "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
			 "Connection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n", accept);
	give(fd, answer, (size_t)n);
	return (size_t)(end + 4 - at);
}

static void take(int fd)
{
	struct client *c = &clients[fd];
	struct frame frame;
	ssize_t got = recv(fd, taken, READ, 0);
	if (got <= 0) {
		if (got == 0 || errno != EAGAIN)
			leave(fd);
		return;
	}
	bytes_add(&c->left, taken, (size_t)got);
	while (c->left.size) {
		size_t used;
		if (c->place < 0) {
			used = shake_hands(fd, c->left.at, c->left.size);
			if (!c->left.at)
				return;
		} else {
			used = ws_read(c->left.at, c->left.size, &frame);
			if (used && (frame.opcode == 8 || frame.size > READ)) {
				leave(fd);
				return;
			}
			if (used && frame.opcode == 1)
				broadcast(&rooms[c->place], frame.payload, frame.size);
		}
		if (!used)
			return;
		bytes_drop(&c->left, used);
	}
}

static void admit(int door)
{
	int yes = 1, fd;
	while ((fd = accept4(door, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
		if (fd >= MOST)
			die("too many sockets");
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
		clients[fd].place = -1;
		watch(fd, EPOLL_CTL_ADD, EPOLLIN);
	}
}

int main(int argc, char **argv)
{
	struct sockaddr_in here = {.sin_family = AF_INET};
	struct epoll_event events[512];
	int yes = 1, door = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	if (argc != 2)
		die("usage: limit PORT");
	signal(SIGPIPE, SIG_IGN);
	here.sin_port = htons((uint16_t)atoi(argv[1]));
	here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
	if (bind(door, (struct sockaddr *)&here, sizeof here) || listen(door, 4096))
		die("can't listen on %s", argv[1]);
	waiter = epoll_create1(0);
	watch(door, EPOLL_CTL_ADD, EPOLLIN);
	for (;;) {
		int n = epoll_wait(waiter, events, 512, -1);
		for (int i = 0; i < n; i++) {
			int fd = events[i].data.fd;
			if (fd == door)
				admit(door);
			else if (events[i].events & EPOLLOUT)
				give_rest(fd);
			else
				take(fd);
		}
	}
}
