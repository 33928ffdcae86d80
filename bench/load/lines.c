/* The sockets: opened by a handshake, read, written. */
#include "lines.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READ = 1 << 20, EVENTS = 512 };

const struct wire *wire;
struct sockaddr_in addresses[ADDRESSES];
int address_count, opening_now, in_now;
static int waiter;
static char taken[READ];

static void watch(struct sock *k, int how, uint32_t what)
{
	struct epoll_event e = {.events = what, .data.ptr = k};
	if (epoll_ctl(waiter, how, k->fd, &e))
		die("epoll_ctl");
}

void lines_begin(void)
{
	waiter = epoll_create1(0);
}

void hang_up(struct sock *k)
{
	if (k->state == IN)
		in_now--;
	else if (k->state != AWAY)
		opening_now--;
	k->state = AWAY;
	k->left.size = k->unsent.size = 0;
	close(k->fd);
}

static void lost(struct sock *k)
{
	faults.closed++;
	hang_up(k);
}

void call(struct sock *k)
{
	struct linger at_once = {1, 0}; /* leaves no port waiting for a minute */
	int yes = 1;
	k->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	if (k->fd < 0)
		die("socket");
	setsockopt(k->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
	setsockopt(k->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
	k->state = CONNECTING;
	k->joined = 0;
	k->opened = now_ns();
	opening_now++;
	if (connect(k->fd, (struct sockaddr *)&addresses[k->address], sizeof addresses[0]) &&
	    errno != EINPROGRESS)
		die("connect");
	watch(k, EPOLL_CTL_ADD, EPOLLOUT);
}

static void push(struct sock *k, const char *at, size_t size)
{
	ssize_t sent = 0;
	if (k->state == AWAY)
		return;
	if (!k->unsent.size) {
		sent = send(k->fd, at, size, MSG_NOSIGNAL);
		if (sent < 0)
			sent = 0;
		if ((size_t)sent < size)
			watch(k, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
	}
	if ((size_t)sent < size)
		bytes_add(&k->unsent, at + sent, size - (size_t)sent);
}

static void push_rest(struct sock *k)
{
	ssize_t sent = send(k->fd, k->unsent.at, k->unsent.size, MSG_NOSIGNAL);
	if (sent > 0)
		bytes_drop(&k->unsent, (size_t)sent);
	if (!k->unsent.size)
		watch(k, EPOLL_CTL_MOD, EPOLLIN);
}

static void speak(struct sock *k, int opcode, const char *text, size_t size)
{
	static const unsigned char mask[4] = {0x37, 0xfa, 0x21, 0x3d};
	static char out[16 * 1024];
	size_t head = ws_head(out, opcode, size, mask);
	if (head + size > sizeof out)
		die("a frame that is too long");
	memcpy(out + head, text, size);
	ws_mask(out + head, size, mask);
	push(k, out, head + size);
}

void say(struct sock *k, const char *text, size_t size)
{
	speak(k, 1, text, size);
}

void sayf(struct sock *k, const char *format, ...)
{
	char text[1024];
	va_list words;
	va_start(words, format);
	int size = vsnprintf(text, sizeof text, format, words);
	va_end(words);
	say(k, text, (size_t)size);
}

static void greet(struct sock *k)
{
	char path[128], text[1024];
	int port = ntohs(addresses[k->address].sin_port), size, trouble = 0;
	socklen_t room = sizeof trouble;
	getsockopt(k->fd, SOL_SOCKET, SO_ERROR, &trouble, &room);
	if (trouble) {
		lost(k);
		return;
	}
	wire->path(k, path, sizeof path);
	snprintf(k->key, sizeof k->key, "YWxvbmdzaWRl%09dA==", (int)(k - socks));
	size = snprintf(text, sizeof text,
			"GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\n"
			"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
			"Sec-WebSocket-Key: %s\r\nOrigin: http://127.0.0.1:%d\r\n%s%s%s"
			"Cookie: %s\r\n\r\n",
			path, port, k->key, port, wire->protocol ? "Sec-WebSocket-Protocol: " : "",
			wire->protocol ? wire->protocol : "", wire->protocol ? "\r\n" : "", k->cookie);
	k->state = GREETING;
	watch(k, EPOLL_CTL_MOD, EPOLLIN);
	push(k, text, (size_t)size);
}

/* Returns the size of the answer; 0 if it is not whole. */
static size_t greeted(struct sock *k, char *at, size_t size)
{
	char accept[29], *end = memmem(at, size, "\r\n\r\n", 4);
	if (!end)
		return 0;
	ws_accept(k->key, strlen(k->key), accept);
	if (memcmp(at, "HTTP/1.1 101", 12) || !memmem(at, size, accept, 28)) {
		fprintf(stderr, "refused: %.*s\n", (int)(end - at < 300 ? end - at : 300), at);
		lost(k);
		return 0;
	}
	k->state = IN;
	opening_now--;
	in_now++;
	/* Their first beats spread over the time between two. */
	k->beat_at = now_ns() - (k - socks) % 100 * wire->beat * 10000000LL;
	wire->opened(k);
	return (size_t)(end + 4 - at);
}

static size_t take_one(struct sock *k, char *at, size_t size, int64_t now)
{
	struct frame frame;
	if (k->state == GREETING)
		return greeted(k, at, size);
	size_t used = ws_read(at, size, &frame);
	if (!used)
		return 0;
	if (is_measuring) {
		counted.frames++;
		counted.bytes += (long)used;
	}
	if (frame.opcode == 1 && frame.size)
		wire->text(k, frame.payload, frame.size, now);
	else if (frame.opcode == 9)
		speak(k, 10, frame.payload, frame.size);
	else if (frame.opcode == 8)
		lost(k);
	return used;
}

static void take(struct sock *k)
{
	ssize_t got = recv(k->fd, taken, READ, 0);
	int64_t now = now_ns();
	size_t used, all = 0, size;
	char *at = taken;
	if (got <= 0) {
		if (got == 0 || errno != EAGAIN)
			lost(k);
		return;
	}
	size = (size_t)got;
	if (k->left.size) {
		bytes_add(&k->left, taken, size);
		at = k->left.at, size = k->left.size;
	}
	while (k->state != AWAY && all < size && (used = take_one(k, at + all, size - all, now)))
		all += used;
	if (k->state == AWAY)
		return;
	if (at == k->left.at)
		bytes_drop(&k->left, all);
	else if (all < size)
		bytes_add(&k->left, at + all, size - all);
}

void listen_for(int64_t ns, void (*after_each)(void))
{
	struct epoll_event events[EVENTS];
	struct timespec t = {ns / 1000000000, ns % 1000000000};
	int n = epoll_pwait2(waiter, events, EVENTS, &t, NULL);
	if (n < 0 && errno != EINTR)
		die("epoll_pwait2");
	for (int i = 0; i < n; i++) {
		struct sock *k = events[i].data.ptr;
		if (k->state == CONNECTING)
			greet(k);
		else if (k->state != AWAY && events[i].events & EPOLLOUT)
			push_rest(k);
		if (k->state != AWAY && events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR))
			take(k);
		after_each();
	}
}
