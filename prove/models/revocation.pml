/* How somebody who is banned stops writing and reading: rooms/actions/storing.py,
 * people/standing.py, realtime/guard.py, chatserver/asgi.py.
 *
 * A ban commits while its victim posts and opens a socket. Numbers of revocations are given
 * before they commit, so that one may appear after a later one. Nudges may be lost.
 *
 * broken: NOT_HELD        a post looks at its author's standing and does not hold it still
 * broken: NUDGES_ONLY     a hub looks at revocations only when it is told to
 * broken: BY_CURSOR       a hub reads revocations after the highest that it has seen
 * broken: NO_SECOND_LOOK  a socket is let in by what was true before it was registered
 */
bool banned;                /* committed */
byte given;                 /* the last number of a revocation */
byte kept;                  /* committed revocations, as bits; victim's is `victims` */
byte victims;
byte held;                  /* posts under way that hold the victim's standing */
chan nudges = [1] of { bit };

byte obeyed;                /* revocations that the hub has obeyed, as bits */
byte highest;
bool is_open;               /* the victim's socket is registered with the hub */
bool is_let_in;             /* the handshake found nothing against it */
bool was_shut_out;          /* the hub obeyed the victim's ban since they were asked */

inline nudge() {
  if
  :: nfull(nudges) -> nudges!1
  :: skip
  fi
}

active proctype Ban() {
  byte mine;
  atomic { given++; mine = given };
  /* SELECT FOR UPDATE waits for whoever holds the standing. */
  atomic {
    held == 0;
    banned = true;
    victims = 1 << mine;
    kept = kept | (1 << mine)
  };
  nudge()
}

/* Somebody else is revoked at the same time. */
active proctype Other() {
  byte mine;
  atomic { given++; mine = given };
  kept = kept | (1 << mine);
  nudge()
}

active proctype Post() {
  bool may;
#ifdef NOT_HELD
  may = !banned;
#else
  atomic { held++; may = !banned };
#endif
  if
  :: may ->
     d_step {
       assert(!banned);      /* stored after the ban's commit */
#ifndef NOT_HELD
       held--
#endif
     }
  :: else ->
#ifndef NOT_HELD
     held--
#else
     skip
#endif
  fi
}

active proctype Handshake() {
  bool may;
  was_shut_out = false;
  may = !banned;
  if
  :: may ->
     is_let_in = true;
     is_open = true;         /* from here on the hub can cut it */
#ifndef NO_SECOND_LOOK
     if
     :: was_shut_out -> is_open = false
     :: else -> skip
     fi
#endif
  :: else -> skip
  fi
}

inline obey() {
  d_step {
#ifdef BY_CURSOR
    new = kept & ~((2 << highest) - 1);
#else
    new = kept & ~obeyed;
#endif
    obeyed = obeyed | kept;
    if
    :: kept & 4 -> highest = 2
    :: !(kept & 4) && (kept & 2) -> highest = 1
    :: else -> skip
    fi;
    if
    :: (new & victims) != 0 -> is_open = false; was_shut_out = true
    :: else -> skip
    fi
  }
}

active proctype Guard() {
  byte new;
end:
  do
  :: nudges?_ -> obey()
#ifndef NUDGES_ONLY
# ifdef BY_CURSOR
  :: empty(nudges) && (kept & ~((2 << highest) - 1)) != 0 -> obey()
# else
  :: empty(nudges) && (kept & ~obeyed) != 0 -> obey()
# endif
#endif
  od
}

active proctype End() {
  timeout -> assert(banned && !is_open)
}
