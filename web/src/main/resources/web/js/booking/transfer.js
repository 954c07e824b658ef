/** Passing a ticket on to somebody else, and what others pass on to oneself. */

import { api } from '../api.js';
import { read } from '../kept.js';
import { h, fill, action, dialog, toast } from '../dom.js';
import { t } from '../i18n.js';
import { wishes } from '../idempotency.js';
import { localDate, whenAndWhere } from '../local-time.js';
import { explain, notice } from '../states.js';
import { placeName } from '../event/lines.js';

/** @param done is called once it is offered */
export function offerTicket(ticket, done) {
  dialog(t('transfer.title'), t('close'), (close) => {
    const to = h('input', { class: 'input', name: 'to', maxlength: '250', required: true, autocomplete: 'email' });
    const failed = h('div', { 'aria-live': 'assertive' });
    const ask = wishes();
    const form = h('form', { class: 'stack', onsubmit: async (event) => {
      event.preventDefault();
      const send = form.querySelector('button[type=submit]');
      send.disabled = true;
      try {
        await ask({ to: to.value.trim() }, (key, offer) => api.post(`/tickets/${ticket.id}/transfers`, offer, { headers: { 'Idempotency-Key': key } }));
        close();
        toast(t('transfer.offered', { seat: placeName(ticket), to: to.value.trim() }));
        await done();
      } catch (error) { send.disabled = false; fill(failed, notice('bad', h('p', {}, explain(error)))); }
    } }, h('p', {}, placeName(ticket)), h('label', { class: 'field' }, h('span', {}, t('transfer.to')), to), h('p', { class: 'small quiet' }, t('transfer.note')), failed,
    h('button', { class: 'button', type: 'submit', id: 'transfer-send' }, t('transfer.send')));
    return form;
  });
}

/** What one has offered of a booking and nobody has taken yet, by ticket. Without a network it is not known. */
export async function offersOf(booking) {
  try {
    const { transfers } = await api.get('/transfers?size=100');
    return new Map(transfers.filter(({ status, direction, eventId }) => status === 'OFFERED' && direction === 'OUT' && eventId === booking.eventId)
      .map((transfer) => [transfer.ticketId, transfer]));
  } catch (error) { if (error.type === 'offline') return new Map(); throw error; }
}

/** Whom a ticket is offered to, with the way back. */
export function offerNote(transfer, changed) {
  return h('p', { class: 'row small', 'data-transfer': transfer.transferId }, h('span', { class: 'quiet' }, t('transfer.byYou', { to: transfer.to ?? '' }), ' · ', t('transfer.until', { when: localDate(transfer.expiresAt, transfer.venue) })),
    action({ class: 'link', name: 'transfer-withdraw' }, t('transfer.withdraw'), async () => {
      try { await api.delete(`/transfers/${transfer.transferId}`); toast(t('transfer.ended')); } catch (error) { toast(explain(error)); }
      await changed();
    }));
}

/** Offers that are open, to oneself and by oneself; nothing where there are none. */
export async function openTransfers(changed) {
  let transfers;
  try { transfers = (await api.get('/transfers')).transfers.filter(({ status }) => status === 'OFFERED'); } catch { return undefined; }
  if (!transfers.length) return undefined;
  const act = (work, said) => async () => { try { await work(); toast(said); await changed(); } catch (error) { toast(explain(error)); } };
  return h('section', { class: 'stack', id: 'transfers' }, h('h2', {}, t('transfer.open')),
    h('ul', { class: 'tickets' }, transfers.map((transfer) => h('li', { class: 'ticket' },
      h('div', { class: 'ticket-text' }, h('p', { class: 'quiet small' }, t(transfer.direction === 'IN' ? 'transfer.forYou' : 'transfer.byYou', { to: transfer.to ?? '' })),
        h('p', { class: 'ticket-seat' }, transfer.event), whenAndWhere(transfer), h('p', {}, placeName(transfer)), h('p', { class: 'small quiet' }, t('transfer.until', { when: localDate(transfer.expiresAt, transfer.venue) }))),
      h('div', { class: 'row' },
        transfer.direction === 'IN' && action({ class: 'button small', name: 'accept' }, t('transfer.accept'), act(() => api.post(`/transfers/${transfer.transferId}/acceptance`), t('transfer.accepted'))),
        action({ class: 'button plain small', name: 'end' }, t(transfer.direction === 'IN' ? 'transfer.decline' : 'transfer.withdraw'), act(() => api.delete(`/transfers/${transfer.transferId}`), t('transfer.ended'))))))));
}

/** Tickets that somebody else has paid for. */
export async function receivedTickets(show) {
  let tickets;
  try { tickets = (await read('/tickets?size=100')).tickets.filter(({ bookingId }) => !bookingId); } catch { return undefined; }
  if (!tickets.length) return undefined;
  return h('section', { class: 'stack', id: 'received' }, h('h2', {}, t('transfer.received')),
    h('ul', { class: 'tickets' }, tickets.map((ticket) => h('li', { class: 'ticket' },
      h('div', { class: 'ticket-text' }, h('p', { class: 'ticket-seat' }, ticket.event), whenAndWhere(ticket), h('p', {}, placeName(ticket)),
        h('p', { class: 'row' }, h('button', { type: 'button', class: 'link', onclick: () => offerTicket({ id: ticket.ticketId, ...ticket }, async () => {}) }, t('transfer.pass')))),
      h('button', { type: 'button', class: 'ticket-code', onclick: () => show(ticket), 'aria-label': `${t('booking.showCode')}: ${placeName(ticket)}` }, h('img', { src: ticket.qr, alt: '' }))))));
}
