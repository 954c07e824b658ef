/** One booking: its tickets with their codes, and what can be done with them. */

import { api, address, follow } from '../api.js';
import { read } from '../kept.js';
import { h, fill, refill, action, icon, toast } from '../dom.js';
import { t, money } from '../i18n.js';
import { beginning } from '../local-time.js';
import { session } from '../session.js';
import { explain, notice, signInView } from '../states.js';
import { eventOf } from '../events.js';
import { showCode } from '../booking/code.js';
import { download } from '../booking/download.js';
import { askForHelp, followCase } from '../booking/help.js';
import { paymentNotice } from '../booking/payment.js';
import { reschedulingNotice } from '../booking/rescheduling.js';
import { resaleNote, resaleOffer } from '../booking/resale.js';
import { returnTickets } from '../booking/return.js';
import { offerNote, offersOf, offerTicket } from '../booking/transfer.js';
import { linesView, placeName } from '../event/lines.js';
import { statusPill, staleNotice, HAS_TICKETS } from './bookings.js';

const MOST_LOOKS = 40;
const LOOK_AFTER = 3000;
const TELLING = { VALID: 'good', USED: 'accent', VOID: 'bad' };

/** Without a network they may not be here, and the rest of the booking is. */
async function ticketsOf(bookingId) {
  try { return (await read(`/bookings/${bookingId}/tickets`)).tickets; } catch (error) { if (error.type === 'offline') return []; throw error; }
}

function ticketCard(bookingId, booked, ticket, offer, changed) {
  const free = booked.status === 'VALID' && ticket && !offer; // nobody else is offered it
  return h('li', { class: 'ticket', 'data-ticket': booked.id },
    h('div', { class: 'ticket-text' },
      h('p', { class: 'quiet small' }, booked.section),
      h('p', { class: 'ticket-seat' }, booked.row ? t('map.seat', { row: booked.row, seat: booked.seat }) : t('map.place')),
      h('p', { class: 'row' }, h('span', { class: 'quiet' }, booked.priceType !== 'Standard' && `${booked.priceType} · `, money(booked.price)),
        booked.status && h('span', { class: `pill ${TELLING[booked.status] ?? ''}` }, t(`ticket.status.${booked.status}`))),
      resaleNote(bookingId, booked, changed),
      offer && offerNote(offer, changed),
      free && booked.resale !== 'OFFERED' && h('p', { class: 'row' }, h('button', { type: 'button', class: 'link', name: 'pass-on', onclick: () => offerTicket(booked, changed) }, t('transfer.pass')),
        !booked.resale && resaleOffer(bookingId, booked, changed))),
    ticket && h('button', { type: 'button', class: 'ticket-code', onclick: () => showCode(ticket), 'aria-label': `${t('booking.showCode')}: ${placeName(booked)}` },
      h('img', { src: ticket.qr, alt: '' })));
}

export async function show(main, { bookingId }) {
  if (!session.token && !session.isKnownOffline) { fill(main, signInView()); return undefined; }
  const leaving = [];
  const body = h('div', { class: 'stack' });
  const helpPlace = h('div', {});
  let seen; // the booking as it is shown
  let looks = 0;
  let looking;
  leaving.push(() => clearTimeout(looking));
  fill(main, body, helpPlace);

  /** The stream ends with a payment's outcome; money that goes back is looked for. */
  function lookAgain({ refundDue }) {
    clearTimeout(looking);
    if (refundDue?.amount > 0 && looks++ < MOST_LOOKS) looking = setTimeout(() => draw({ onlyNews: true }).catch(() => {}), LOOK_AFTER);
  }

  async function draw({ onlyNews = false } = {}) {
    const booking = await read(`/bookings/${bookingId}`);
    const now = JSON.stringify(booking);
    if (onlyNews && now === seen) { lookAgain(booking); return booking; }
    const event = await eventOf(booking.eventId);
    const has = HAS_TICKETS.includes(booking.status);
    const [tickets, offers] = has ? await Promise.all([ticketsOf(bookingId), offersOf(booking)]) : [[], new Map()];
    const codes = new Map(tickets.map((ticket) => [ticket.ticketId, ticket]));
    const valid = booking.tickets.some(({ status }) => status === 'VALID');
    refill(body,
      h('p', {}, h('a', { href: '/account/bookings' }, t('bookings.all'))),
      h('div', { class: 'spread' }, h('h1', {}, event?.name ?? t('booking.title')), statusPill(booking.status)),
      event && h('div', { class: 'stack-tight' },
        h('p', { class: 'row event-facts' }, icon('clock'), h('span', {}, beginning(event))),
        event.venue && h('p', { class: 'row event-facts' }, icon('pin'), h('span', {}, [event.venue.name, event.venue.address?.line1, event.venue.address?.city].filter(Boolean).join(', ')))),
      staleNotice(),
      paymentNotice(booking, draw),
      reschedulingNotice(booking, event?.venue, draw),
      h('div', { class: 'booking-body' },
        h('section', { class: 'stack' }, h('h2', { class: 'visually-hidden' }, t('pick.title')),
          h('ul', { class: 'tickets' }, booking.tickets.map((booked) => ticketCard(bookingId, booked, codes.get(booked.id), offers.get(booked.id), draw))),
          valid && tickets.length === 0 && notice('warn', h('p', {}, t('booking.codesMissing'))),
          !valid && tickets.length === 0 && has && h('p', { class: 'quiet' }, t('booking.noTickets'))),
        h('aside', { class: 'card stack' },
          tickets.length > 0 && action({ class: 'button wide', id: 'pdf' }, [icon('ticket'), t('booking.pdf')], async () => {
            try { download(await api.blob(`/bookings/${bookingId}/tickets.pdf`, 'application/pdf'), 'tickets.pdf'); } catch (error) { toast(explain(error)); }
          }),
          tickets.length > 0 && event?.startsAt && !event.dateTba && action({ class: 'button plain wide', id: 'calendar' }, [icon('clock'), t('booking.calendar')], async () => {
            try { download(await api.blob(`/bookings/${bookingId}/calendar.ics`, 'text/calendar'), 'event.ics'); } catch (error) { toast(explain(error)); }
          }),
          valid && h('button', { type: 'button', class: 'button plain wide', id: 'return', onclick: () => returnTickets(booking, event?.venue, draw) }, t('booking.return')),
          h('button', { type: 'button', class: 'button plain wide', id: 'help', onclick: () => askForHelp(booking, (id) => leaving.push(followCase(helpPlace, id))) }, t('booking.help')),
          h('h2', {}, t('booking.cost')), linesView(booking),
          h('div', { class: 'lines small' },
            [['paid', booking.paid], ['refunded', booking.refunded], ['refundDue', booking.refundDue]].filter(([, sum]) => sum?.amount > 0)
              .map(([key, sum]) => h('div', { class: 'quiet', id: `sum-${key}` }, h('span', {}, t(`booking.${key}`)), h('span', {}, money(sum))))))));
    seen = now;
    lookAgain(booking);
    return booking;
  }

  const booking = await draw();
  leaving.push(follow(`/bookings/${bookingId}/stream`, { booking: (now) => { if (now.status !== booking.status) { booking.status = now.status; draw().catch(() => {}); } } }));
  // A case that is open about this booking goes on here.
  api.get(address('/support/cases', { bookingId, size: 1 })).then(({ cases }) => {
    if (cases[0] && !['CLOSED', 'MERGED'].includes(cases[0].status)) leaving.push(followCase(helpPlace, cases[0].id));
  }, () => {});
  return () => leaving.forEach((stop) => stop());
}
