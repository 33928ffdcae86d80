/** What a page with sessions runs. Imports only. */
import "./elements/phrase_list.js";
import "./elements/session_cards.js";
import "./elements/session_left.js";
