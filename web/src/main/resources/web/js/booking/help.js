/** A case at the support desk: opened from a booking, followed live. */

import { api, follow } from '../api.js';
import { h, fill, action, dialog, announce } from '../dom.js';
import { t, maybe, date, readable, relative } from '../i18n.js';
import { wishes } from '../idempotency.js';
import { explain, notice } from '../states.js';

const WHO = { REPORTER: 'case.you', AGENT: 'case.desk' };

/** @param opened is given the case's id */
export function askForHelp(booking, opened) {
  dialog(t('booking.helpTitle'), t('close'), (close) => {
    const subject = h('input', { class: 'input', name: 'subject', maxlength: '200', required: true });
    const body = h('textarea', { class: 'input', name: 'body', rows: '5', maxlength: '10000', required: true });
    const failed = h('div', { 'aria-live': 'assertive' });
    const ask = wishes();
    const form = h('form', { class: 'stack', onsubmit: async (event) => {
      event.preventDefault();
      const send = form.querySelector('button');
      send.disabled = true;
      try {
        const made = await ask({ subject: subject.value, body: body.value, channel: 'IN_APP', bookingId: booking.bookingId, eventId: booking.eventId },
          (key, wish) => api.post('/support/cases', wish, { headers: { 'Idempotency-Key': key } }));
        close();
        opened(made.id);
      } catch (error) {
        send.disabled = false;
        fill(failed, notice('bad', h('p', {}, explain(error))));
      }
    } },
    h('label', { class: 'field' }, h('span', {}, t('booking.helpSubject')), subject),
    h('label', { class: 'field' }, h('span', {}, t('booking.helpBody')), body),
    failed, h('button', { class: 'button', type: 'submit', id: 'help-send' }, t('booking.helpSend')));
    return form;
  });
}

/** Shows a case in `place` and keeps it up to date; returns what ends that. */
export function followCase(place, id) {
  const status = h('span', { class: 'pill accent', role: 'status' });
  const due = h('p', { class: 'quiet' });
  const talk = h('ol', { class: 'talk' });
  const text = h('textarea', { class: 'input', name: 'reply', rows: '3', maxlength: '10000', 'aria-label': t('case.reply') });
  const failed = h('div', { 'aria-live': 'assertive' });
  const ask = wishes();
  let seen = 0;
  fill(place, h('section', { class: 'card stack', id: 'case', 'aria-labelledby': 'case-title' },
    h('div', { class: 'spread' }, h('h2', { id: 'case-title' }, t('case.title')), status), due, talk, failed, text,
    action({ class: 'button plain', id: 'reply-send' }, t('case.replySend'), async () => {
      if (!text.value.trim()) return;
      try {
        draw(await ask({ body: text.value.trim() }, (key, reply) => api.post(`/support/cases/${id}/replies`, reply, { headers: { 'Idempotency-Key': key } })));
        text.value = '';
        fill(failed);
      } catch (error) { fill(failed, notice('bad', h('p', {}, explain(error)))); }
    })));

  const said = ({ kind, body }) => (kind === 'REPORTER' ? body : readable(body)); // their own words stay as they are

  function draw(now) {
    status.textContent = maybe(`case.status.${now.status}`) ?? now.status;
    due.textContent = ['RESOLVED', 'CLOSED'].includes(now.status) ? now.resolution ?? '' : now.acknowledgement ?? t('case.due', { when: date(now.dueAt) });
    const lines = [{ kind: 'REPORTER', body: `${now.subject}\n${now.body}`, at: now.createdAt }, ...now.messages];
    fill(talk, lines.map((line) => h('li', { class: line.kind === 'REPORTER' ? 'own' : '' },
      h('p', { class: 'small quiet' }, t(WHO[line.kind] ?? 'case.system'), ' · ', h('time', { datetime: line.at }, relative(line.at))), h('p', {}, said(line)))));
    if (seen && lines.length > seen && lines.at(-1).kind !== 'REPORTER') announce(said(lines.at(-1)));
    seen = lines.length;
  }

  const read = () => api.get(`/support/cases/${id}`).then(draw, () => {});
  read();
  return follow(`/support/cases/${id}/stream`, { status: read });
}
