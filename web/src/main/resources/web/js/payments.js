/** A payment that has not come to its end: going on with it, and giving it up. */

import { api, newKey } from './api.js';
import { config } from './config.js';
import { h, fill, action, dialog } from './dom.js';
import { t, money } from './i18n.js';
import { explain, notice } from './states.js';

export const IN_FLIGHT = ['PROCESSING', 'REQUIRES_ACTION'];
export const isInFlight = ({ status }) => IN_FLIGHT.includes(status);

/** Payments are the simulator's, which has no page of a bank. */
export const simulated = config.standalone && !config.stripeKey;

/** The 3-D Secure of the standalone run: what the buyer's bank would ask. @returns whether it was answered; a closed dialog is no answer */
export function askBank(booking) {
  return new Promise((answered) => {
    let said = false;
    const failed = h('div', { 'aria-live': 'assertive' });
    const answer = (outcome, close) => async () => {
      const intent = booking.clientSecret.split('_secret_')[0];
      try { await api.post(`/dev/payments/${intent}/outcome`, { outcome }); } catch (error) { fill(failed, notice('bad', h('p', {}, explain(error)))); return; }
      said = true;
      close();
    };
    dialog(t('secure.title'), t('close'), (close, sheet) => {
      sheet.addEventListener('close', () => answered(said));
      return h('div', { class: 'stack' }, h('p', {}, t('secure.text', { total: money(booking.total) })), failed,
        h('div', { class: 'row' }, action({ id: 'secure-yes' }, t('secure.yes'), answer('succeed', close)),
          action({ class: 'button plain', id: 'secure-no' }, t('secure.no'), answer('fail', close))));
    });
  });
}

const NOT_IN_FLIGHT = ['booking-not-confirmed', 'refund-changed', 'cancellation-closed'];

/**
 * Gives a payment up; its seats are free once it cannot be paid any more. One that has gone through meanwhile stays
 * paid: the same call would give its tickets back, so it expects more than that could ever bring.
 * @returns the booking as it is then
 */
export async function cancelPayment({ bookingId, total }) {
  const expectedRefund = { ...total, amount: total.amount + 1 };
  try { return await api.post(`/bookings/${bookingId}/cancellation`, { expectedRefund }, { headers: { 'Idempotency-Key': newKey() } }); } catch (error) {
    if (!NOT_IN_FLIGHT.includes(error.type)) throw error;
    return api.get(`/bookings/${bookingId}`); // it has come to its end meanwhile
  }
}
