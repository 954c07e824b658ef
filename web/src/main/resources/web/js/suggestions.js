/** Suggestions below a search field (the ARIA combobox pattern). */

import { api, address } from './api.js';
import { h, fill } from './dom.js';
import { t } from './i18n.js';

const PAUSE = 120;

export function suggestions(input, pick) {
  const id = `${input.id}-list`;
  const list = h('ul', { class: 'suggestions', role: 'listbox', id, 'aria-label': t('suggest.label'), hidden: true });
  input.parentElement.append(list);
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-expanded': 'false', 'aria-controls': id, 'aria-autocomplete': 'list' })) input.setAttribute(name, value);
  let timer;
  let abort;
  let found = [];
  let at = -1;

  const close = () => { list.hidden = true; at = -1; input.setAttribute('aria-expanded', 'false'); input.removeAttribute('aria-activedescendant'); };
  const choose = (index) => { const picked = found[index]; close(); pick(picked); };

  function mark(index) {
    at = index;
    [...list.children].forEach((option, position) => option.setAttribute('aria-selected', String(position === index)));
    if (index >= 0) input.setAttribute('aria-activedescendant', `${id}-${index}`);
    else input.removeAttribute('aria-activedescendant');
  }

  async function ask() {
    abort?.abort();
    const term = input.value.trim();
    if (term.length < 2) { close(); return; }
    abort = new AbortController();
    try { found = (await api.get(address('/search/suggest', { term }), { signal: abort.signal })).suggestions; } catch { return; } // they are only a help
    if (document.activeElement !== input) return;
    fill(list, found.map((suggestion, index) => h('li', { role: 'option', id: `${id}-${index}`, 'aria-selected': 'false',
      onpointerdown: (event) => { event.preventDefault(); choose(index); } },
    h('span', {}, suggestion.text), h('span', { class: 'pill' }, t(`suggest.${suggestion.kind}`)))));
    at = -1;
    list.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(found.length > 0));
  }

  input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  input.addEventListener('blur', close);
  input.form?.addEventListener('submit', () => { clearTimeout(timer); abort?.abort(); close(); });
  input.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      mark(event.key === 'ArrowDown' ? (at + 1) % found.length : (at > 0 ? at : found.length) - 1);
    } else if (event.key === 'Escape') { event.preventDefault(); close(); }
    else if (event.key === 'Enter' && at >= 0) { event.preventDefault(); choose(at); }
  });
}
