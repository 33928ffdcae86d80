/** What the page of live sessions runs. Imports only. */
import "./elements/live_lines.js";
