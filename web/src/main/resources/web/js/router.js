/** Which page an address is; moving between them without loading anew. */

const ROUTES = [
  ['/', () => import('./pages/home.js')],
  ['/shop/events/:eventId', () => import('./pages/event.js')],
  ['/account/bookings', () => import('./pages/bookings.js')],
  ['/account/bookings/:bookingId', () => import('./pages/booking.js')],
  ['/waiting-room/:eventId', () => import('./pages/waiting-room.js')],
  ['/draw/:eventId', () => import('./pages/draw.js')],
  ['/door', () => import('./pages/door.js')],
  ['/operations', () => import('./pages/operations.js')],
  ['/signed-in', () => import('./pages/signed-in.js')],
].map(([path, load]) => ({ pattern: new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`), load }));

/** The page of an address, if it is one of ours. */
export function find(pathname) {
  for (const route of ROUTES) {
    const match = route.pattern.exec(pathname);
    if (match) {
      const parameters = Object.fromEntries(Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]));
      return { load: route.load, parameters };
    }
  }
  return undefined;
}

const here = () => location.pathname + location.search;
let at = here();
let show = () => {};
export const onNavigation = (shown) => { show = shown; };

export function go(path, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', path);
  at = here();
  return show();
}

addEventListener('popstate', () => {
  if (at === here()) return; // a fragment of the page that is shown
  at = here();
  show();
});
document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]');
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
  if (link.hash && link.pathname === location.pathname) return;
  if (!find(link.pathname)) return;
  event.preventDefault();
  go(link.pathname + link.search);
});
