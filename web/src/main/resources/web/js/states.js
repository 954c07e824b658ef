/** How a page looks while it loads, when there is nothing, and when something failed. */

import { h, svg, action, icon, toast } from './dom.js';
import { t, maybe, number } from './i18n.js';
import { session } from './session.js';

const picture = () => svg('svg', { viewBox: '0 0 64 64', fill: 'none', stroke: 'currentColor', 'stroke-width': '2.500', 'stroke-linecap': 'round', 'aria-hidden': 'true' },
  svg('path', { d: 'M8 22a4 4 0 0 1 4-4h40a4 4 0 0 1 4 4v5a5 5 0 0 0 0 10v5a4 4 0 0 1-4 4H12a4 4 0 0 1-4-4v-5a5 5 0 0 0 0-10z' }),
  svg('path', { d: 'M40 18v4m0 5v4m0 5v4m0 5v2M18 28h12M18 36h8' }));

/** @param more what can be done about it */
export function empty(title, text, ...more) {
  return h('section', { class: 'empty' }, picture(), h('h1', {}, title), text && h('p', {}, text), ...more);
}

/** A problem in the reader's words, where we have some for its type. */
export function explain(error) {
  if (error.problem?.needs) return t('problem.needed', { needs: error.problem.needs });
  const known = error.type && maybe(`problem.${error.type}`, { wait: error.retryAfter ? number(error.retryAfter) : '' });
  return known || error.message || t('problem.unknown');
}

export function problemView(error, again) {
  if (error.status === 404) {
    return empty(t('notFound.title'), t('notFound.text'), h('a', { class: 'button', href: '/' }, t('notFound.back')));
  }
  if (error.status === 401) return signInView();
  if (error.status === 403) return empty(t('forbidden.title'), t('forbidden.text'), h('a', { class: 'button', href: '/' }, t('notFound.back')));
  return empty(t(error.type === 'offline' ? 'offline.title' : 'failed.title'), explain(error),
    action({}, t('again'), again),
    error.problem?.traceId && h('p', { class: 'small quiet' }, t('failed.trace', { id: error.problem.traceId })));
}

/** Leaves for the sign-in; says so where it cannot be reached. */
export async function signIn(path) {
  try { await session.signIn(path); } catch (error) {
    console.warn(error);
    toast(t('signIn.unreachable'));
  }
}

/** What stands where somebody has to sign in first. */
export function signInView(text = t('signIn.text')) {
  return empty(t('signIn.title'), text, action({ id: 'sign-in-here' }, t('nav.signIn'), () => signIn()));
}

export function notice(kind, ...content) {
  return h('div', { class: `notice ${kind}`, role: kind === 'bad' ? 'alert' : 'status' },
    icon({ good: 'check', bad: 'warning', warn: 'warning' }[kind] ?? 'clock'), h('div', {}, ...content));
}
