/** What the page of one's devices runs. Imports only. */
import "./elements/keep_here.js";
import "./elements/tell_here.js";
