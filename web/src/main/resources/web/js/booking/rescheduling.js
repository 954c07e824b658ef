/** The event has a new date: its tickets are kept, unless somebody wants their money. */

import { api } from '../api.js';
import { h, fill, action, dialog, toast } from '../dom.js';
import { t, money } from '../i18n.js';
import { wishes } from '../idempotency.js';
import { localDate } from '../local-time.js';
import { explain, notice } from '../states.js';

/** @returns what to show of a booking's rescheduling; nothing where there is none, or nothing is left of the booking */
export function reschedulingNotice(booking, venue, changed) {
  const moved = booking.rescheduling;
  if (!moved || !booking.tickets.some(({ status }) => status === 'VALID' || status === 'USED')) return undefined;
  const open = Date.parse(moved.answerBy) > Date.now();
  const said = moved.answer;
  const ask = wishes();

  async function answer(wish) {
    try {
      await ask({ answer: wish }, (key, body) => api.post(`/bookings/${booking.bookingId}/rescheduling`, body, { headers: { 'Idempotency-Key': key } }));
      toast(t(`moved.said.${wish}`));
      await changed();
      return undefined;
    } catch (error) {
      if (error.type === 'rescheduling-closed') await changed();
      return error;
    }
  }

  const askFirst = () => dialog(t('moved.refund'), t('close'), (close) => {
    const failed = h('div', { 'aria-live': 'assertive' });
    return h('div', { class: 'stack' }, h('p', {}, t('moved.refundSure', { sum: money(booking.paid) })), failed,
      action({ class: 'button danger wide', id: 'moved-refund-confirm' }, t('moved.refund'), async () => {
        const error = await answer('REFUND');
        if (error) fill(failed, notice('bad', h('p', {}, explain(error)))); else close();
      }));
  });

  return h('section', { id: 'rescheduling', 'aria-labelledby': 'moved-title' }, notice(open && !said ? 'warn' : '',
    h('h2', { id: 'moved-title', class: 'notice-title' }, t('moved.title')),
    h('p', {}, moved.from && h('s', { class: 'quiet' }, localDate(moved.from, venue)), ' ', h('strong', {}, moved.to ? localDate(moved.to, venue) : t('event.dateTba'))),
    said && h('p', {}, t(`moved.said.${said}`)),
    open && said !== 'REFUND' && h('p', {}, t('moved.until', { when: localDate(moved.answerBy, venue) })),
    open && said !== 'REFUND' && h('div', { class: 'row' },
      !said && action({ class: 'button small', id: 'moved-accept' }, t('moved.accept'), async () => { const error = await answer('ACCEPT'); if (error) toast(explain(error)); }),
      h('button', { type: 'button', class: 'button plain small', id: 'moved-refund', onclick: askFirst }, t('moved.refund')))));
}
