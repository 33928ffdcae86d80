#include "ws.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int64_t now_ns(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

void die(const char *format, ...)
{
	va_list words;
	va_start(words, format);
	vfprintf(stderr, format, words);
	va_end(words);
	fprintf(stderr, "%s%s\n", errno ? ": " : "", errno ? strerror(errno) : "");
	exit(1);
}

void bytes_add(struct bytes *b, const char *at, size_t size)
{
	if (b->size + size > b->room) {
		b->room = (b->size + size) * 2;
		b->at = realloc(b->at, b->room);
		if (!b->at)
			die("no memory");
	}
	memcpy(b->at + b->size, at, size);
	b->size += size;
}

void bytes_drop(struct bytes *b, size_t size)
{
	b->size -= size;
	if (b->size)
		memmove(b->at, b->at + size, b->size);
}

size_t ws_read(char *at, size_t size, struct frame *frame)
{
	unsigned char *u = (unsigned char *)at, *mask;
	size_t head = 2, long_size;
	if (size < 2)
		return 0;
	frame->opcode = u[0] & 15;
	long_size = u[1] & 127;
	if (!(u[0] & 128))
		die("a frame in pieces, which no server here sends");
	if (long_size == 126)
		head = 4;
	if (long_size == 127)
		head = 10;
	if (size < head)
		return 0;
	frame->size = long_size;
	if (head > 2) {
		frame->size = 0;
		for (size_t i = 2; i < head; i++)
			frame->size = frame->size << 8 | u[i];
	}
	mask = u + head;
	if (u[1] & 128)
		head += 4;
	if (size < head + frame->size)
		return 0;
	frame->payload = at + head;
	if (u[1] & 128)
		ws_mask(frame->payload, frame->size, mask);
	return head + frame->size;
}

size_t ws_head(char *out, int opcode, size_t size, const unsigned char *mask)
{
	size_t head = 2;
	out[0] = (char)(128 | opcode);
	if (size < 126) {
		out[1] = (char)size;
	} else {
		int width = size < 65536 ? 2 : 8;
		out[1] = (char)(width == 2 ? 126 : 127);
		for (int i = width; i--; head++)
			out[head] = (char)(size >> 8 * i);
	}
	if (mask) {
		out[1] = (char)(out[1] | 128);
		memcpy(out + head, mask, 4);
		head += 4;
	}
	return head;
}

void ws_mask(char *at, size_t size, const unsigned char *mask)
{
	for (size_t i = 0; i < size; i++)
		at[i] = (char)(at[i] ^ mask[i & 3]);
}

static uint32_t left(uint32_t x, int by)
{
	return x << by | x >> (32 - by);
}

static void sha1_block(uint32_t h[5], const unsigned char *p)
{
	uint32_t w[80], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
	for (int i = 0; i < 16; i++)
		w[i] = (uint32_t)p[4 * i] << 24 | (uint32_t)p[4 * i + 1] << 16 |
		       (uint32_t)p[4 * i + 2] << 8 | p[4 * i + 3];
	for (int i = 16; i < 80; i++)
		w[i] = left(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
	for (int i = 0; i < 80; i++) {
		uint32_t f, k, t;
		if (i < 20)
			f = (b & c) | (~b & d), k = 0x5A827999;
		else if (i < 40)
			f = b ^ c ^ d, k = 0x6ED9EBA1;
		else if (i < 60)
			f = (b & c) | (b & d) | (c & d), k = 0x8F1BBCDC;
		else
			f = b ^ c ^ d, k = 0xCA62C1D6;
		t = left(a, 5) + f + e + k + w[i];
		e = d, d = c, c = left(b, 30), b = a, a = t;
	}
	h[0] += a, h[1] += b, h[2] += c, h[3] += d, h[4] += e;
}

void ws_accept(const char *key, size_t size, char *out)
{
	static const char guid[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
	static const char letters[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned char text[128] = {0}, hash[21] = {0};
	uint32_t h[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
	size_t all = size + 36;
	if (all > 119)
		die("a key that is too long");
	memcpy(text, key, size);
	memcpy(text + size, guid, 36);
	text[all] = 128;
	text[126] = (unsigned char)(all * 8 >> 8);
	text[127] = (unsigned char)(all * 8);
	if (all < 56) {
		text[62] = text[126], text[63] = text[127];
		sha1_block(h, text);
	} else {
		sha1_block(h, text);
		sha1_block(h, text + 64);
	}
	for (int i = 0; i < 20; i++)
		hash[i] = (unsigned char)(h[i / 4] >> (24 - 8 * (i % 4)));
	for (int i = 0, o = 0; i < 21; i += 3, o += 4) {
		uint32_t three = hash[i] << 16 | hash[i + 1] << 8 | hash[i + 2];
		for (int j = 0; j < 4; j++)
			out[o + j] = letters[three >> (18 - 6 * j) & 63];
	}
	out[27] = '=';
	out[28] = 0;
}
