/** Waiting for what others give back, once nothing is left. */

import { api } from '../api.js';
import { h, fill, action, announce, toast } from '../dom.js';
import { t, clock } from '../i18n.js';
import { wishes } from '../idempotency.js';
import { localTime } from '../local-time.js';
import { session } from '../session.js';
import { explain, notice, signIn } from '../states.js';
import { stepper } from './stepper.js';

const LOOK_EVERY = 10000;
const waitsKey = (eventId) => `boxoffice.waits.${eventId}`;

/** Whether somebody joined here, so that an offer is looked for. */
export const hasWaited = (eventId) => localStorage.getItem(waitsKey(eventId)) !== null;

/** @param pay is given the hold that was offered; nothing is shown where there are no waitlists */
export async function waitlist(place, event, pay) {
  const path = `/events/${event.id}/waitlist`;
  let entry;
  let ticking;
  const ask = wishes();
  if (session.token) { try { entry = await api.get(path); } catch (error) { if (error.status !== 404) return undefined; } }

  async function act(work) { try { entry = await work(); draw(); } catch (error) { if (error.status === 401) { await signIn(); return; } toast(explain(error)); } }

  function draw() {
    clearInterval(ticking);
    if (entry?.state === 'OFFERED') {
      const left = h('span', { class: 'countdown number', role: 'timer', id: 'waitlist-left' });
      const tick = () => {
        const seconds = (Date.parse(entry.expiresAt) - Date.now()) / 1000;
        left.textContent = clock(seconds);
        left.classList.toggle('urgent', seconds < 60);
        if (seconds <= 0) { clearInterval(ticking); look(); }
      };
      ticking = setInterval(tick, 500);
      tick();
      fill(place, notice('good', h('strong', {}, t('waitlist.offered')), h('p', {}, t('waitlist.offeredUntil', { time: localTime(entry.expiresAt, event.venue) }), ' ', left),
        action({ id: 'waitlist-pay' }, t('waitlist.pay'), async () => { try { pay(await api.get(`/booking/holds/${entry.holdId}`)); } catch (error) { toast(explain(error)); } })));
    } else if (entry?.state === 'BOOKED' && entry.bookingId) {
      fill(place, notice('good', h('p', {}, t('waitlist.booked')), h('p', {}, h('a', { class: 'button small', href: `/account/bookings/${entry.bookingId}` }, t('done.tickets')))));
    } else if (entry?.state === 'WAITING') {
      fill(place, notice('', h('strong', {}, t('waitlist.waiting', { position: entry.position })), h('p', {}, t('waitlist.mail')),
        h('p', {}, action({ class: 'button plain small', id: 'waitlist-leave' }, t('waitlist.leave'), () => act(async () => { await api.delete(path); localStorage.removeItem(waitsKey(event.id)); })))));
    } else {
      const quantity = stepper(t('pick.howMany'), { value: 2, least: 1, most: event.maxTicketsPerBooking });
      const section = h('select', { class: 'input', name: 'waitlist-section' }, h('option', { value: '' }, t('pick.anySection')), event.sections.map(({ name }) => h('option', { value: name }, name)));
      fill(place, h('section', { class: 'stack', id: 'waitlist', 'aria-labelledby': 'waitlist-title' }, h('h2', { id: 'waitlist-title' }, t('waitlist.title')), entry?.state === 'LAPSED' && notice('warn', h('p', {}, t('waitlist.lapsed'))), h('p', { class: 'quiet' }, t('waitlist.text')),
        h('div', { class: 'spread' }, h('span', { class: 'legend' }, t('pick.howMany')), quantity.element), h('label', { class: 'field' }, h('span', {}, t('pick.section')), section),
        action({ id: 'waitlist-join' }, t('waitlist.join'), async () => {
          if (!session.token) { await signIn(); return; }
          localStorage.setItem(waitsKey(event.id), '1');
          await act(() => ask({ quantity: quantity.value, ...(section.value ? { sections: [section.value] } : {}) }, (key, body) => api.post(path, body, { headers: { 'Idempotency-Key': key } })));
        })));
    }
  }
  /** An offer may come while somebody looks at the page, and lapse. */
  async function look() {
    if (!session.token || document.hidden) return;
    try {
      const now = await api.get(path);
      const news = now.state !== entry?.state || now.position !== entry?.position;
      const offered = now.state === 'OFFERED' && entry?.state !== 'OFFERED';
      entry = now;
      if (news) draw();
      if (offered) announce(t('waitlist.offered'));
    } catch (error) { if (error.status === 404 && entry) { entry = undefined; draw(); } }
  }
  draw();
  const looking = setInterval(() => { if (entry && ['WAITING', 'OFFERED'].includes(entry.state)) look(); }, LOOK_EVERY);
  return () => { clearInterval(looking); clearInterval(ticking); };
}
