/** What a page with a conversation runs. Imports only. */
import "./elements/catch_up.js";
import "./elements/connection_words.js";
import "./elements/held_messages.js";
import "./elements/message_acts.js";
import "./elements/message_composer.js";
import "./elements/message_list.js";
import "./elements/pace_choice.js";
import "./elements/pending_messages.js";
import "./elements/reaction_bar.js";
import "./elements/reply_line.js";
import "./elements/room_status.js";
import "./elements/who_is_here.js";
// Last: it may give back to those above what an earlier visit left.
import "./late.js";
