/** Where anybody verifies the draw of an event's waiting room, by a script they can read: `draw.js`. */

import { api } from '../api.js';
import { config } from '../config.js';
import { h, fill, toast } from '../dom.js';
import { t, number } from '../i18n.js';
import { verify } from '../draw.js';
import { session } from '../session.js';
import { empty, explain, notice, signIn } from '../states.js';
import { eventOf } from '../events.js';

export async function show(main, { eventId }) {
  const event = await eventOf(eventId);
  const read = (path) => api.get(`/events/${eventId}/queue/${path}`, { headers: { 'Cache-Control': 'no-cache' } });
  let drawn;
  try { drawn = await read('draw'); } catch (error) {
    if (error.status !== 404) throw error;
    fill(main, empty(t('draw.none'), event?.name, h('a', { class: 'button', href: `/shop/events/${eventId}` }, t('nav.events'))));
    return;
  }
  const fact = (key, value) => h('div', {}, h('dt', {}, t(key)), h('dd', {}, value ?? h('span', { class: 'quiet' }, t('draw.notYet'))));
  const result = h('div', { id: 'result', role: 'status' });
  const promised = h('textarea', { class: 'input mono', name: 'promised', rows: '4', spellcheck: 'false' });
  const receipt = h('textarea', { class: 'input mono', name: 'receipt', rows: '5', spellcheck: 'false' });
  const form = h('form', { class: 'stack', id: 'verify', onsubmit: async (submitted) => {
    submitted.preventDefault();
    try {
      drawn = await read('draw');
      if (!drawn.key) throw new Error(t('draw.early'));
      if (!receipt.value.trim() && !session.token) { await signIn(); return; }
      const own = receipt.value.trim() ? JSON.parse(receipt.value) : await read('draw/receipt');
      const wrong = await verify(promised.value.trim() ? JSON.parse(promised.value) : drawn, drawn, own);
      if (wrong.length) throw new Error(wrong.join('; '));
      fill(result, notice('good', h('p', {}, t('draw.good', { lot: String(own.lot), entrants: number(drawn.entrants), place: number(own.place) }))));
    } catch (error) {
      fill(result, notice('bad', h('p', {}, t('draw.bad', { why: error.problem ? explain(error) : error.message }))));
    }
  } },
  h('label', { class: 'field' }, h('span', {}, t('draw.promised')), promised),
  h('label', { class: 'field' }, h('span', {}, t('draw.receipt')), receipt, h('span', { class: 'small quiet' }, t('draw.receiptHint'))),
  h('div', {}, h('button', { class: 'button', type: 'submit' }, t('draw.verify'))), result);
  fill(main, h('div', { class: 'room' },
    h('header', { class: 'stack-tight' }, event && h('p', { class: 'quiet' }, event.name), h('h1', {}, t('draw.title'))),
    h('p', {}, t('draw.lead'), ' ', h('a', { href: `${config.assets}/js/draw.js`, target: '_blank' }, t('draw.script'))),
    h('section', { class: 'card stack' }, h('h2', {}, t('draw.public')),
      h('dl', { class: 'facts', id: 'draw' }, fact('draw.entrants', number(drawn.entrants)), fact('draw.keyHash', h('code', {}, drawn.keyHash)),
        fact('draw.root', drawn.merkleRoot && h('code', {}, drawn.merkleRoot)), fact('draw.key', drawn.key && h('code', {}, drawn.key))),
      h('div', {}, h('button', { type: 'button', class: 'button plain small', onclick: async () => {
        await navigator.clipboard.writeText(JSON.stringify(drawn, null, 2));
        toast(t('draw.saved'));
      } }, t('draw.save')))),
    h('section', { class: 'card' }, form)));
}
