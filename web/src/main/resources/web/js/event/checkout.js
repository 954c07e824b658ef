/** Paying for a hold, before its time is over. */

import { api, follow } from '../api.js';
import { config } from '../config.js';
import { h, fill, action, icon, announce } from '../dom.js';
import { t, maybe, money, clock } from '../i18n.js';
import { wishes } from '../idempotency.js';
import { askBank, cancelPayment, isInFlight, simulated } from '../payments.js';
import { explain, notice, signIn } from '../states.js';
import { contactFields } from './contact.js';
import { linesView, placeName } from './lines.js';
import { payByStripe } from './stripe.js';

const CARDS = [['pm_card_visa', 'visa', '4242'], ['pm_card_threeDSecure2Required', 'secure', '3220'], ['pm_card_chargeDeclined', 'declined', '0002'], ['pm_card_chargeDeclinedInsufficientFunds', 'noFunds', '9995']];
const PAID = ['CONFIRMED', 'PARTIALLY_REFUNDED'];
const GIVEN_UP = ['CANCELLED', 'REFUNDED'];

/**
 * @param on `{ done(booking), ended(reason), released(said) }`
 * @returns what stops the clock
 */
export function checkout(panel, hold, on) {
  let endsAt = Date.now() + hold.expiresInSeconds * 1000;
  const whole = Math.max(hold.expiresInSeconds, 1);
  const ask = wishes();
  let paying = false;
  let open; // the booking whose payment has not come to an end
  let unfollow = () => {};
  let stopped = false;
  let warned = hold.expiresInSeconds <= 60;
  const left = h('span', { class: 'countdown number', role: 'timer' });
  const bar = h('div', { class: 'countdown-bar', 'aria-hidden': 'true' }, h('div', {}));
  const message = h('div', { 'aria-live': 'assertive' });
  const say = (kind, text) => fill(message, text && notice(kind, h('p', {}, text)));
  /** What was refused; whoever is not signed in any more does that, and finds the hold here again. */
  const refuse = (error) => {
    if (error.status !== 401) { say('bad', explain(error)); return; }
    fill(message, notice('warn', h('p', {}, t('checkout.signIn')), h('p', {}, action({ class: 'button small', id: 'checkout-sign-in' }, t('nav.signIn'), () => signIn()))));
  };

  const tick = () => {
    const seconds = (endsAt - Date.now()) / 1000;
    left.textContent = clock(seconds);
    bar.firstChild.style.setProperty('--left', String(Math.max(0, Math.min(1, seconds / whole))));
    left.classList.toggle('urgent', seconds < 60);
    if (seconds < 60 && !warned) { warned = true; announce(t('checkout.minuteLeft')); }
    if (seconds > 0 || paying) return;
    if (!open) { stop(); on.ended(t('checkout.expired')); return; }
    payButton.hidden = true; // what is being paid is not free yet: its stream tells how it ends
  };
  const timer = setInterval(tick, 250);
  const woken = async () => {
    if (document.hidden) return;
    try { endsAt = Date.now() + (await api.get(`/booking/holds/${hold.holdId}`)).expiresInSeconds * 1000; tick(); } catch (error) {
      if (error.status === 410 && !paying && !open) { stop(); on.ended(t('checkout.expired')); }
    }
  };
  document.addEventListener('visibilitychange', woken);
  function stop() { stopped = true; clearInterval(timer); document.removeEventListener('visibilitychange', woken); unfollow(); }

  /** Follows a booking until its payment has come to an end; resolves to nothing where somebody turns to something else first. */
  function settled(booking) {
    unfollow();
    if (stopped) return Promise.resolve(); // the page was left
    if (!isInFlight(booking)) return Promise.resolve(booking);
    const slow = setTimeout(() => { if (paying) say('', t('checkout.slow')); }, 12000);
    return new Promise((resolve) => {
      const stopFollowing = follow(`/bookings/${booking.bookingId}/stream`, { booking: (now) => {
        if (!isInFlight(now)) { resolve(now); unfollow(); }
      }, end: () => api.get(`/bookings/${booking.bookingId}`).then(resolve, (error) => { refuse(error); resolve(); }),
      refused: (error) => { refuse(error); unfollow(); } });
      unfollow = () => { stopFollowing(); clearTimeout(slow); resolve(); };
    });
  }

  /** How a payment has ended. */
  function ended(booking) {
    if (!booking) return;
    open = undefined;
    if (PAID.includes(booking.status)) { stop(); on.done(booking); return; }
    if (GIVEN_UP.includes(booking.status)) { stop(); on.released(t('payment.cancelled')); return; }
    if (endsAt <= Date.now()) { stop(); on.ended(t('checkout.expired')); return; }
    say('bad', t('checkout.declined'));
  }

  /** The bank's question was closed without an answer: it can be asked again, another card taken, or the payment given up. */
  function unanswered(booking) {
    const again = action({ class: 'button small', id: 'ask-again' }, t('payment.goOn'), async () => { if (await answer(booking)) ended(await settled(booking)); });
    fill(message, notice('warn', h('p', {}, t('checkout.unanswered')),
      h('div', { class: 'row' }, again, action({ class: 'button plain small', id: 'cancel-payment' }, t('payment.cancel'), release))));
    again.focus();
    settled(booking).then(ended);
  }

  /** @returns whether the bank has its answer */
  async function answer(booking) {
    const said = await askBank(booking);
    if (said) say(); else unanswered(booking);
    return said;
  }

  async function pay(paymentMethodId) {
    const who = contact.read();
    if (!who) return;
    paying = true;
    unfollow();
    say();
    try {
      const booking = await ask({ holdId: hold.holdId, ...who, ...(paymentMethodId ? { paymentMethodId } : {}) },
        (key, body) => api.put('/booking/confirm', body, { headers: { 'Idempotency-Key': key, Prefer: 'wait=20' } }));
      open = isInFlight(booking) ? booking : undefined;
      if (booking.status === 'REQUIRES_ACTION' && simulated && !await answer(booking)) return;
      if (!paymentMethodId && open) {
        payButton.hidden = true;
        try { await payByStripe(booking, panel.querySelector('#payment-element'), t('checkout.pay', { total: money(hold.total) }), say); } finally { payButton.hidden = false; }
      }
      ended(await settled(booking));
    } catch (error) {
      if (['hold-expired', 'too-many-attempts'].includes(error.type)) { stop(); on.ended(explain(error)); return; }
      if (error.type === 'seat-taken') { stop(); on.ended(t('lost.text', { count: hold.tickets.length, seats: hold.tickets.map(placeName).join('; ') })); return; }
      if (!contact.refuse(error)) refuse(error);
      if (open && error.status !== 401) settled(open).then(ended);
    } finally { paying = false; }
  }

  /** The hold's booking, where another tab or an earlier visit has begun to pay for it. */
  async function inPayment() {
    const { bookings } = await api.get('/bookings');
    return bookings.find((booking) => isInFlight(booking) && booking.tickets.some(({ id }) => hold.tickets.some((held) => held.id === id)));
  }

  /** Gives up what is being paid. */
  async function giveUp(booking) {
    let now = await cancelPayment(booking);
    if (isInFlight(now)) { say('', t('payment.cancelling')); now = await settled(now); }
    if (now?.status === 'PAYMENT_FAILED') { await api.delete(`/booking/holds/${hold.holdId}`); stop(); on.released(t('payment.cancelled')); return; }
    ended(now);
  }

  /** Gives the seats back, and a payment for them up; what could not be given back is said. */
  async function release() {
    say();
    unfollow();
    try {
      if (open) { await giveUp(open); return; }
      try { await api.delete(`/booking/holds/${hold.holdId}`); } catch (error) {
        const booking = error.type === 'hold-in-payment' && await inPayment();
        if (!booking) throw error;
        await giveUp(booking);
        return;
      }
      stop();
      on.released();
    } catch (error) {
      refuse(error);
      if (open && error.status !== 401) settled(open).then(ended);
    }
  }

  const contact = contactFields();
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
      action({ class: 'link', id: 'release' }, t('checkout.release'), release)));
  tick();
  panel.querySelector('h2').focus({ preventScroll: true });
  announce(`${t('checkout.held')}: ${hold.tickets.map(placeName).join('; ')}`);
  return stop;
}
