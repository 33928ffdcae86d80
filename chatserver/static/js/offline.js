// Keeps the help page on this device, so that it opens with no signal.

const SCRIPT = "/sw.js";

function trusted(url) {
  if (!window.trustedTypes) return url;
  const rules = { createScriptURL: (wanted) => (wanted === SCRIPT ? wanted : "") };
  return window.trustedTypes.createPolicy("offline", rules).createScriptURL(url);
}

// A browser that cannot keep it (a private window) still has the page with a signal.
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register(trusted(SCRIPT)).catch(() => {});
}
