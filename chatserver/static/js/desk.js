/** What the pages of the moderators' desk run. Imports only. */
import "./elements/board_sound.js";
import "./elements/claim_clock.js";
import "./elements/connection_words.js";
import "./elements/decision_form.js";
import "./elements/desk_keys.js";
import "./elements/due_time.js";
import "./elements/flag_board.js";
import "./elements/flag_watch.js";
import "./elements/line_check.js";
import "./elements/reply_words.js";
import "./elements/waiting_time.js";
