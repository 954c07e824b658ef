/** The door: scan or type a ticket's code, and see from afar whether its bearer may go in. */

import { api, newKey } from '../api.js';
import { h, fill, action, announce, icon } from '../dom.js';
import { t, maybe, number, time } from '../i18n.js';
import { session } from '../session.js';
import { explain, notice, problemView, signInView } from '../states.js';
import { placeName } from '../event/lines.js';
import { openCamera, readyCamera } from '../door/camera.js';
import { OfflineDoor } from '../door/offline.js';
import { eventOf } from '../events.js';

const SETTINGS = 'boxoffice.door';
const AGAIN_AFTER = 4000; // the same code before the camera is one scan
const SHOWN = 12;
const LIST_EVERY = 60000;
const COUNT_AFTER = 300;
const PATIENCE = 3000; // a line that answers no sooner is as good as none: the guest list decides

const kept = () => { try { return JSON.parse(localStorage.getItem(SETTINGS)) ?? {}; } catch { return {}; } };

export async function show(main) {
  // A door goes on without a network, though its scanner's token has run out: nothing but the signed list decides, and telling needs a token again.
  const isOfflineDoor = session.isKnownOffline && session.known.scanner;
  if (!session.token && !isOfflineDoor) { fill(main, signInView(t('door.signIn'))); return undefined; }
  if (session.token && !session.hasRole('scanner')) { fill(main, problemView({ status: 403 })); return undefined; }
  const settings = { gate: '', event: '', direction: 'IN', ...kept() };
  let offline;
  const counts = { in: 0, out: 0, refused: 0 };
  const verdict = h('section', { class: 'verdict', id: 'verdict', role: 'status', 'aria-live': 'assertive' }, h('p', { class: 'verdict-word' }, t('door.ready')), h('p', {}, t('door.readyText')));
  const log = h('ol', { class: 'door-log' });
  const nothing = h('p', { class: 'quiet' }, t('door.none'));
  const eventName = h('strong', {});
  const attended = h('span', { class: 'quiet', id: 'attendance' });
  const counters = h('dl', { class: 'counters', id: 'counters' });
  const picture = h('div', { class: 'camera', id: 'camera-picture' });
  const code = h('input', { class: 'input mono', name: 'code', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', maxlength: '1000', 'aria-label': t('door.code'), placeholder: t('door.code') });
  const gate = h('input', { class: 'input', name: 'gate', maxlength: '100', required: true, value: settings.gate, onchange: () => { settings.gate = gate.value.trim(); keep(); goOn(); } });
  const event = h('input', { class: 'input', name: 'event', maxlength: '300', value: settings.event, placeholder: '/shop/events/…', onchange: () => { settings.event = event.value.trim().split('/').pop(); keep(); prepare(); } });
  const ready = h('p', { class: 'small quiet', id: 'offline-ready', role: 'status' });
  let stopCamera;
  let countingSoon;
  let isTelling = false;
  let lastCode;
  let lastAt = 0;
  let unchecked; // read before the gate was named
  let queue = Promise.resolve();

  const keep = () => localStorage.setItem(SETTINGS, JSON.stringify(settings));
  const count = () => fill(counters, ['in', 'out', 'refused'].map((key) => h('div', {}, h('dt', {}, t(`door.count.${key}`)), h('dd', { id: `count-${key}` }, number(counts[key])))));

  /** One after the other, in the order they were read; one that fails keeps no other waiting. */
  function enqueue(text) {
    queue = queue.then(() => scan(text)).catch((error) => {
      console.warn(error);
      say('bad', t('door.unknown'), explain(error));
    });
  }

  /** While a ticket is looked up, what was said of the one before must not be taken for its answer. */
  function sayChecking() {
    verdict.className = 'verdict';
    verdict.setAttribute('aria-busy', 'true'); // nobody need hear it
    fill(verdict, h('p', { class: 'verdict-word' }, t('door.checking')));
  }

  function say(kind, word, ...lines) {
    verdict.className = `verdict ${kind}`;
    verdict.removeAttribute('aria-busy');
    fill(verdict, icon(kind === 'good' ? 'check' : 'cross'), h('p', { class: 'verdict-word' }, word), ...lines.filter(Boolean).map((line) => (typeof line === 'string' ? h('p', {}, line) : line)));
    navigator.vibrate?.(kind === 'good' ? 60 : [90, 60, 90]);
  }

  function note(kind, text, undo) {
    nothing.hidden = true;
    log.prepend(h('li', { class: kind }, h('span', { class: `pill ${kind}` }, kind === 'good' ? t('door.yes') : t('door.no')), h('span', {}, text), h('time', { class: 'quiet small' }, time(Date.now())), undo));
    while (log.children.length > SHOWN) log.lastChild.remove();
  }

  /** @param door the guest list's, that is to know of it */
  function admitted(answer, nonce, door) {
    const out = answer.result === 'LEFT';
    counts[out ? 'out' : 'in']++;
    count();
    const place = placeName(answer);
    const who = [answer.holderName, answer.priceType !== 'Standard' && answer.priceType].filter(Boolean).join(' · ');
    const undo = answer.checkInId && action({ class: 'button plain small undo' }, t('door.undo'), async () => {
      try {
        await api.delete(`/check-ins/${answer.checkInId}`);
        await door?.unlearn(nonce);
        counts[out ? 'out' : 'in']--;
        count();
        undo.replaceWith(h('span', { class: 'pill' }, t('door.undone')));
        say('', t('door.undone'), place);
        countSoon();
      } catch (error) { say('bad', t('door.notUndone'), explain(error)); }
    });
    say('good', t(out ? 'door.left' : 'door.in'), place, who, answer.event?.name);
    note('good', place, undo);
  }

  function refused(error) {
    counts.refused++;
    count();
    const { problem } = error;
    const reason = maybe(`door.problem.${error.type}`, {
      gate: problem.gate ?? '', at: problem.at && time(problem.at), opensAt: problem.opensAt && time(problem.opensAt),
      endedAt: problem.endedAt && time(problem.endedAt), event: problem.event?.name ?? problem.event ?? '',
    }) ?? explain(error);
    say('bad', t('door.stop'), reason);
    note('bad', reason);
  }

  /** Nothing is said of the ticket: it waits for the gate. */
  function askGate(text) {
    unchecked = text;
    verdict.className = 'verdict';
    fill(verdict, h('p', { class: 'verdict-word' }, t('door.gateMissing')), h('p', {}, t('door.gateMissingText')));
    gate.focus();
  }

  function goOn() {
    if (!settings.gate || !unchecked) return;
    const text = unchecked;
    unchecked = undefined;
    enqueue(text);
    code.focus(); // what is read next is no gate
  }

  async function scan(text) {
    if (!settings.gate) { askGate(text); return; }
    sayChecking();
    const scanned = { code: text, gate: settings.gate, nonce: newKey(), direction: settings.direction };
    // Of a ticket this door has let pass without a network the platform does not know yet.
    if (offline?.issuedAt && (!navigator.onLine || await offline.isUntold(text))) { await scanOffline(scanned); return; }
    const online = settings.event ? { ...scanned, eventIds: [settings.event] } : scanned;
    const door = offline;
    for (let tries = 0; ; tries++) {
      try {
        const answer = await api.post('/check-ins', online, { signal: AbortSignal.timeout(PATIENCE) });
        admitted(answer, scanned.nonce, door);
        countSoon();
        await door?.learn(scanned);
        if (door?.hasUntold) tellNow();
        return;
      } catch (error) {
        if (error.status === 401) { fill(main, signInView(t('door.signIn'))); return; }
        // A lost answer is asked for again: the nonce makes it the same scan.
        if ((error.type === 'offline' || error.status === 503) && (tries >= 1 || error.isTimeout) && offline?.issuedAt) { await scanOffline(scanned); return; }
        if ((error.type === 'offline' || error.status === 503) && tries < 2) { await new Promise((done) => setTimeout(done, 600)); continue; }
        if (error.status !== 409) { say('bad', t('door.unknown'), explain(error)); return; }
        refused(error);
        const { gate: other, at } = error.problem;
        if (error.type === 'already-checked-in') await door?.learn({ ...scanned, direction: 'IN', gate: other, at });
        if (error.type === 'not-checked-in') await door?.learn({ ...scanned, direction: 'OUT' });
        return;
      }
    }
  }

  /** By the guest list; told to the platform later. */
  async function scanOffline(scanned) {
    const answer = await offline.check(scanned);
    if (answer.ok) admitted(answer); else refused(answer);
    await showReady();
  }

  async function showReady() {
    if (!offline) { ready.textContent = t('door.offline.none'); return; }
    const untold = await offline.untold();
    ready.textContent = [offline.issuedAt ? t('door.offline.list', { count: offline.size, time: time(offline.issuedAt) }) : t('door.offline.none'),
      untold > 0 && t('door.offline.untold', { count: untold }), !navigator.onLine && t('door.offline.now')].filter(Boolean).join(' · ');
  }

  /** How many are in, by what every door has told. */
  async function showAttendance() {
    const asked = settings.event;
    const attendance = await api.get(`/events/${asked}/attendance`, { signal: AbortSignal.timeout(PATIENCE) });
    if (asked === settings.event) fill(attended, t('door.attendance', { in: attendance.in, sold: attendance.sold }));
  }

  /** After a scan the platform has counted; one question for several of them. */
  function countSoon() {
    if (!settings.event || !navigator.onLine || !session.token) return;
    countingSoon ??= setTimeout(() => {
      countingSoon = undefined;
      showAttendance().catch((error) => console.warn(error));
    }, COUNT_AFTER);
  }

  /** Reads the guest list and tells what happened without a network, as long as there is one. */
  async function synchronise() {
    if (offline && navigator.onLine && !session.token) { ready.textContent = t('door.offline.signIn'); return; }
    if (offline && navigator.onLine) {
      try {
        for (const { problem, gate: other, at } of await offline.tell()) note('bad', t('door.offline.conflict', { why: maybe(`door.problem.${problem}`, { gate: other ?? '', at: at ? time(at) : '' }) ?? problem }));
        await offline.refresh();
        await showAttendance();
      } catch (error) {
        console.warn(error);
        if (error.status === 401) { ready.textContent = t('door.offline.signIn'); return; }
      }
    }
    await showReady();
  }

  /** The line is back, whatever the browser calls it: one answer has come. */
  function tellNow() {
    if (isTelling) return;
    isTelling = true;
    synchronise().catch((error) => console.warn(error)).finally(() => { isTelling = false; });
  }

  async function prepare() {
    offline = undefined;
    fill(attended);
    if (settings.event) {
      offline = new OfflineDoor(settings.event);
      await offline.open();
      eventName.textContent = (await eventOf(settings.event))?.name ?? '';
      if (navigator.onLine) readyCamera();
    } else eventName.textContent = '';
    await synchronise();
  }

  function read(text) {
    const now = Date.now();
    if (!text || (text === lastCode && now - lastAt < AGAIN_AFTER)) { lastAt = now; return; }
    [lastCode, lastAt] = [text, now];
    enqueue(text);
  }

  const camera = action({ class: 'button soft', id: 'camera' }, [icon('camera'), t('door.camera')], async () => {
    if (stopCamera) { stopCamera(); stopCamera = undefined; return; }
    try { stopCamera = await openCamera(picture, read); } catch (error) { console.warn(error); fill(picture, notice('warn', h('p', {}, t('door.noCamera')))); }
  });
  const form = h('form', { class: 'row door-form', onsubmit: (event) => { event.preventDefault(); lastCode = undefined; read(code.value.trim()); code.value = ''; code.focus(); } },
    code, h('button', { class: 'button', type: 'submit' }, t('door.check')));
  const direction = (value) => h('label', { class: 'choice' }, h('input', { type: 'radio', name: 'direction', value, checked: settings.direction === value,
    onchange: () => { settings.direction = value; keep(); } }), h('span', {}, t(`door.direction.${value}`)));

  fill(main, h('div', { class: 'door' },
    h('div', { class: 'spread' }, h('h1', {}, t('door.title')),
      h('fieldset', { class: 'choices' }, h('legend', { class: 'visually-hidden' }, t('door.direction')), direction('IN'), direction('OUT'))),
    h('div', { class: 'door-settings' },
      h('label', { class: 'field' }, h('span', {}, t('door.gate')), gate),
      h('label', { class: 'field' }, h('span', {}, t('door.event')), event)),
    h('div', { class: 'spread' }, eventName, attended), ready,
    verdict, form, camera, picture, counters,
    h('h2', {}, t('door.last')), nothing, log));
  count();
  announce(t('door.ready'));
  (settings.gate ? code : gate).focus();
  prepare().catch((error) => console.warn(error));
  const timer = setInterval(synchronise, LIST_EVERY);
  addEventListener('online', synchronise);
  addEventListener('offline', showReady);
  return () => {
    clearInterval(timer);
    clearTimeout(countingSoon);
    removeEventListener('online', synchronise);
    removeEventListener('offline', showReady);
    stopCamera?.();
  };
}
