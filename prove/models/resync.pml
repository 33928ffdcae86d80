/* How a follower gets every row once and in order: realtime/streams.py, hub.py, feeds.py.
 *
 * Two writers commit rows under the stream's lock. A nudge may be lost. The hub reads rows
 * after its cursor and hands on "all in (from, to]". A follower joins, may be cut off and
 * joins again by its cursor.
 *
 * broken: NO_LOCK     positions are taken outside of the stream's lock
 * broken: NO_TIPS     the hub hears nudges only, and compares no tips
 * broken: TRUSTING    a follower takes whatever is handed to it
 * broken: READ_FIRST  a follower reads the history first and follows afterwards
 * broken: NO_CURSOR   a follower that comes back begins at the tip
 */
#ifndef EACH
#define EACH 1              /* rows of each of two writers; FULL makes two */
#endif
#define ROWS (2 * EACH)
#define UPTO(n) ((2 << (n)) - 2)

byte counter;               /* the last position that was taken */
byte tip;                   /* the highest position that is committed */
byte rows;                  /* committed rows, as bits */
bool locked;
chan nudges = [2] of { byte };

byte fed;                   /* the hub's cursor */
bool following;
chan wire = [3] of { byte, byte, byte };  /* from, to, rows */

byte cursor, got, cuts;
bool joined;

#define MAX(a, b) ((a) > (b) -> (a) : (b))

proctype Writer() {
  byte mine, n;
  do
  :: n < EACH ->
     n++;
#ifndef NO_LOCK
     atomic { !locked -> locked = true };
#endif
     atomic { counter++; mine = counter };
     atomic {
       rows = rows | (1 << mine);
       tip = MAX(tip, mine);
       locked = false
     };
     if
     :: nfull(nudges) -> nudges!mine
     :: skip                /* lost */
     fi
  :: else -> break
  od
}

/* Reads what is after its cursor, and hands it on. */
inline read_up() {
  d_step {
    to = tip;
    found = rows & (UPTO(to) & ~UPTO(fed));
    from = fed;
    fed = MAX(fed, to)
  };
  if
  :: following && to > from -> wire!from, to, found
  :: else -> skip
  fi
}

active proctype Hub() {
  byte to, from, found, told;
end:
  do
  :: nudges?told ->
     if
     :: told > fed -> read_up()
     :: else -> skip
     fi
#ifndef NO_TIPS
  :: empty(nudges) && fed < tip -> read_up()
#endif
  od
}

/* Nothing before the last row may be missing, and nothing may come twice. */
inline take(upto, some) {
  d_step {
    assert((got & some) == 0);
    got = got | some;
    cursor = upto;
    assert((got & UPTO(cursor)) == UPTO(cursor))
  }
}

inline read_history() {
  d_step { to = tip; some = rows & (UPTO(to) & ~UPTO(cursor)) };
  if
  :: to > cursor -> take(to, some)
  :: else -> skip
  fi
}

active proctype Follower() {
  byte from, to, some;
  run Writer();
  run Writer();
end:
  do
  :: !joined ->
#ifdef NO_CURSOR
     if
     :: cuts > 0 -> cursor = tip
     :: else -> skip
     fi;
#endif
#ifdef READ_FIRST
     read_history();
     following = true;
#else
     following = true;
     read_history();
#endif
     joined = true
  :: joined && wire?[from, to, some] ->
     wire?from, to, some;
     if
#ifdef TRUSTING
     :: true -> take(to, some)
#else
     :: from == cursor -> take(to, some)
     :: from != cursor && to > cursor -> read_history()
     :: else -> skip
#endif
     fi
  :: joined && cuts < 1 ->
     d_step {
       cuts++;
       joined = false;
       following = false
     };
     do
     :: wire?_, _, _
     :: empty(wire) -> break
     od
  od
}

/* When nothing more can happen, everybody has everything. */
active proctype End() {
  timeout -> assert(rows == UPTO(ROWS) && got == rows)
}
