/** What a hold or booking costs, line by line. */

import { h } from '../dom.js';
import { t, money, number } from '../i18n.js';

/** Lines of the same name and amount stand once, with how many. */
export function linesView({ lines, total }) {
  const groups = new Map();
  for (const line of lines) {
    const key = JSON.stringify([line.kind, line.name, line.kind === 'TAX' ? 0 : line.amount.amount, line.included]);
    const group = groups.get(key);
    if (group) { group.count++; group.amount += line.amount.amount; } else groups.set(key, { line, count: 1, amount: line.amount.amount });
  }
  return h('div', { class: 'lines' },
    [...groups.values()].map(({ line, count, amount }) => h('div', { class: line.included ? 'quiet small' : '' },
      h('span', {}, count > 1 && line.kind !== 'TAX' ? `${number(count)} × ${line.name}` : line.name, line.included && ` (${t('checkout.included')})`),
      h('span', {}, money({ amount, currency: line.amount.currency })))),
    h('div', { class: 'total' }, h('span', {}, t('pick.sum')), h('span', { 'data-total': total.amount }, money(total))));
}

/** Section, row and seat in a few words. */
export function placeName({ section, row, seat }) {
  return row === undefined || row === null ? section : `${section}, ${t('map.seat', { row, seat })}`;
}
