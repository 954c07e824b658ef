/** One waiting room with its controls. */

import { api } from '../api.js';
import { h, fill, action, toast } from '../dom.js';
import { t, number, duration, percent } from '../i18n.js';
import { localDate } from '../local-time.js';
import { explain } from '../states.js';

/** @param changed is called after something was changed */
export function roomCard(eventId, changed) {
  const title = h('h3', {});
  const when = h('p', { class: 'quiet' });
  const state = h('span', { class: 'pill' });
  const facts = h('dl', { class: 'counters small' });
  const mode = h('select', { class: 'small', 'aria-label': t('ops.mode') }, ['OFF', 'ON', 'AUTO'].map((value) => h('option', { value }, t(`ops.mode.${value}`))));
  const field = (name, most) => h('input', { class: 'input number', type: 'number', min: '0', max: String(most), inputmode: 'numeric', name });
  const admit = field('admitPerMinute', 1000000);
  const active = field('maxActive', 1000000);
  const message = h('input', { class: 'input', name: 'message', maxlength: '500' });
  const put = async (path, body) => { try { await api.put(`/events/${eventId}/queue/${path}`, body); toast(t('ops.saved')); await changed(); } catch (error) { toast(explain(error)); } };
  let touched = false;
  const element = h('article', { class: 'card stack room-control', 'data-room': eventId, oninput: () => { touched = true; } },
    h('div', { class: 'spread' }, h('div', {}, title, when), state), facts,
    h('div', { class: 'room-fields' },
      h('label', { class: 'field' }, h('span', {}, t('ops.mode')), mode),
      h('label', { class: 'field' }, h('span', {}, t('ops.admitPerMinute')), admit),
      h('label', { class: 'field' }, h('span', {}, t('ops.maxActive')), active),
      action({ class: 'button small', name: 'save' }, t('ops.save'), async () => {
        await put('settings', { mode: mode.value, admitPerMinute: Number(admit.value), maxActive: Number(active.value) });
        touched = false;
      })),
    h('div', { class: 'row' }, h('label', { class: 'field grow' }, h('span', {}, t('ops.message')), message), action({ class: 'button plain small', name: 'send' }, t('ops.send'), () => put('message', { text: message.value }))),
    h('a', { href: `/shop/events/${eventId}`, class: 'small' }, t('ops.eventPage')));
  // Events of one name differ by their date; without one the room is none the worse.
  api.get(`/events/${eventId}`).then(({ startsAt, venue }) => { if (startsAt) when.textContent = localDate(startsAt, venue); }, () => {});
  return {
    element,
    show(room) {
      title.textContent = room.eventName;
      state.textContent = t(`ops.state.${room.state}`);
      state.className = `pill ${room.waiting ? 'accent' : ''}`;
      fill(facts, [['waiting', number(room.waiting)], ['inside', number(room.admitted)], ['perMinute', number(room.servedPerMinute, { maximumFractionDigits: 0 })],
        ['lapsed', percent(room.lapseRate)], ['wait', room.estimatedWait ? duration(room.estimatedWait.toSeconds) : '–'], ['seatsLeft', room.seatsLeft === undefined ? '–' : number(room.seatsLeft)]]
        .map(([key, value]) => h('div', {}, h('dt', {}, t(`ops.room.${key}`)), h('dd', {}, value))));
      if (touched) return;
      mode.value = room.mode;
      admit.value = room.admitPerMinute;
      active.value = room.maxActive;
      message.value = room.message ?? '';
    },
  };
}
