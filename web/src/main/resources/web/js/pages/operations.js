/** What operators watch and turn: rates, waiting rooms, freshness, breakers, stuck payments. */

import { api } from '../api.js';
import { h, fill } from '../dom.js';
import { t, number, duration, time } from '../i18n.js';
import { session } from '../session.js';
import { explain, notice, problemView, signInView } from '../states.js';
import { plot } from '../operations/plot.js';
import { roomCard } from '../operations/room.js';

const EVERY = 5000;
const PLOTS = [['sales', 'perSecond'], ['reserves', 'perSecond'], ['requests', 'perSecond'], ['waiting'], ['liveWatchers'], ['searches', 'perSecond']];

/** From when on a figure is worrying, and alarming. */
const WATCHED = [
  ['paymentsStuck', 1, 1, number], ['paymentsOpen', 200, 1000, number], ['mirrorOverdue', 1, 50, number], ['messagesUnsent', 200, 2000, number],
  ['liveLagSeconds', 1, 5, duration], ['searchLagSeconds', 5, 30, duration], ['casesBreached', 1, 5, number], ['inside', Infinity, Infinity, number],
];

export async function show(main) {
  if (!session.token) { fill(main, signInView(t('ops.signIn'))); return undefined; }
  if (!session.hasRole('operator')) { fill(main, problemView({ status: 403 })); return undefined; }
  const trouble = h('div', { 'aria-live': 'polite' });
  const asOf = h('p', { class: 'quiet small', role: 'status' });
  const watched = h('ul', { class: 'figures' });
  const breakers = h('ul', { class: 'breakers' });
  const rooms = h('div', { class: 'stack', id: 'rooms' });
  const cards = new Map();
  const plots = await Promise.all(PLOTS.map(async ([name, unit]) => [name, await plot(t(`ops.figure.${name}`), unit && t(`ops.${unit}`))]));
  fill(main, h('div', { class: 'stack operations' },
    h('div', { class: 'spread' }, h('h1', {}, t('ops.title')), asOf), trouble,
    h('section', { 'aria-label': t('ops.health') }, watched),
    h('section', { class: 'plots', 'aria-label': t('ops.lastHour') }, plots.map(([, { element }]) => element)),
    h('section', { class: 'stack' }, h('h2', {}, t('ops.breakers')), breakers),
    h('section', { class: 'stack' }, h('h2', {}, t('ops.rooms')), rooms)));

  function drawFigures({ times, figures, instances }) {
    const last = (name) => figures[name]?.at(-1);
    fill(watched, WATCHED.map(([name, worrying, alarming, format]) => {
      const value = last(name);
      const kind = value === null || value === undefined ? '' : value >= alarming ? 'bad' : value >= worrying ? 'warn' : 'good';
      const shown = value === null || value === undefined ? '–' : format === duration ? (value < 1 ? t('ops.now') : duration(value)) : format(value);
      return h('li', { class: `figure ${kind}`, 'data-figure': name }, h('span', { class: 'figure-value number' }, shown), h('span', { class: 'small' }, t(`ops.figure.${name}`)),
        kind === 'bad' && h('span', { class: 'pill bad' }, t('ops.alarm')));
    }));
    plots.forEach(([name, drawn]) => drawn.show(times, figures[name] ?? []));
    fill(breakers, instances.map(({ service, address, breaker }) => h('li', {}, h('span', { class: `pill ${breaker === 'CLOSED' ? 'good' : breaker === 'OPEN' ? 'bad' : 'warn'}` }, t(`ops.breaker.${breaker}`)),
      h('strong', {}, service), h('span', { class: 'quiet small' }, address))));
    if (times.length) asOf.textContent = t('ops.asOf', { time: time(times.at(-1)) });
  }

  function drawRooms({ queues }) {
    const known = new Set(queues.map(({ eventId }) => eventId));
    for (const [eventId, card] of cards) if (!known.has(eventId)) { card.element.remove(); cards.delete(eventId); }
    for (const room of queues) {
      if (!cards.has(room.eventId)) {
        cards.set(room.eventId, roomCard(room.eventId, refresh));
        if (cards.size === 1) fill(rooms);
        rooms.append(cards.get(room.eventId).element);
      }
      cards.get(room.eventId).show(room);
    }
    if (!queues.length) fill(rooms, h('p', { class: 'quiet' }, t('ops.noRooms')));
  }

  async function refresh() {
    try {
      const [figures, queues] = await Promise.all([api.get('/operations/figures'), api.get('/queues')]);
      drawFigures(figures);
      drawRooms(queues);
      fill(trouble);
    } catch (error) {
      if (error.status === 401) { fill(main, signInView(t('ops.signIn'))); return; }
      fill(trouble, notice('bad', h('p', {}, explain(error))));
    }
  }

  const opening = h('form', { class: 'row', onsubmit: (event) => {
    event.preventDefault();
    const id = opening.querySelector('input').value.trim().split('/').pop();
    if (id) api.put(`/events/${id}/queue/settings`, { mode: 'ON' }).then(refresh, (error) => fill(trouble, notice('bad', h('p', {}, explain(error)))));
  } }, h('label', { class: 'field grow' }, h('span', {}, t('ops.openRoom')), h('input', { class: 'input', name: 'event', placeholder: '/shop/events/…' })), h('button', { class: 'button plain small', type: 'submit' }, t('ops.open')));
  rooms.after(opening);
  await refresh();
  const timer = setInterval(() => { if (!document.hidden) refresh(); }, EVERY);
  const onTheme = () => { plots.forEach(([, drawn]) => drawn.redraw()); refresh(); };
  addEventListener('themechange', onTheme);
  return () => { clearInterval(timer); removeEventListener('themechange', onTheme); plots.forEach(([, drawn]) => drawn.close()); };
}
