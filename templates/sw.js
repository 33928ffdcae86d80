{% load static %}{% get_current_language as language %}// Keeps help within reach with no signal. It keeps these public pages and their look,
// fetched as nobody in particular; never a page with anybody's words on it.

const KEPT = "help-{{ version }}";
const HELP = "{% url 'help' %}";
const OFFLINE = "{% url 'offline' %}";
// What one may be told of on this device, and the page where it waits.
const PLACES = {
  flags: "{% url 'moderation' %}",
  sessions: "{% url 'threads' %}",
  notices: "{% url 'notices' %}",
};
const LOOK = [{% for name in look %}
  "{% static name %}",{% endfor %}
];

self.addEventListener("install", (event) => {
  event.waitUntil(keep([HELP, OFFLINE, ...LOOK]).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(ready());
});

self.addEventListener("push", (event) => {
  event.waitUntil(tell(kindOf(event.data)));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(PLACES[event.notification.data] ?? PLACES.notices));
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
      const spoken = LOOK.includes(path) ? path : `${path}?language={{ language }}`;
      const answer = await fetch(spoken, { credentials: "omit", cache: "no-cache" });
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

// --- Being told: a kind has come, and never what it is about

function kindOf(data) {
  try {
    const { kind } = data.json();
    return kind in PLACES ? kind : "notices";
  } catch {
    return "notices";
  }
}

async function tell(kind) {
  const pages = await self.clients.matchAll({ type: "window" });
  // Whoever looks at a page sees it there; a flag is told in any case.
  if (kind !== "flags" && pages.some((page) => page.focused)) return;
  const how = { tag: kind, renotify: true, data: kind, icon: "{% static 'img/plain-192.png' %}" };
  await self.registration.showNotification("{% translate 'Something is waiting for you' %}", how);
}

/** Beside what is open: somebody may be writing there. */
async function open(path) {
  const pages = await self.clients.matchAll({ type: "window" });
  const there = pages.find((page) => new URL(page.url).pathname === path);
  await (there ? there.focus() : self.clients.openWindow(path));
}
