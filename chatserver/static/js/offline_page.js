// What the page for no signal runs, itself kept on the device. Imports only.
import "./exit.js";
import "./elements/kept_messages.js";
