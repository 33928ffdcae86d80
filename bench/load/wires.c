/* How each server is spoken to: Alongside in alongside.c, its peers here. */
#include "load.h"
#include <stdio.h>
#include <string.h>

static const struct seat *own(const struct sock *k)
{
	return &seats[k->first_seat];
}

static long long room_id(const struct sock *k)
{
	return rooms[own(k)->room].id;
}

static void take_marked(struct sock *k, char *at, size_t size, const char *before, int64_t now)
{
	char *found = memmem(at, size, before, strlen(before));
	if (found)
		delivered(&seats[k->first_seat], mark_in(found + strlen(before)), now);
}

static void at_once(struct sock *k)
{
	joined(k, &seats[k->first_seat], now_ns());
}

/* --- ws and the C server: the path is the room, the text is the message */

static void plain_path(const struct sock *k, char *out, size_t room)
{
	snprintf(out, room, "/room/%lld", room_id(k));
}

static void plain_text(struct sock *k, char *at, size_t size, int64_t now)
{
	if (size > MARK)
		delivered(&seats[k->first_seat], mark_in(at), now);
}

static int plain_post(const struct seat *s, uint32_t message, const char *body, char *out)
{
	(void)s, (void)message;
	return sprintf(out, "%s", body);
}

/* --- socket.io, by WebSocket only */

static void socketio_path(const struct sock *k, char *out, size_t room)
{
	(void)k;
	snprintf(out, room, "/socket.io/?EIO=4&transport=websocket");
}

static void wait_for_it(struct sock *k)
{
	k->step = 0;
}

static void socketio_text(struct sock *k, char *at, size_t size, int64_t now)
{
	static const char is_in[] = "42[\"joined\"]";
	if (at[0] == '0')
		say(k, "40", 2);
	else if (at[0] == '2')
		say(k, "3", 1);
	else if (size > 2 && !memcmp(at, "40", 2))
		sayf(k, "42[\"join\",\"%lld\"]", room_id(k));
	else if (size == sizeof is_in - 1 && !memcmp(at, is_in, size))
		at_once(k);
	else
		take_marked(k, at, size, "42[\"message\",\"", now);
}

static int socketio_post(const struct seat *s, uint32_t message, const char *body, char *out)
{
	(void)s, (void)message;
	return sprintf(out, "42[\"post\",\"%s\"]", body);
}

/* --- the tutorial of Channels */

static void tutorial_path(const struct sock *k, char *out, size_t room)
{
	snprintf(out, room, "/ws/chat/%lld/", room_id(k));
}

static void tutorial_text(struct sock *k, char *at, size_t size, int64_t now)
{
	take_marked(k, at, size, "{\"message\": \"", now);
}

static int tutorial_post(const struct seat *s, uint32_t message, const char *body, char *out)
{
	(void)s, (void)message;
	return sprintf(out, "{\"message\": \"%s\"}", body);
}

/* --- XMPP over WebSocket (RFC 7395) with rooms (XEP-0045), as nobody in particular */

#define XMPP "xmlns='urn:ietf:params:xml:ns:xmpp-"
static const char opening[] = "<open " XMPP "framing' to='localhost' version='1.0'/>";

static void xmpp_path(const struct sock *k, char *out, size_t room)
{
	(void)k;
	snprintf(out, room, "/ws");
}

static void xmpp_opened(struct sock *k)
{
	k->step = 0;
	say(k, opening, sizeof opening - 1);
}

static int holds(const char *at, size_t size, const char *what)
{
	return memmem(at, size, what, strlen(what)) != NULL;
}

static void xmpp_text(struct sock *k, char *at, size_t size, int64_t now)
{
	if (k->step == 5) {
		take_marked(k, at, size, "<body>", now);
	} else if (k->step == 0 && holds(at, size, "ANONYMOUS")) {
		k->step = 1;
		sayf(k, "<auth " XMPP "sasl' mechanism='ANONYMOUS'/>");
	} else if (k->step == 1 && holds(at, size, "<success")) {
		k->step = 2;
		say(k, opening, sizeof opening - 1);
	} else if (k->step == 2 && holds(at, size, XMPP "bind'")) {
		k->step = 3;
		sayf(k, "<iq type='set' id='b'><bind " XMPP "bind'/></iq>");
	} else if (k->step == 3 && holds(at, size, "<jid>")) {
		k->step = 4;
		sayf(k, "<presence to='r%lld@conference.localhost/n%d'>"
			"<x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x>"
			"</presence>", room_id(k), (int)(k - socks));
	} else if (k->step == 4 && holds(at, size, "<subject")) {
		k->step = 5;
		at_once(k);
	}
}

static int xmpp_post(const struct seat *s, uint32_t message, const char *body, char *out)
{
	return sprintf(out, "<message to='r%lld@conference.localhost' type='groupchat' "
			    "id='m%x'><body>%s</body></message>",
		       rooms[s->room].id, message, body);
}

const struct wire wires[] = {
	{"alongside", NULL, 10, 1, alongside_path, alongside_opened, alongside_text,
	 alongside_post, alongside_beats},
	{"plain", NULL, 0, 0, plain_path, at_once, plain_text, plain_post, NULL},
	{"socketio", NULL, 0, 0, socketio_path, wait_for_it, socketio_text, socketio_post, NULL},
	{"tutorial", NULL, 0, 0, tutorial_path, at_once, tutorial_text, tutorial_post, NULL},
	{"xmpp", "xmpp", 0, 0, xmpp_path, xmpp_opened, xmpp_text, xmpp_post, NULL},
	{NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL},
};
