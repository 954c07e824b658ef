/** A number with a button for less and one for more. */

import { h, icon } from '../dom.js';
import { t, number } from '../i18n.js';

export function stepper(label, { value = 0, least = 0, most = 8, onchange = () => {} }) {
  const shown = h('output', { class: 'number', 'aria-live': 'polite' }, number(value));
  const button = (name, text, by) => h('button', { type: 'button', class: 'button plain round small', 'aria-label': `${text}: ${label}`, onclick: () => set(value + by) }, icon(name));
  const fewer = button('minus', t('pick.fewer'), -1);
  const more = button('plus', t('pick.more'), 1);
  const element = h('div', { class: 'stepper', role: 'group', 'aria-label': label }, fewer, shown, more);
  function set(wanted, quiet) {
    value = Math.min(most, Math.max(least, wanted));
    shown.textContent = number(value);
    fewer.disabled = value <= least;
    more.disabled = value >= most;
    if (!quiet) onchange(value);
  }
  set(value, true);
  return { element, get value() { return value; }, set };
}
