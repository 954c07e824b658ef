/** Paying for a hold, before its time is over. */

import { api, follow, newKey } from '../api.js';
import { config } from '../config.js';
import { h, fill, action, dialog, icon, announce } from '../dom.js';
import { t, maybe, money, clock } from '../i18n.js';
import { explain, notice } from '../states.js';
import { contactFields } from './contact.js';
import { linesView, placeName } from './lines.js';
import { payByStripe } from './stripe.js';

const CARDS = [['pm_card_visa', 'visa', '4242'], ['pm_card_threeDSecure2Required', 'secure', '3220'], ['pm_card_chargeDeclined', 'declined', '0002'], ['pm_card_chargeDeclinedInsufficientFunds', 'noFunds', '9995']];
const FINAL = ['CONFIRMED', 'PAYMENT_FAILED', 'CANCELLED', 'REFUNDED', 'PARTIALLY_REFUNDED'];

/** The 3-D Secure of the standalone run: what the buyer's bank would ask. */
function askBank(booking) {
  return new Promise((answered) => {
    const answer = (outcome, close) => async () => {
      const intent = booking.clientSecret.split('_secret_')[0];
      await api.post(`/dev/payments/${intent}/outcome`, { outcome });
      close();
    };
    dialog(t('secure.title'), t('close'), (close, sheet) => {
      sheet.addEventListener('close', () => answered());
      return h('div', { class: 'stack' }, h('p', {}, t('secure.text', { total: money(booking.total) })),
        h('div', { class: 'row' }, action({ id: 'secure-yes' }, t('secure.yes'), answer('succeed', close)),
          action({ class: 'button plain', id: 'secure-no' }, t('secure.no'), answer('fail', close))));
    });
  });
}

/**
 * @param on `{ done(booking), ended(reason), released() }`
 * @returns what stops the clock
 */
export function checkout(panel, hold, on) {
  let endsAt = Date.now() + hold.expiresInSeconds * 1000;
  const whole = Math.max(hold.expiresInSeconds, 1);
  let key = newKey();
  let paying = false;
  let stopFollowing;
  let warned = hold.expiresInSeconds <= 60;
  const left = h('span', { class: 'countdown number', role: 'timer' });
  const bar = h('div', { class: 'countdown-bar', 'aria-hidden': 'true' }, h('div', {}));
  const message = h('div', { 'aria-live': 'assertive' });
  const say = (kind, text) => fill(message, text && notice(kind, h('p', {}, text)));

  const tick = () => {
    const seconds = (endsAt - Date.now()) / 1000;
    left.textContent = clock(seconds);
    bar.firstChild.style.setProperty('--left', String(Math.max(0, Math.min(1, seconds / whole))));
    left.classList.toggle('urgent', seconds < 60);
    if (seconds < 60 && !warned) { warned = true; announce(t('checkout.minuteLeft')); }
    if (seconds <= 0 && !paying) { stop(); on.ended(t('checkout.expired')); }
  };
  const timer = setInterval(tick, 250);
  const woken = async () => {
    if (document.hidden) return;
    try { endsAt = Date.now() + (await api.get(`/booking/holds/${hold.holdId}`)).expiresInSeconds * 1000; tick(); } catch (error) {
      if (error.status === 410 && !paying) { stop(); on.ended(t('checkout.expired')); }
    }
  };
  document.addEventListener('visibilitychange', woken);
  function stop() { clearInterval(timer); document.removeEventListener('visibilitychange', woken); stopFollowing?.(); }

  /** Follows a booking until its payment has come to an end. */
  function settled(booking) {
    if (FINAL.includes(booking.status)) return Promise.resolve(booking);
    const slow = setTimeout(() => say('', t('checkout.slow')), 12000);
    return new Promise((resolve) => {
      stopFollowing = follow(`/bookings/${booking.bookingId}/stream`, { booking: (now) => {
        if (FINAL.includes(now.status)) { stopFollowing(); clearTimeout(slow); resolve(now); }
      }, end: () => api.get(`/bookings/${booking.bookingId}`).then(resolve) });
    });
  }

  async function pay(paymentMethodId) {
    const who = contact.read();
    if (!who) return;
    paying = true;
    say();
    try {
      let booking = await api.put('/booking/confirm', { holdId: hold.holdId, ...who, ...(paymentMethodId ? { paymentMethodId } : {}) },
        { headers: { 'Idempotency-Key': key, Prefer: 'wait=20' } });
      if (booking.status === 'REQUIRES_ACTION' && config.standalone && paymentMethodId) await askBank(booking);
      if (!paymentMethodId && !FINAL.includes(booking.status)) {
        payButton.hidden = true;
        try { await payByStripe(booking, panel.querySelector('#payment-element'), t('checkout.pay', { total: money(hold.total) }), say); } finally { payButton.hidden = false; }
      }
      booking = await settled(booking);
      key = newKey();
      if (booking.status === 'CONFIRMED') { stop(); on.done(booking); return; }
      say('bad', t('checkout.declined'));
    } catch (error) {
      if (error.type !== 'offline') key = newKey(); // after a lost answer the same wish is asked again
      if (['hold-expired', 'too-many-attempts'].includes(error.type)) { stop(); on.ended(explain(error)); return; }
      if (error.type === 'seat-taken') { stop(); on.ended(t('lost.text', { count: hold.tickets.length, seats: hold.tickets.map(placeName).join('; ') })); return; }
      if (!contact.refuse(error)) say('bad', explain(error));
    } finally { paying = false; }
  }

  const contact = contactFields();
  const simulated = config.standalone && !config.stripeKey;
  const cards = simulated && h('fieldset', { class: 'cards stack-tight' }, h('legend', { class: 'legend' }, t('checkout.card')),
    h('p', { class: 'small quiet' }, t('checkout.cardHint')),
    CARDS.map(([id, name, last], index) => h('label', { class: 'card-choice' },
      h('input', { type: 'radio', name: 'card', value: id, checked: index === 0 }),
      h('span', {}, t(`card.${name}`)), h('span', { class: 'quiet number' }, `•••• ${last}`))));
  const payButton = action({ class: 'button wide', id: 'pay' }, simulated ? t('checkout.pay', { total: money(hold.total) }) : t('checkout.toPayment'),
    () => pay(simulated ? panel.querySelector('input[name=card]:checked').value : undefined));

  fill(panel,
    h('section', { class: 'stack', 'aria-labelledby': 'checkout-title' },
      h('div', { class: 'spread' }, h('h2', { id: 'checkout-title', tabindex: '-1' }, t('checkout.title')),
        h('p', { class: 'row' }, icon('clock'), left, h('span', { class: 'small quiet' }, t('checkout.left')))),
      bar,
      !hold.guaranteed && notice('warn', h('p', {}, t('checkout.notGuaranteed'))),
      hold.warnings?.map((warning) => notice('warn', h('p', {}, maybe(`warning.${warning.type.split('/').pop()}`) ?? warning.detail))),
      h('ul', { class: 'held' }, hold.tickets.map((ticket) => h('li', {}, icon('ticket'), h('span', {}, placeName(ticket)), h('span', { class: 'quiet' }, ticket.priceType !== 'Standard' && ticket.priceType)))),
      linesView(hold),
      (simulated || config.stripeKey) && contact.element,
      cards,
      !simulated && (config.stripeKey ? h('div', { id: 'payment-element' }) : notice('warn', h('p', {}, t('checkout.noPayments')))),
      message,
      (simulated || config.stripeKey) && payButton,
      h('button', { type: 'button', class: 'link', id: 'release', onclick: async () => {
        stop();
        try { await api.delete(`/booking/holds/${hold.holdId}`); } catch { /* its time ends it */ }
        on.released();
      } }, t('checkout.release'))));
  tick();
  panel.querySelector('h2').focus({ preventScroll: true });
  announce(`${t('checkout.held')}: ${hold.tickets.map(placeName).join('; ')}`);
  return stop;
}
