/** What a hold or booking costs, line by line. */

import { h } from '../dom.js';
import { t, money, number } from '../i18n.js';

const KINDS = ['TICKET', 'DISCOUNT', 'FEE', 'TAX'];

/** Lines of the same name and amount stand once, with how many: tickets by type, then what comes off and on top of them. */
function grouped(lines) {
  const groups = new Map();
  for (const line of lines) {
    const key = JSON.stringify([line.kind, line.name, line.kind === 'TAX' ? 0 : line.amount.amount, line.included]);
    const group = groups.get(key);
    if (group) { group.count++; group.amount += line.amount.amount; } else groups.set(key, { line, count: 1, amount: line.amount.amount });
  }
  const all = [...groups.values()];
  const names = all.map(({ line }) => line.name);
  return all.sort((a, b) => KINDS.indexOf(a.line.kind) - KINDS.indexOf(b.line.kind) || names.indexOf(a.line.name) - names.indexOf(b.line.name))
    .map(({ line, count, amount }) => ({ line, name: count > 1 && line.kind !== 'TAX' ? `${number(count)} × ${line.name}` : line.name, sum: money({ amount, currency: line.amount.currency }) }));
}

/** The same in one sentence: `2 × Service €3.00, VAT €1.20`. */
export const linesText = (lines) => grouped(lines).map(({ name, sum }) => `${name} ${sum}`).join(', ');

export function linesView({ lines, total }) {
  return h('div', { class: 'lines' },
    grouped(lines).map(({ line, name, sum }) => h('div', { class: line.included ? 'quiet small' : '' },
      h('span', {}, name, line.included && ` (${t('checkout.included')})`), h('span', {}, sum))),
    h('div', { class: 'total' }, h('span', {}, t('pick.sum')), h('span', { 'data-total': total.amount }, money(total))));
}

/** Section, row and seat in a few words. */
export function placeName({ section, row, seat }) {
  return row === undefined || row === null ? section : `${section}, ${t('map.seat', { row, seat })}`;
}
