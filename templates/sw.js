{% load static %}// Keeps help within reach with no signal. It keeps these public pages and their look,
// fetched as nobody in particular; never a page with anybody's words on it.

const KEPT = "help-{{ version }}";
const HELP = "{% url 'help' %}";
const OFFLINE = "{% url 'offline' %}";
const LOOK = [{% for name in look %}
  "{% static name %}",{% endfor %}
];

self.addEventListener("install", (event) => {
  event.waitUntil(keep([HELP, OFFLINE, ...LOOK]).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(ready());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(page(event, url.pathname === HELP ? HELP : OFFLINE));
  } else if (LOOK.includes(url.pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(url.pathname)));
  }
});

async function keep(paths) {
  const box = await caches.open(KEPT);
  await Promise.all(
    paths.map(async (path) => {
      const answer = await fetch(path, { credentials: "omit", cache: "no-cache" });
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
      await box.put(path, answer);
    }),
  );
}

async function ready() {
  // A page is asked for while this script wakes, so that a slow phone waits for neither.
  await self.registration.navigationPreload?.enable();
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith("help-") && name !== KEPT);
  await Promise.all(older.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function page(event, instead) {
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(event.request));
    // Reading help with a signal is the moment to keep the newest numbers.
    if (instead === HELP && answer.ok) event.waitUntil(keep([HELP, OFFLINE]));
    return answer;
  } catch {
    return (await caches.match(instead)) ?? Response.error();
  }
}
