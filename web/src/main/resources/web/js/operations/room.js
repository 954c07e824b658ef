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
  const mode = h('select', { class: 'small', name: 'mode', 'aria-label': t('ops.mode') }, ['OFF', 'ON', 'AUTO'].map((value) => h('option', { value }, t(`ops.mode.${value}`))));
  const field = (name, most) => h('input', { class: 'input number', type: 'number', min: '0', max: String(most), required: true, inputmode: 'numeric', name });
  const admit = field('admitPerMinute', 1000000);
  const active = field('maxActive', 1000000);
  const message = h('input', { class: 'input', name: 'message', maxlength: '500' });
  const touched = new Set(); // fields somebody has changed here and not saved: they are neither overwritten nor forgotten

  /** What of `fields` was changed here, and nothing of what another operator may have changed meanwhile. */
  async function put(path, fields, body) {
    const meant = new Map(fields.filter((one) => touched.has(one)).map((one) => [one, one.value]));
    try {
      await api.put(`/events/${eventId}/queue/${path}`, body);
      for (const [one, value] of meant) if (one.value === value) touched.delete(one);
      toast(t('ops.saved'));
      await changed();
    } catch (error) { toast(explain(error)); }
  }

  async function save() {
    const fields = [mode, admit, active].filter((one) => touched.has(one));
    if (!fields.every((one) => one.reportValidity())) return;
    if (!fields.length) { toast(t('ops.saved')); return; }
    await put('settings', fields, Object.fromEntries(fields.map((one) => [one.name, one === mode ? one.value : Number(one.value)])));
  }

  const element = h('article', { class: 'card stack room-control', 'data-room': eventId, oninput: ({ target }) => touched.add(target) },
    h('div', { class: 'spread' }, h('div', {}, title, when), state), facts,
    h('div', { class: 'room-fields' },
      h('label', { class: 'field' }, h('span', {}, t('ops.mode')), mode),
      h('label', { class: 'field' }, h('span', {}, t('ops.admitPerMinute')), admit),
      h('label', { class: 'field' }, h('span', {}, t('ops.maxActive')), active),
      action({ class: 'button small', name: 'save' }, t('ops.save'), save)),
    h('div', { class: 'row' }, h('label', { class: 'field grow' }, h('span', {}, t('ops.message')), message), action({ class: 'button plain small', name: 'send' }, t('ops.send'), () => put('message', [message], { text: message.value }))),
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
      for (const [one, value] of [[mode, room.mode], [admit, room.admitPerMinute], [active, room.maxActive], [message, room.message ?? '']]) {
        if (!touched.has(one)) one.value = value;
      }
    },
  };
}
