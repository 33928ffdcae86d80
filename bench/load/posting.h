#ifndef POSTING_H
#define POSTING_H
#include "plan.h"

extern int flying, is_posting;

/* Posts as long as fewer messages are under way than planned. */
void keep_flying(void);
/* Posts what is due by now; returns when the next is. */
int64_t send_due(int64_t now, int64_t began, long *sent);
#endif
