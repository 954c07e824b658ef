/** Giving tickets back: what would come back is shown before anything happens. */

import { api, address } from '../api.js';
import { h, fill, action, dialog, toast } from '../dom.js';
import { t, money } from '../i18n.js';
import { wishes } from '../idempotency.js';
import { localDate } from '../local-time.js';
import { explain, notice } from '../states.js';
import { resell } from './resale.js';
import { linesText, placeName } from '../event/lines.js';

/** @param done is called once tickets were given back */
export function returnTickets(booking, venue, done) {
  dialog(t('booking.returnTitle'), t('close'), (close) => {
    const tickets = booking.tickets.filter(({ status }) => status === 'VALID');
    const chosen = new Set(tickets.length === 1 ? [tickets[0].id] : []);
    const preview = h('div', { 'aria-live': 'polite', class: 'stack' });
    const instead = h('div', { class: 'stack-tight', hidden: true });
    const failed = h('div', { 'aria-live': 'assertive' });
    const ask = wishes();
    let asked = 0;
    async function look() {
      const mine = ++asked;
      instead.hidden = !chosen.size;
      if (!chosen.size) { fill(preview); return; }
      try {
        const would = await api.get(address(`/bookings/${booking.bookingId}/cancellation`, { ticketIds: [...chosen] }));
        if (mine !== asked) return;
        const kept = would.kept.reduce((sum, { amount }) => sum + amount.amount, 0);
        fill(preview,
          h('div', { class: 'lines' }, h('div', { class: 'total' }, h('span', {}, t('booking.returnBack')), h('span', { id: 'refund' }, money(would.refund)))),
          kept !== 0 && h('p', { class: 'small quiet' }, t('booking.returnKept', { what: linesText(would.kept) })),
          would.until && h('p', { class: 'small quiet' }, t('booking.returnUntil', { when: localDate(would.until, venue) })),
          action({ class: 'button danger wide', id: 'return-confirm' }, t('booking.returnConfirm', { sum: money(would.refund) }), async () => {
            try {
              await ask({ ticketIds: would.tickets, expectedRefund: would.refund }, (key, body) => api.post(`/bookings/${booking.bookingId}/cancellation`, body, { headers: { 'Idempotency-Key': key } }));
              close();
              toast(t('booking.returnDone', { sum: money(would.refund) }));
              await done();
            } catch (error) {
              if (error.type === 'refund-changed') await look();
              preview.prepend(notice('bad', h('p', {}, explain(error))));
            }
          }));
      } catch (error) { if (mine === asked) fill(preview, notice('bad', h('p', {}, explain(error)))); }
    }
    fill(instead, h('p', { class: 'small quiet' }, t('resale.text')),
      action({ class: 'button plain wide', id: 'resale' }, t('resale.offer'), async () => {
        try {
          await resell(booking.bookingId, [...chosen]);
          close();
          toast(t('resale.offered'));
          await done();
        } catch (error) { fill(failed, notice('bad', h('p', {}, explain(error)))); }
      }), failed);
    look();
    return h('div', { class: 'stack' },
      h('fieldset', { class: 'stack-tight' }, h('legend', { class: 'legend' }, t('booking.returnPick')),
        tickets.map((ticket) => h('label', { class: 'check' },
          h('input', { type: 'checkbox', value: ticket.id, checked: chosen.has(ticket.id), onchange: (event) => { chosen[event.target.checked ? 'add' : 'delete'](ticket.id); look(); } }),
          h('span', {}, placeName(ticket)), h('span', { class: 'quiet' }, money(ticket.price))))),
      preview, instead);
  });
}
