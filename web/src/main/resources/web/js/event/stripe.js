/** Stripe's own Payment Element, loaded from Stripe where its publishable key is set. https://docs.stripe.com/payments/payment-element */

import { config } from '../config.js';
import { h } from '../dom.js';

let loading;
function library() {
  loading ??= new Promise((loaded, failed) => {
    document.head.append(h('script', { src: 'https://js.stripe.com/v3/', onload: () => loaded(globalThis.Stripe(config.stripeKey)), onerror: () => { loading = undefined; failed(new Error('Stripe')); } }));
  });
  return loading;
}

/** Goes on where the buyer has left: what their bank asks, or else the element once more. */
export async function continueByStripe(booking, place, label, say) {
  const stripe = await library();
  const { paymentIntent } = await stripe.retrievePaymentIntent(booking.clientSecret);
  if (paymentIntent?.status !== 'requires_action') { await payByStripe(booking, place, label, say); return; }
  const { error } = await stripe.handleNextAction({ clientSecret: booking.clientSecret });
  if (error) say('bad', error.message);
}

/** Shows the element for a booking that waits for its payment, and resolves once the buyer has confirmed it. */
export async function payByStripe(booking, place, label, say) {
  const stripe = await library();
  const elements = stripe.elements({ clientSecret: booking.clientSecret, locale: document.documentElement.lang });
  const element = elements.create('payment');
  element.mount(place);
  for (;;) {
    await new Promise((pressed) => {
      const button = h('button', { type: 'button', class: 'button wide', id: 'stripe-pay' }, label);
      button.addEventListener('click', () => { button.remove(); pressed(); }, { once: true });
      place.after(button);
    });
    const { error } = await stripe.confirmPayment({ elements, redirect: 'if_required', confirmParams: { return_url: `${location.origin}/account/bookings/${booking.bookingId}` } });
    if (!error) { element.unmount(); return; }
    say('bad', error.message);
  }
}
