/** What somebody has booked, the newest first. */

import { api, address } from '../api.js';
import { h, fill } from '../dom.js';
import { t, date, money } from '../i18n.js';
import { session } from '../session.js';
import { empty, signInView } from '../states.js';
import { poster } from '../poster.js';
import { eventOf } from '../events.js';

const TELLING = { CONFIRMED: 'good', PARTIALLY_REFUNDED: 'good', PROCESSING: 'warn', REQUIRES_ACTION: 'warn', PAYMENT_FAILED: 'bad', CANCELLED: '', REFUNDED: '' };
export const statusPill = (status) => h('span', { class: `pill ${TELLING[status] ?? ''}`, 'data-status': status }, t(`booking.status.${status}`));

function card(booking, event) {
  const valid = booking.tickets.filter(({ status }) => !status || status === 'VALID' || status === 'USED').length;
  return h('li', {}, h('a', { class: 'booking-card card', href: `/account/bookings/${booking.bookingId}` },
    poster(event ?? { id: booking.eventId, name: '', category: 'OTHER' }),
    h('div', { class: 'stack-tight' },
      h('div', { class: 'spread' }, h('h2', {}, event?.name ?? t('booking.title')), statusPill(booking.status)),
      event && h('p', {}, event.startsAt ? date(event.startsAt, event.venue?.timezone) : t('event.dateTba')),
      event?.venue && h('p', { class: 'quiet' }, [event.venue.name, event.venue.address?.city].filter(Boolean).join(', ')),
      h('p', { class: 'quiet' }, t('bookings.tickets', { count: valid || booking.tickets.length }), ' · ', money(booking.total)))));
}

export async function show(main) {
  if (!session.token) { fill(main, signInView()); return; }
  const list = h('ul', { class: 'booking-list' });
  const more = h('div', { class: 'more' });
  async function load(page) {
    const answer = await api.get(address('/bookings', { page, size: 20 }));
    const events = await Promise.all(answer.bookings.map(({ eventId }) => eventOf(eventId)));
    list.append(...answer.bookings.map((booking, index) => card(booking, events[index])));
    const next = answer.page.number + 1;
    fill(more, next < answer.page.totalPages && h('button', { type: 'button', class: 'button plain', onclick: () => load(next) }, t('home.more')));
    return answer.page.totalElements;
  }
  const count = await load(0);
  if (!count) { fill(main, empty(t('bookings.emptyTitle'), t('bookings.emptyText'), h('a', { class: 'button', href: '/' }, t('notFound.back')))); return; }
  fill(main, h('h1', { class: 'page-title' }, t('bookings.title')), list, more);
}
