/** The waiting room: where somebody stands, what is known of how long it takes, and the moment it is their turn. */

import { api, follow, ApiProblem } from '../api.js';
import { h, fill, action, announce, icon } from '../dom.js';
import { t, maybe, number, duration, time } from '../i18n.js';
import { beginning, localDate } from '../local-time.js';
import { session } from '../session.js';
import { empty, explain, notice, signInView } from '../states.js';
import { admissionOf, keepAdmission, dropAdmission } from '../event/admission.js';
import { eventOf } from '../events.js';
import { solve } from '../proof-of-work.js';
import { Chime } from '../chime.js';

const placeKey = (eventId) => `boxoffice.place.${eventId}`;
const MOST_TRIES = 3;
const OVER = ['SOLD_OUT', 'DONE', 'LAPSED', 'LEFT'];

function placeHeaders(eventId) {
  const token = localStorage.getItem(placeKey(eventId));
  return token ? { 'X-Place-Token': token } : {};
}

/** Joins; where the room asks for a proof of work first, does it. */
async function join(eventId, checking) {
  const body = (check) => api.post(`/events/${eventId}/queue`, check ? { check } : {}, { headers: placeHeaders(eventId) });
  try { return await body(); } catch (error) {
    const check = error instanceof ApiProblem && error.type === 'check-required' && error.problem.check;
    if (!check?.challenge) throw error;
    checking();
    return body(await solve(check.challenge, check.bits));
  }
}

export async function show(main, { eventId }) {
  const event = await eventOf(eventId);
  if (!session.token) { fill(main, signInView(t('event.waitingRoom'))); return undefined; }

  const chime = new Chime();
  const stage = h('div', { class: 'room-stage stack' });
  const message = h('div', { 'aria-live': 'polite' });
  const standing = h('div', { class: 'stack' });
  const connection = h('div', { role: 'status' });
  const sound = h('button', { type: 'button', class: 'button plain small', onclick: async () => {
    await chime.toggle();
    sound.textContent = t(chime.on ? 'room.soundOn' : 'room.soundOff');
  } }, t('room.soundOff'));
  fill(main, h('div', { class: 'room' },
    h('header', { class: 'stack-tight' }, h('p', { class: 'quiet' }, t('room.title')), h('h1', {}, event?.name ?? t('room.title')),
      event && h('p', { class: 'quiet' }, beginning(event))),
    connection, message, stage));
  const steps = nextSteps();
  let stop;
  let state;
  let said;
  let proving = false;
  let tries = 0;

  /** Who has bought their tickets joins anew only if they want to. */
  async function look() {
    const place = await api.get(`/events/${eventId}/queue`, { headers: placeHeaders(eventId) }).catch(() => undefined); // to join tells what is wrong
    if (place?.state === 'DONE' && place.reason === 'BOOKED') draw(place); else await start();
  }

  async function start() {
    stop?.();
    fill(stage, h('p', { class: 'quiet', role: 'status' }, t('room.joining')));
    try {
      draw(await join(eventId, () => fill(stage, h('p', { role: 'status' }, t('room.check')))));
    } catch (error) {
      if (error.status === 401) { signedOut(); return; }
      fill(stage, notice('bad', h('p', {}, explain(error))), action({}, t('again'), start));
      return;
    }
    stop = follow(`/events/${eventId}/queue/stream`, {
      queue: draw,
      open: () => fill(connection),
      alive: () => session.renewIfDue(), // who waits for hours is there, though nothing else is asked for
      lost: () => fill(connection, notice('warn', h('p', {}, t('room.lost')))),
      refused: (error) => {
        if (error.status === 401) signedOut();
        else if (error.status === 404 && !admissionOf(eventId)) start();
      },
    }, { headers: () => placeHeaders(eventId) });
  }

  /** Their place is kept; nobody must take what they see for how they stand. */
  function signedOut() {
    stop?.();
    state = undefined;
    document.title = `${t('signIn.title')} · Boxoffice`;
    fill(main, signInView(t('room.signIn')));
    announce(`${t('signIn.title')}. ${t('room.signIn')}`);
  }

  function draw(place) {
    if (place.placeToken) localStorage.setItem(placeKey(eventId), place.placeToken);
    if (place.message) fill(message, notice('', h('strong', {}, t('room.message')), h('p', {}, place.message)));
    else fill(message);
    const before = state;
    state = place.state;
    if (state === 'ADMITTED') { admitted(place, before); return; }
    if (OVER.includes(state)) { over(place); return; }
    waiting(place);
    if (place.check?.challenge) prove(place.check);
  }

  /** Whose turn has come may be asked for a proof of work before they are let in. */
  async function prove({ challenge, bits }) {
    if (proving || tries >= MOST_TRIES) return;
    proving = true;
    tries += 1;
    let place;
    try {
      place = await api.post(`/events/${eventId}/queue`, { check: await solve(challenge, bits) }, { headers: placeHeaders(eventId) });
    } catch (error) {
      if (error.status === 401) signedOut(); else fill(connection, notice('bad', h('p', {}, explain(error))));
    } finally { proving = false; }
    if (place) draw(place);
  }

  function nextSteps() {
    return h('section', { class: 'stack-tight' }, h('h2', {}, t('room.nextTitle')),
      h('ol', { class: 'steps' }, ['room.next1', 'room.next2', 'room.next3'].map((key) => h('li', {}, t(key)))),
      h('div', { class: 'row' }, sound, action({ class: 'button plain small', id: 'leave' }, t('room.leave'), async () => {
        try { draw(await api.delete(`/events/${eventId}/queue`) ?? { state: 'LEFT' }); } catch (error) {
          if (error.status === 401) { signedOut(); return; }
          fill(connection, notice('bad', h('p', {}, explain(error))));
        }
        localStorage.removeItem(placeKey(eventId));
      })));
  }

  /** What can be done stays as it is while the numbers change: who is on a button stays on it. */
  function waiting(place) {
    if (!standing.isConnected) fill(stage, standing, steps);
    if (place.position === undefined) {
      document.title = `${t('room.lotTitle')} · Boxoffice`;
      const values = { lot: String(place.lot), when: event?.salesStartAt && localDate(event.salesStartAt, event.venue) };
      fill(standing, h('section', { class: 'room-card card' }, h('div', { class: 'lots', 'aria-hidden': 'true' }, Array.from({ length: 5 }, () => h('i', {}))),
        h('h2', {}, t('room.lotTitle')), h('p', {}, t(values.when ? 'room.lot' : 'room.lotNoTime', values)),
        h('a', { href: `/draw/${eventId}` }, t('room.draw'))));
      return;
    }
    const ahead = place.position - 1;
    document.title = `${ahead ? t('room.titleWaiting', { position: ahead }) : t('room.next')} · Boxoffice`;
    const estimate = place.estimatedWait;
    fill(standing,
      h('section', { class: 'room-card card', id: 'place' },
        ahead > 0 ? [h('p', { class: 'room-number number', id: 'position' }, number(ahead)), h('p', { class: 'room-unit' }, t('room.people', { count: ahead }))]
          : h('p', { class: 'room-number', id: 'position' }, t('room.next')),
        h('div', { class: 'room-pulse', 'aria-hidden': 'true' }, h('i', {})),
        h('p', { class: 'room-estimate', id: 'estimate' }, estimate ? t('room.estimate', { from: duration(estimate.fromSeconds), to: duration(Math.max(estimate.toSeconds, 1)) }) : t('room.estimateUnknown')),
        place.seatsAhead > 0 && h('p', { class: 'quiet small' }, t('room.seatsAhead', { count: place.seatsAhead }))),
      place.unlikely && notice('warn', h('p', {}, t('room.unlikely'))));
    const minute = Math.floor(Date.now() / 60000);
    if (said !== minute) { said = minute; announce(ahead ? `${number(ahead)} ${t('room.people', { count: ahead })}` : t('room.next')); }
  }

  function admitted(place, before) {
    keepAdmission(eventId, place);
    document.title = `${t('room.titleAdmitted')} · Boxoffice`;
    fill(stage, h('section', { class: 'room-card card admitted', id: 'admitted' }, h('div', { class: 'done-mark' }, icon('check')),
      h('h2', {}, t('room.admittedTitle')),
      h('p', {}, t('room.admittedText', { time: time(place.expiresAt) })),
      h('a', { class: 'button', id: 'enter', href: `/shop/events/${eventId}` }, t('room.enter'))));
    if (before !== 'ADMITTED') { chime.play(); announce(t('room.admittedTitle')); }
  }

  function over(place) {
    document.title = `${t(`room.${place.state}`)} · Boxoffice`;
    stop?.();
    dropAdmission(eventId);
    localStorage.removeItem(placeKey(eventId));
    const ended = empty(t(`room.${place.state}`), maybe(`room.${place.state}.text`),
      place.state === 'DONE' && h('a', { class: 'button', href: '/account/bookings' }, t('nav.bookings')),
      action({ class: place.state === 'DONE' ? 'button plain' : 'button', id: 'rejoin' }, t('room.rejoin'), start));
    ended.querySelector('h1').replaceWith(h('h2', {}, t(`room.${place.state}`)));
    fill(stage, ended);
  }

  // After a sleep the timers stood still: ask at once.
  const woken = () => { if (!document.hidden && state === 'WAITING') api.get(`/events/${eventId}/queue`, { headers: placeHeaders(eventId) }).then(draw, (error) => { if (error.status === 401) signedOut(); }); };
  document.addEventListener('visibilitychange', woken);
  await look();
  return () => { stop?.(); document.removeEventListener('visibilitychange', woken); chime.close(); };
}
