// Tells the server which zone its reader's clock is in, so that its own words are right.
// A time zone and nothing else: it is not kept there unless the reader chooses it.

const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
const secure = window.location.protocol === "https:" ? "; secure" : "";

if (timeZone) document.cookie = `zone=${timeZone}; path=/; max-age=31536000; samesite=lax${secure}`;
