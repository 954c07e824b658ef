/** Waiting for what others give back, once nothing is left. */

import { api, newKey } from '../api.js';
import { h, fill, action, toast } from '../dom.js';
import { t, time } from '../i18n.js';
import { session } from '../session.js';
import { explain, notice } from '../states.js';
import { stepper } from './stepper.js';

/** @param pay is given the hold that was offered; nothing is shown where there are no waitlists */
export async function waitlist(place, event, zone, pay) {
  const path = `/events/${event.id}/waitlist`;
  let entry;
  if (session.token) { try { entry = await api.get(path); } catch (error) { if (error.status !== 404) return; } }

  async function act(work) { try { entry = await work(); draw(); } catch (error) { if (error.status === 401) { await session.signIn(); return; } toast(explain(error)); } }

  function draw() {
    if (entry?.state === 'OFFERED') {
      fill(place, notice('good', h('strong', {}, t('waitlist.offered')), h('p', {}, t('waitlist.offeredUntil', { time: time(entry.expiresAt, zone) })),
        action({ id: 'waitlist-pay' }, t('waitlist.pay'), async () => { try { pay(await api.get(`/booking/holds/${entry.holdId}`)); } catch (error) { toast(explain(error)); } })));
    } else if (entry?.state === 'WAITING') {
      fill(place, notice('', h('strong', {}, t('waitlist.waiting', { position: entry.position })), h('p', {}, t('waitlist.mail')),
        h('p', {}, action({ class: 'button plain small', id: 'waitlist-leave' }, t('waitlist.leave'), () => act(async () => { await api.delete(path); })))));
    } else {
      const quantity = stepper(t('pick.howMany'), { value: 2, least: 1, most: event.maxTicketsPerBooking });
      const section = h('select', { class: 'input', name: 'waitlist-section' }, h('option', { value: '' }, t('pick.anySection')), event.sections.map(({ name }) => h('option', { value: name }, name)));
      fill(place, h('section', { class: 'card stack', id: 'waitlist' }, h('h2', {}, t('waitlist.title')), h('p', { class: 'quiet' }, t('waitlist.text')),
        h('div', { class: 'spread' }, h('span', { class: 'legend' }, t('pick.howMany')), quantity.element), h('label', { class: 'field' }, h('span', {}, t('pick.section')), section),
        action({ id: 'waitlist-join' }, t('waitlist.join'), async () => {
          if (!session.token) { await session.signIn(); return; }
          await act(() => api.post(path, { quantity: quantity.value, ...(section.value ? { sections: [section.value] } : {}) }, { headers: { 'Idempotency-Key': newKey() } }));
        })));
    }
  }
  draw();
}
