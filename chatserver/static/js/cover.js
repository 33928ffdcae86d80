/** What the page of rooms and their cover runs. Imports only. */
import "./elements/cover_list.js";
