#ifndef PLAN_H
#define PLAN_H
#include "lines.h"

extern struct plan {
	double rate, warm, seconds, patience;
	int flight, opening, missed;
} plan;
extern char **bodies;
extern uint32_t body_count;

void read_plan(int argc, char **argv);
#endif
