// What every page runs. Imports only: a file a concern, one line each.
import "./exit.js";
import "./time.js";
import "./zone.js";
import "./handover.js";
import "./offline.js";
import "./elements/data_used.js";
import "./elements/notice_inbox.js";
import "./models/tab.js";
