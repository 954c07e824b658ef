/**
 * Keeps the pages themselves (never an answer of the API) so that they open without a network.
 * The gateway fills in the release and the names of its files, which also bounds what is kept.
 */

const VERSION = '{{version}}';
const FILES = '{{files}}'.split(' ');
const CACHE = `boxoffice-pages-${VERSION}`;
const ASSETS = `/assets/web/${VERSION}/`;
const SHELL = '/';
const PAGES = /^\/(shop\/events\/[^/]+|account\/bookings(\/[^/]+)?|waiting-room\/[^/]+|draw\/[^/]+|door|operations)?$/;
const PATIENCE = 4000; // a network that takes longer is as good as none
const AT_ONCE = 6;

const kept = (request) => caches.open(CACHE).then((cache) => cache.match(request));
const isForEver = (response) => response.ok && (response.headers.get('Cache-Control') ?? '').includes('immutable');

/** The shell names its release: another one's, in a rolling restart say, would not fit these files. */
async function shell() {
  const response = await fetch(SHELL, { cache: 'no-cache', credentials: 'omit' });
  if (!response.ok || !(await response.clone().text()).includes(`data-version="${VERSION}"`)) throw new Error('another release');
  return response;
}

async function install() {
  const cache = await caches.open(CACHE);
  await cache.put(SHELL, await shell());
  const waiting = [...FILES];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      const response = await fetch(ASSETS + name);
      if (!response.ok) throw new Error(name);
      if (isForEver(response)) await cache.put(ASSETS + name, response); // while developing, nothing is
    }
  }));
  await self.skipWaiting();
}

async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('boxoffice-pages-') && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** From the network while it answers well; else the shell, which says what is the matter. */
async function page(request) {
  const fallback = await kept(SHELL);
  if (!fallback) return fetch(request);
  const slow = new Promise((done) => { setTimeout(done, PATIENCE, fallback); });
  const fresh = fetch(request).then((response) => (response.status >= 500 ? fallback : response), () => fallback);
  return Promise.race([fresh, slow]);
}

/** A file of this release never changes. Libraries are kept once somebody has used them. */
async function file(request) {
  const known = await kept(request);
  if (known) return known;
  const response = await fetch(request);
  if (isForEver(response)) {
    const copy = response.clone();
    caches.open(CACHE).then((cache) => cache.put(request, copy)).catch(() => {}); // a full disk costs only the offline page
  }
  return response;
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate' && PAGES.test(pathname)) event.respondWith(page(request));
  else if (pathname.startsWith(ASSETS)) event.respondWith(file(request));
});
