/** What every page of a moderator on shift runs. Imports only. */
import "./elements/watch_keeper.js";
