/** One event: its seats live, what somebody picks of them, and the checkout. */

import { api, follow } from '../api.js';
import { read } from '../kept.js';
import { h, fill, icon, announce } from '../dom.js';
import { t, maybe, money, time } from '../i18n.js';
import { beginning, localDate } from '../local-time.js';
import { isDecided, wishes } from '../idempotency.js';
import { go } from '../router.js';
import { session } from '../session.js';
import { explain, notice, signIn } from '../states.js';
import { poster } from '../poster.js';
import { hallOf, seatOf, ACCESSIBLE, RESTRICTED, COMPANION } from '../seat-map/hall.js';
import { Statuses, FREE, HELD } from '../seat-map/statuses.js';
import { SeatMap, tierColour } from '../seat-map/seat-map.js';
import { pricesBySection, usual } from '../event/prices.js';
import { admissionOf, admissionHeaders, dropAdmission } from '../event/admission.js';
import { checkout } from '../event/checkout.js';
import { dropWish, keepWish, keptWish } from '../event/wish.js';
import { hasWaited, waitlist } from '../event/waitlist.js';
import { Picker } from '../event/picker.js';
import { placeName } from '../event/lines.js';

const heldKey = (eventId) => `boxoffice.hold.${eventId}`;
const SELLS = ['ON_SALE', 'SOLD_OUT'];
const PATIENCE = 4000; // ms for the stream's first word
const SILENCE = 30000; // ms between what is said of the line aloud

function head(event, live) {
  const place = [event.venue?.name, event.venue?.address?.city].filter(Boolean).join(', ');
  return h('header', { class: 'event-head' },
    poster(event, 'poster event-poster'),
    h('div', { class: 'event-head-text' },
      h('p', { class: 'row' }, h('span', { class: 'pill accent' }, maybe(`category.${event.category}`) ?? event.category),
        event.status !== 'ON_SALE' && h('span', { class: `pill ${event.status === 'CANCELLED' ? 'bad' : 'warn'}` }, t(`status.${event.status}`)), live),
      h('h1', {}, event.name),
      h('p', { class: 'row event-facts' }, icon('clock'), h('span', {}, event.dateTba ? beginning(event) : h('time', { datetime: event.startsAt }, beginning(event)))),
      place && h('p', { class: 'row event-facts' }, icon('pin'), h('span', {}, place)),
      event.performers?.length > 0 && h('p', { class: 'quiet' }, event.performers.map(({ name }) => name).join(' · ')),
      event.ageLimit && h('p', { class: 'small' }, t('event.ageLimit', { age: event.ageLimit })),
      event.description && h('p', { class: 'event-description' }, event.description)));
}

function legend(event, hall, prices, dark) {
  const tiers = [...new Map(prices.filter(({ tier }) => tier >= 0).map((entry) => [entry.tier, entry])).values()];
  return h('ul', { class: 'legend-list small' },
    tiers.map(({ tier, prices: types }) => h('li', {}, h('span', { class: 'dot', style: { '--dot': tierColour(tier, dark) } }), `${event.priceTiers[tier].name} `, h('strong', {}, money(usual(types).price)))),
    h('li', {}, h('span', { class: 'dot yours' }), t('map.yours')),
    h('li', {}, h('span', { class: 'dot held' }), t('map.held')),
    h('li', {}, h('span', { class: 'dot taken' }), t('map.booked')),
    hall.flags.some((flags) => flags & ACCESSIBLE) && h('li', {}, icon('accessible'), t('map.accessible')));
}

const isDark = () => (document.documentElement.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';

export async function show(main, { eventId }) {
  const [event, map] = await Promise.all([
    read(`/events/${eventId}`, { keep: false }),
    api.get(`/events/${eventId}/seat-map`).catch((error) => { if ([404, 409].includes(error.status)) return undefined; if (error.type === 'offline') return null; throw error; }),
  ]);
  const live = h('span', { class: 'pill', id: 'live' });
  if (map === null) { fill(main, head(event), notice('warn', h('p', {}, t('offline.event')))); return undefined; }
  if (!map || !event.priceTiers?.length) {
    fill(main, head(event), event.url
      ? notice('', h('p', {}, t('event.elsewhere')), h('a', { href: event.url, rel: 'noopener', target: '_blank' }, t('event.elsewhereLink')))
      : notice('', h('p', {}, t(`status.${event.status}`))));
    return undefined;
  }

  const hall = hallOf(map);
  const statuses = new Statuses(hall);
  const prices = pricesBySection(event, hall);
  let left = false;
  const leaving = [() => { left = true; }];
  const panel = h('aside', { class: 'panel card', id: 'panel', 'aria-label': t('pick.title') });
  const canvas = h('canvas', { id: 'seat-map', tabindex: '0', role: 'application', 'aria-label': t('map.label'), 'aria-describedby': 'map-help' });
  const tip = h('div', { class: 'map-tip', hidden: true, 'aria-hidden': 'true' });
  const legendPlace = h('div', {}, legend(event, hall, prices, isDark()));
  const room = h('div', {});
  let picker;
  let mine = new Set();
  let heldNow = false;
  let known = false; // which seats are free: until then nobody is told that none is
  let gone = () => {}; // what to show once it turns out that none is left
  let back;

  const says = (ordinal) => {
    const seat = seatOf(hall, ordinal);
    const section = hall.sectionOf[ordinal];
    const status = seatMap.picked.has(ordinal) ? t('map.yours') : statuses.of[ordinal] === FREE ? t('map.free') : statuses.of[ordinal] === HELD ? t('map.held') : t('map.booked');
    const price = prices[section].prices.length ? money(usual(prices[section].prices).price) : '';
    const more = [[ACCESSIBLE, 'map.accessible'], [RESTRICTED, 'map.restricted'], [COMPANION, 'map.companion']].filter(([flag]) => hall.flags[ordinal] & flag).map(([, key]) => t(key));
    return { seat, section: hall.sections[section].name, status, price, more, text: [t('map.seatSays', { section: hall.sections[section].name, row: seat.row, seat: seat.number, status, price }), ...more].join(' ') };
  };

  const seatMap = new SeatMap(canvas, hall, statuses, {
    tierOf: (section) => Math.max(0, prices[section].tier),
    texts: { stage: t('map.stage'), section: (name) => name, left: (count) => t('event.available', { count }) },
    on: {
      pick: (ordinal) => {
        if (heldNow) return;
        if (picker.toggle(ordinal)) announce(says(ordinal).text);
        else if (statuses.of[ordinal] !== FREE) announce(says(ordinal).text);
      },
      standing: (section) => { if (!heldNow) picker.chooseSection(hall.sections[section].name); },
      read: (ordinal) => announce(says(ordinal).text),
      look: (ordinal, point) => {
        tip.hidden = ordinal < 0;
        if (ordinal < 0) return;
        const { seat, section, status, price, more } = says(ordinal);
        fill(tip, h('strong', {}, `${section}`), h('span', {}, t('map.seat', { row: seat.row, seat: seat.number })), h('span', {}, [status, price, ...more].filter(Boolean).join(' · ')));
        tip.style.setProperty('--x', `${point.x}px`);
        tip.style.setProperty('--y', `${point.y}px`);
        tip.classList.toggle('below', point.y < 110);
      },
    },
  });
  leaving.push(() => seatMap.close());
  const button = (name, key, work) => h('button', { type: 'button', class: 'button plain round small', 'aria-label': t(key), title: t(key), onclick: work }, icon(name));
  const help = h('p', { class: 'small quiet', id: 'map-help' }, t('map.help'));
  fill(main, head(event, live), room, h('div', { class: 'event-body' },
    h('section', { class: 'map-box', 'aria-label': t('map.label') },
      h('div', { class: 'map-frame' }, canvas, tip,
        h('div', { class: 'map-buttons' }, button('plus', 'map.zoomIn', () => seatMap.zoom(1.6)), button('minus', 'map.zoomOut', () => seatMap.zoom(1 / 1.6)), button('whole', 'map.whole', () => seatMap.whole()))),
      legendPlace, help),
    panel));
  const onTheme = () => fill(legendPlace, legend(event, hall, prices, isDark()));
  addEventListener('themechange', onTheme);
  leaving.push(() => removeEventListener('themechange', onTheme));

  // ---- Live

  let told = 0; // how often the stream has said something
  let losses = 0; // in a row
  const spoken = { kind: undefined, at: 0 };
  const tell = (kind) => {
    live.className = `pill ${kind}`;
    // Who listens is told of the line, not of each seat that goes, and not of each time it breaks.
    if (!spoken.kind || (kind !== spoken.kind && Date.now() - spoken.at > SILENCE)) {
      if (spoken.kind) announce(t(kind === 'good' ? 'event.live' : 'event.reconnecting'));
      Object.assign(spoken, { kind, at: Date.now() });
    }
    live.textContent = [t(kind === 'good' ? 'event.live' : 'event.reconnecting'), known && t('event.available', { count: statuses.free })].filter(Boolean).join(' · ');
  };
  const lost = () => { if (picker && !heldNow) picker.lose([...picker.picked.keys()].filter((ordinal) => statuses.of[ordinal] !== FREE && !mine.has(ordinal))); };

  function take(availability) {
    statuses.take(availability);
    seatMap.draw();
    if (!known) { known = true; picker?.recall(); gone(); }
    lost();
    back?.();
  }

  /** Asks where the stream does not tell: the page works without, and the platform decides. */
  async function look() {
    const before = told;
    try {
      const availability = await api.get(`/events/${eventId}/availability`);
      if (told !== before) return;
      take(availability);
      tell('warn');
    } catch { /* the next time the stream is refused it is asked again */ }
  }

  await new Promise((ready) => {
    const slow = setTimeout(() => { tell('warn'); if (!known) look(); ready(); }, PATIENCE);
    const tells = (work) => (data) => { clearTimeout(slow); told++; losses = 0; work(data); tell('good'); ready(); };
    const stop = follow(`/events/${eventId}/availability/stream`, {
      snapshot: tells(take),
      seats: tells((change) => { statuses.change(change); seatMap.draw(); lost(); back?.(); }),
      // A line that broke is back in a moment, with all there is to know; where it is refused the page asks, as often as it tries.
      lost: () => { tell('warn'); if (!known || losses++) look().then(ready); },
      refused: () => { tell('warn'); look().then(ready); },
    });
    leaving.push(stop, () => clearTimeout(slow));
  });

  // ---- Pick, hold, pay

  function pick(message) {
    heldNow = false;
    mine = new Set();
    picker.show();
    if (message) picker.say(...message);
  }

  function over() {
    sessionStorage.removeItem(heldKey(eventId));
    picker.clear();
  }

  function pay(hold) {
    heldNow = true;
    mine = new Set(hold.tickets.map(({ id }) => Number(id.split('.').pop())));
    seatMap.picked = mine;
    seatMap.draw();
    sessionStorage.setItem(heldKey(eventId), hold.holdId);
    if (left) return; // it is found here again
    const stop = checkout(panel, hold, {
      done,
      ended: (reason) => { over(); pick(['warn', reason]); },
      released: (said) => { over(); pick(said && ['', said]); if (said) announce(said); },
    });
    leaving.push(stop);
    panel.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }

  function done(booking) {
    sessionStorage.removeItem(heldKey(eventId));
    picker.forget();
    dropAdmission(eventId);
    fill(room); // the admission is used
    fill(panel, h('section', { class: 'done stack' }, h('div', { class: 'done-mark' }, icon('check')),
      h('h2', { tabindex: '-1' }, t('done.title')), h('p', {}, t('done.text')),
      h('ul', { class: 'held' }, booking.tickets.map((ticket) => h('li', {}, icon('ticket'), placeName(ticket)))),
      h('a', { class: 'button wide', href: `/account/bookings/${booking.bookingId}` }, t('done.tickets')),
      h('a', { class: 'button plain wide', href: '/' }, t('done.more'))));
    panel.querySelector('h2').focus({ preventScroll: true });
    announce(`${t('done.title')} ${t('done.text')}`);
  }

  /** Nothing is left: instead of a form that finds nothing there is the waitlist, until something comes back. */
  async function wait() {
    const list = h('div', { class: 'stack' });
    const stop = await waitlist(list, event, (hold) => { stop(); pay(hold); });
    if (!stop || heldNow) return;
    leaving.push(stop);
    fill(panel, list);
    back = () => { if (statuses.free > 0 && !heldNow && list.querySelector('#waitlist')) { back = undefined; pick(['good', t('waitlist.back')]); } };
    back(); // something may have come back meanwhile
  }

  /** Somebody whose place on the waitlist was answered finds the offer here, whatever else is free. */
  async function offered() {
    if (!hasWaited(eventId)) return;
    try { if ((await api.get(`/events/${eventId}/waitlist`)).state !== 'OFFERED') return; } catch { return; }
    const stop = await waitlist(room, event, (hold) => { stop(); fill(room); pay(hold); });
    if (stop) leaving.push(stop);
  }

  const ask = wishes();
  async function signInFirst(body) {
    if (!body.tickets) keepWish(eventId, body); // picked seats are kept anyway
    await signIn();
  }

  async function hold(body) {
    if (!session.token) { await signInFirst(body); return; }
    mine = new Set(body.tickets?.map(({ ticketId }) => Number(ticketId.split('.').pop()))); // until its answer, what turns held is held by this very wish
    try {
      pay(await ask(body, (key) => api.post('/booking/reserve', body, { headers: { 'Idempotency-Key': key, ...admissionHeaders(eventId) } })));
    } catch (error) {
      if (left) return;
      if (isDecided(error)) mine = new Set();
      if (error.status === 401) { await signInFirst(body); return; }
      if (error.type === 'admission-required') { dropAdmission(eventId); go(`/waiting-room/${eventId}`); return; }
      const taken = error.problem?.taken?.map((id) => Number(id.split('.').pop())) ?? [];
      if (error.type === 'seat-taken' && taken.some((ordinal) => picker.picked.has(ordinal))) {
        for (const ordinal of taken) if (statuses.of[ordinal] === FREE) statuses.change({ version: statuses.version, changes: [[ordinal, HELD]] });
        seatMap.draw();
        picker.lose(taken);
      } else picker.say('warn', explain(error));
    }
  }

  picker = new Picker(panel, { event, hall, statuses, prices, hold, changed: (ordinals) => { if (!heldNow) { seatMap.picked = new Set(ordinals); seatMap.draw(); } } });
  if (known) picker.recall();
  const admission = admissionOf(eventId);
  if (admission) fill(room, notice('good', h('p', {}, t('event.admitted', { time: time(admission.expiresAt) }))));
  else if (event.waitingRoom?.mode === 'ON' || (event.waitingRoom?.mode === 'AUTO' && event.status === 'SCHEDULED')) {
    fill(room, notice('warn', h('p', {}, t('event.waitingRoom')), h('p', {}, h('a', { class: 'button small', href: `/waiting-room/${eventId}` }, t('event.join')))));
  }
  const kept = session.token && sessionStorage.getItem(heldKey(eventId));
  let resumed;
  if (kept) { try { resumed = await api.get(`/booking/holds/${kept}`); } catch (error) { if ([403, 404, 410].includes(error.status)) sessionStorage.removeItem(heldKey(eventId)); } }
  if (resumed) { picker.show(); pay(resumed); } else if (SELLS.includes(event.status) || event.status === 'SCHEDULED') {
    pick();
    gone = () => { if (statuses.free === 0 && !heldNow && SELLS.includes(event.status)) wait(); };
    const wished = keptWish(eventId);
    if (wished) picker.restore(wished);
    if (wished && session.token && SELLS.includes(event.status)) {
      dropWish(eventId);
      panel.querySelector('#best-available').click(); // goes on where the sign-in came between
    } else if (SELLS.includes(event.status)) { if (known && statuses.free === 0) await wait(); else if (session.token) await offered(); }
    if (event.status === 'SCHEDULED' && event.salesStartAt) picker.say('', t('event.salesStart', { when: localDate(event.salesStartAt, event.venue) }));
  } else fill(panel, h('h2', {}, t(`status.${event.status}`)));
  return () => leaving.forEach((stop) => stop());
}
