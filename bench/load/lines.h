#ifndef LINES_H
#define LINES_H
#include "load.h"
#include <netinet/in.h>

extern const struct wire *wire;
extern struct sockaddr_in addresses[ADDRESSES];
extern int address_count, opening_now, in_now;

void lines_begin(void);
void call(struct sock *);
void hang_up(struct sock *);
/* Waits at most so long for what comes, and takes it. */
void listen_for(int64_t ns, void (*after_each)(void));
#endif
