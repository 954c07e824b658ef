/** Whom to write to about a booking, and whose name is on its tickets. */

import { h } from '../dom.js';
import { t, language } from '../i18n.js';
import { session } from '../session.js';

export function contactFields() {
  const email = h('input', { class: 'input', type: 'email', name: 'contact-email', maxlength: '250', autocomplete: 'email', value: session.email ?? '', 'aria-describedby': 'contact-hint contact-wrong' });
  const name = h('input', { class: 'input', name: 'contact-name', maxlength: '200', autocomplete: 'name', value: session.email ? session.name ?? '' : '' });
  const wrong = h('p', { class: 'field-error', id: 'contact-wrong', role: 'alert' });
  const mark = (text) => {
    wrong.textContent = text ?? '';
    if (text) email.setAttribute('aria-invalid', 'true'); else email.removeAttribute('aria-invalid');
  };
  email.addEventListener('input', () => mark());

  return {
    element: h('fieldset', { class: 'stack-tight', id: 'contact' }, h('legend', { class: 'legend' }, t('contact.title')),
      h('label', { class: 'field' }, h('span', {}, t('contact.email')), email), wrong,
      h('label', { class: 'field' }, h('span', {}, t('contact.name')), name),
      h('p', { class: 'small quiet', id: 'contact-hint' }, t('contact.hint'))),

    /** `{ contact }` for the body of confirm, or `{}` where the token says it; undefined where it cannot be sent so. */
    read() {
      const address = email.value.trim();
      const called = name.value.trim();
      if (!address && !called) return {};
      if (!address || !email.validity.valid) { mark(t('contact.wrong')); email.focus(); return undefined; }
      return { contact: { email: address, ...(called ? { name: called } : {}), locale: language } };
    },

    /** What the platform finds wrong with it. */
    refuse(error) {
      const text = error.field?.('contact.email') ?? error.field?.('contact.name') ?? error.field?.('contact');
      if (text) { mark(text); email.focus(); }
      return Boolean(text);
    },
  };
}
