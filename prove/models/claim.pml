/* How one moderator at a time holds a flag and decides: moderation/actions/claims.py,
 * decisions.py, flags.py.
 *
 * Two moderators claim, renew by nothing, and decide. The clock gives back what has lapsed.
 * A report may lift the flag's level while somebody looks at it.
 *
 * broken: CHECK_THEN_TAKE  a claim is checked before the board's lock is taken
 * broken: DECIDES_BEFORE   a decision is checked before the lock, and not again under it
 * broken: NO_VERSION       a decision on an older view of the flag is taken
 * broken: LAPSE_BLINDLY    the clock gives back what it found to have lapsed a moment ago
 */
#define NOBODY 0
mtype = { open, claimed, resolved };

mtype state = open;
byte owner = NOBODY;
bool is_over;               /* the owner's time has run out */
byte version, level, lapses, lifts, decisions;
bool board;                 /* the board's lock */

inline lock() { atomic { !board -> board = true } }
inline unlock() { board = false }

proctype Moderator(byte me) {
  byte seen_version, seen_level, tries;
  bool may;
  do
  :: tries < 2 && state != resolved ->
     tries++;
     /* Claims. */
#ifdef CHECK_THEN_TAKE
     may = (state != resolved && (owner == NOBODY || owner == me || is_over));
     lock();
#else
     lock();
     may = (state != resolved && (owner == NOBODY || owner == me || is_over));
#endif
     if
     :: may ->
        /* Nobody else holds it, and it is not done. */
        assert(state != resolved);
        assert(owner == NOBODY || owner == me || is_over);
        d_step { state = claimed; owner = me; is_over = false; version++ }
     :: else -> skip
     fi;
     unlock();
     if
     :: !may -> goto next
     :: else -> skip
     fi;
     /* Looks at it. */
     d_step { seen_version = version; seen_level = level };
     /* Decides: checked, carried out, and checked again under the board's lock. */
#ifdef NO_VERSION
     may = (state == claimed && owner == me);
#else
     may = (state == claimed && owner == me && version == seen_version);
#endif
     lock();
#ifndef DECIDES_BEFORE
# ifdef NO_VERSION
     may = may && (state == claimed && owner == me);
# else
     may = may && (state == claimed && owner == me && version == seen_version);
# endif
#endif
     if
     :: may ->
        d_step {
          assert(state == claimed && owner == me);
          assert(level == seen_level);
          state = resolved;
          owner = NOBODY;
          decisions++;
          version++;
          assert(decisions == 1)
        }
     :: else -> skip
     fi;
     unlock();
next: skip
  :: else -> break
  od
}

/* Time passes, and the clock finds what has lapsed. */
active proctype Clock() {
  bool found;
  do
  :: lapses < 2 ->
     lapses++;
     if
     :: state == claimed -> is_over = true
     :: else -> skip
     fi;
     found = (state == claimed && is_over);
     lock();
#ifndef LAPSE_BLINDLY
     found = found && (state == claimed && is_over);
#endif
     if
     :: found ->
        /* What is decided stays decided; what was taken anew stays taken. */
        assert(state == claimed && is_over);
        d_step { state = open; owner = NOBODY; is_over = false; version++ }
     :: else -> skip
     fi;
     unlock()
  :: else -> break
  od
}

active proctype Report() {
  lock();
  if
  :: state != resolved -> d_step { level++; version++ }
  :: else -> skip
  fi;
  unlock()
}

init {
  atomic { run Moderator(1); run Moderator(2) }
}
