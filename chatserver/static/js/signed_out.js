// At the way in nobody is signed in: what was kept for whoever was is not for the next.

import "./elements/show_typed.js";
import { wipeAll } from "./models/kept.js";

wipeAll();
