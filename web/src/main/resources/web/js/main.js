/** The frame around every page: header, footer, language, theme, sign-in, and the page the address asks for. */

import { config } from './config.js';
import { h, fill, icon, announce, closeDialogs } from './dom.js';
import { t, LANGUAGES, language, choose } from './i18n.js';
import { find, onNavigation } from './router.js';
import { session } from './session.js';
import { problemView, signIn } from './states.js';
import { staleness } from './kept.js';

const main = document.getElementById('main');
let shown = 0; // how many pages were shown: what is still loading of one that was left has no place any more
let leave;
let failedOffline = false;

function link(path, key) {
  const here = path === '/' ? location.pathname === '/' || location.pathname.startsWith('/shop') : location.pathname.startsWith(path);
  return h('a', { href: path, 'aria-current': here && 'page' }, t(key));
}

function header() {
  fill(document.getElementById('header'),
    !navigator.onLine && h('p', { class: 'offline', role: 'status' }, t('offline.bar')),
    h('div', {},
      h('a', { href: '/', class: 'brand' }, h('img', { src: `${config.assets}/img/icon.svg`, alt: '' }), 'Boxoffice'),
      h('nav', { class: 'site-nav', 'aria-label': t('nav.label') },
        link('/', 'nav.events'),
        link('/account/bookings', 'nav.bookings'),
        session.hasRole('scanner') && link('/door', 'nav.door'),
        session.hasRole('operator') && link('/operations', 'nav.operations')),
      session.token
        ? h('div', { class: 'row' },
          h('span', { class: 'quiet small', id: 'who' }, session.name),
          h('button', { type: 'button', class: 'button plain small', onclick: () => session.signOut() }, t('nav.signOut')))
        : h('button', { type: 'button', class: 'button small', id: 'sign-in', onclick: () => signIn() }, t('nav.signIn'))));
}

function footer() {
  const theme = h('select', { class: 'small', onchange: () => {
    const wanted = theme.value;
    if (wanted === 'system') { localStorage.removeItem('boxoffice.theme'); delete document.documentElement.dataset.theme; }
    else { localStorage.setItem('boxoffice.theme', wanted); document.documentElement.dataset.theme = wanted; }
    dispatchEvent(new Event('themechange'));
  } }, ['system', 'light', 'dark'].map((name) => h('option', { value: name,
    selected: name === (document.documentElement.dataset.theme ?? 'system') }, t(`theme.${name}`))));
  const languages = h('select', { class: 'small', onchange: () => choose(languages.value) },
    Object.entries(LANGUAGES).map(([tag, name]) => h('option', { value: tag, lang: tag, selected: tag === language }, name)));
  fill(document.getElementById('footer'), h('div', {},
    h('span', {}, 'Boxoffice'), h('a', { href: '/docs' }, t('footer.api')), h('a', { href: '/problems' }, t('footer.problems')),
    h('div', { class: 'settings' },
      h('label', {}, t('theme.label'), theme),
      h('label', {}, t('language.label'), languages))));
}

/** Shows the page of the address; the page before is told that it is left. @returns whether it is there, and not left meanwhile */
async function show() {
  const mine = ++shown;
  const isLeft = () => mine !== shown;
  leave?.();
  leave = undefined;
  closeDialogs();
  failedOffline = false;
  staleness.since = undefined;
  document.title = 'Boxoffice';
  header();
  const found = find(location.pathname);
  const place = h('div', {}, h('div', { class: 'skeleton page-skeleton' })); // one of its own: what comes late is seen by nobody
  fill(main, place);
  try {
    await session.ready;
    if (isLeft()) return false;
    if (!found) throw Object.assign(new Error(), { status: 404 });
    const page = await found.load();
    if (isLeft()) return false;
    fill(place);
    const leaving = await page.show(place, found.parameters);
    if (isLeft()) { leaving?.(); return false; }
    leave = leaving;
  } catch (error) {
    console.warn(error);
    if (isLeft()) return false;
    failedOffline = error.type === 'offline';
    fill(place, problemView(error, show));
  }
  const heading = place.querySelector('h1')?.textContent;
  if (document.title === 'Boxoffice' && heading) document.title = `${heading} · Boxoffice`; // unless the page has said more
  return true;
}

onNavigation(async () => {
  scrollTo(0, 0);
  if (!await show()) return;
  main.focus({ preventScroll: true });
  announce(document.title);
});
addEventListener('online', () => { header(); if (failedOffline || staleness.since) show(); }); // never where somebody is in the middle of something
addEventListener('offline', header);
session.addEventListener('change', header);
const skip = document.querySelector('.skip');
skip.textContent = t('skip');
skip.addEventListener('click', (event) => { event.preventDefault(); main.focus(); }); // no other address, which would be another page
footer();
show();

// After the page is there: what it takes to open the pages without a network is nobody's first need.
if (navigator.serviceWorker) {
  const register = () => setTimeout(() => navigator.serviceWorker.register('/service-worker.js').catch((error) => console.warn(error)), 1500);
  if (document.readyState === 'complete') register(); else addEventListener('load', register, { once: true });
}
