/** What somebody has booked, the newest first. */

import { address } from '../api.js';
import { read, staleness } from '../kept.js';
import { h, fill, action, toast } from '../dom.js';
import { t, money, relative } from '../i18n.js';
import { whenAndWhere } from '../local-time.js';
import { session } from '../session.js';
import { empty, explain, notice, signInView } from '../states.js';
import { poster } from '../poster.js';
import { eventOf } from '../events.js';
import { showCode } from '../booking/code.js';
import { openTransfers, receivedTickets } from '../booking/transfer.js';

const SIZE = 20;
const DAY = 86400000;
export const HAS_TICKETS = ['CONFIRMED', 'PARTIALLY_REFUNDED'];
const TELLING = { CONFIRMED: 'good', PARTIALLY_REFUNDED: 'good', PROCESSING: 'warn', REQUIRES_ACTION: 'warn', PAYMENT_FAILED: 'bad', CANCELLED: '', REFUNDED: '' };
export const statusPill = (status) => h('span', { class: `pill ${TELLING[status] ?? ''}`, 'data-status': status }, t(`booking.status.${status}`));

function card(booking, event) {
  const valid = booking.tickets.filter(({ status }) => !status || status === 'VALID' || status === 'USED').length;
  return h('li', {}, h('a', { class: 'booking-card card', href: `/account/bookings/${booking.bookingId}` },
    poster(event ?? { id: booking.eventId, name: '', category: 'OTHER' }),
    h('div', { class: 'stack-tight' },
      h('div', { class: 'spread' }, h('h2', {}, event?.name ?? t('booking.title')), statusPill(booking.status)),
      event && whenAndWhere(event),
      h('p', { class: 'quiet' }, t('bookings.tickets', { count: valid || booking.tickets.length }), ' · ', money(booking.total)))));
}

/** Where the network is gone, from when this is. */
export const staleNotice = () => staleness.since && notice('', h('p', { id: 'stale' }, t('offline.asOf', { when: relative(staleness.since) })));

/** So that tickets open at the door without a network, whether or not somebody has looked at them before. */
async function keepTickets(bookings, events) {
  if (!navigator.onLine) return;
  const now = Date.now() - DAY;
  for (const [index, { bookingId, status }] of bookings.entries()) {
    if (!HAS_TICKETS.includes(status) || Date.parse(events[index]?.startsAt) < now) continue;
    try { await Promise.all([read(`/bookings/${bookingId}`), read(`/bookings/${bookingId}/tickets`)]); } catch { return; }
  }
}

export async function show(main) {
  if (!session.token && !session.isKnownOffline) { fill(main, signInView()); return; }
  const list = h('ul', { class: 'booking-list' });
  const more = h('div', { class: 'more' });
  async function load(page) {
    const answer = await read(address('/bookings', { page, size: SIZE }));
    const events = await Promise.all(answer.bookings.map(({ eventId }) => eventOf(eventId)));
    list.append(...answer.bookings.map((booking, index) => card(booking, events[index])));
    const next = answer.page.number + 1;
    fill(more, next < answer.page.totalPages && action({ class: 'button plain' }, t('home.more'), async () => {
      try { await load(next); } catch (error) { toast(explain(error)); }
    }));
    keepTickets(answer.bookings, events);
    return answer.page.totalElements;
  }
  const again = () => show(main);
  const [count, open, received] = await Promise.all([load(0), openTransfers(again), receivedTickets(showCode)]);
  if (!count && !open && !received) { fill(main, empty(t('bookings.emptyTitle'), t('bookings.emptyText'), h('a', { class: 'button', href: '/' }, t('notFound.back')))); return; }
  fill(main, h('h1', { class: 'page-title' }, t('bookings.title')), staleNotice(), h('div', { class: 'stack' }, open, received, list), more);
}
