/** What a page with sessions runs. Imports only. */
import "./elements/session_cards.js";
