/* What the generator and the C server need of RFC 6455, and bytes that grow. */
#ifndef WS_H
#define WS_H
#include <stddef.h>
#include <stdint.h>

struct bytes {
	char *at;
	size_t size, room;
};

void bytes_add(struct bytes *b, const char *at, size_t size);
void bytes_drop(struct bytes *b, size_t size); /* from the front */

struct frame {
	int opcode;
	char *payload;
	size_t size;
};

/* The bytes that the first frame takes, unmasked in place; 0 if it is not whole. */
size_t ws_read(char *at, size_t size, struct frame *frame);
/* Writes a final frame's head; a client's also has its mask. Returns its size. */
size_t ws_head(char *out, int opcode, size_t size, const unsigned char *mask);
void ws_mask(char *at, size_t size, const unsigned char *mask);
/* The answer to a Sec-WebSocket-Key; out takes 29 bytes. */
void ws_accept(const char *key, size_t size, char *out);

int64_t now_ns(void);
_Noreturn void die(const char *format, ...);
#endif
