/** A booking whose payment is not over: it can be gone on with, and given up. */

import { config } from '../config.js';
import { h, fill, action, toast } from '../dom.js';
import { t, money } from '../i18n.js';
import { askBank, cancelPayment, isInFlight, simulated } from '../payments.js';
import { explain, notice } from '../states.js';
import { continueByStripe } from '../event/stripe.js';

const SAID = { CANCELLED: 'payment.cancelled', CONFIRMED: 'payment.wentThrough' };

/** @returns what to show of a payment in flight; nothing where there is none */
export function paymentNotice(booking, changed) {
  if (!isInFlight(booking)) return undefined;
  const element = h('div', {});
  const failed = h('div', { 'aria-live': 'assertive' });
  const say = (kind, text) => fill(failed, text && notice(kind, h('p', {}, text)));
  const work = (act) => async () => {
    say();
    try { await act(); await changed(); } catch (error) { say('bad', explain(error)); }
  };
  // Only the buyer's browser can go on, and only while the platform says that it has to.
  const mayGoOn = booking.clientSecret && (simulated || config.stripeKey);
  return h('section', { id: 'payment', class: 'stack', 'aria-labelledby': 'payment-title' }, notice('warn',
    h('h2', { id: 'payment-title', class: 'notice-title' }, t('payment.title')),
    h('p', {}, t(mayGoOn ? 'payment.asks' : 'payment.running')),
    element, failed,
    h('div', { class: 'row' },
      mayGoOn && action({ class: 'button small', id: 'payment-go-on' }, t('payment.goOn'),
        work(() => (simulated ? askBank(booking) : continueByStripe(booking, element, t('checkout.pay', { total: money(booking.total) }), say)))),
      action({ class: 'button plain small', id: 'payment-cancel' }, t('payment.cancel'), work(async () => {
        const now = await cancelPayment(booking);
        const said = isInFlight(now) ? 'payment.cancelling' : SAID[now.status];
        if (said) toast(t(said));
      })))));
}
