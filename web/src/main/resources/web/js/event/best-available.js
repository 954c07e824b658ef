/** The form that lets the platform find the best seats. */

import { h, action } from '../dom.js';
import { t, money } from '../i18n.js';
import { usual, missing } from './prices.js';
import { stepper } from './stepper.js';
import { ACCESSIBLE } from '../seat-map/hall.js';

/** @param hold is given the body of reserve */
export function bestAvailable(event, hall, prices, hold, warn) {
  const most = event.maxTicketsPerBooking;
  const hasAccessible = hall.flags.some((flags) => flags & ACCESSIBLE);
  const section = h('select', { class: 'input', name: 'section', onchange: () => draw() },
    h('option', { value: '' }, t('pick.anySection')),
    hall.sections.map(({ name }, index) => h('option', { value: name },
      prices[index].prices.length ? `${name} · ${money(usual(prices[index].prices).price)}` : name)));
  const kinds = h('div', { class: 'stack-tight' });
  const accessible = hasAccessible && stepper(t('pick.accessible'), { most });
  let steppers = [];

  function draw() {
    const index = hall.sections.findIndex(({ name }) => name === section.value);
    const groups = index >= 0 ? [prices[index].prices] : prices.map((entry) => entry.prices);
    // Without a section only the types that all of them have.
    const types = (groups[0] ?? []).filter(({ type }) => groups.every((group) => group.some((other) => other.type === type)));
    const before = steppers.reduce((sum, [, step]) => sum + step.value, 0) || 2;
    if (types.length < 2) {
      steppers = [[undefined, stepper(t('pick.howMany'), { value: Math.min(before, most), least: 1, most })]];
      kinds.replaceChildren(h('div', { class: 'spread' }, h('span', { class: 'legend' }, t('pick.howMany')), steppers[0][1].element));
      return;
    }
    const first = usual(types);
    steppers = types.map((price) => [price, stepper(price.type, { value: price === first ? Math.min(before, most) : 0, most: Math.min(most, price.maxPerBooking ?? most) })]);
    kinds.replaceChildren(...steppers.map(([price, step]) => h('div', { class: 'spread' },
      h('span', {}, price.type, index >= 0 && h('span', { class: 'quiet small' }, ` ${money(price.price)}`)), step.element)));
  }

  function wanted() {
    const body = { eventId: event.id };
    if (section.value) body.section = section.value;
    if (steppers[0][0] === undefined) body.quantity = steppers[0][1].value;
    else body.priceTypes = Object.fromEntries(steppers.filter(([, step]) => step.value).map(([price, step]) => [price.type, step.value]));
    if (accessible && accessible.value) body.accessible = accessible.value;
    return body;
  }

  /** Shows what was wanted before. */
  function restore(wished) {
    section.value = hall.sections.some(({ name }) => name === wished.section) ? wished.section : '';
    draw();
    for (const [price, step] of steppers) step.set(price ? wished.priceTypes?.[price.type] ?? 0 : wished.quantity ?? step.value, true);
    if (accessible) accessible.set(wished.accessible ?? 0, true);
  }

  draw();
  const form = h('fieldset', { class: 'stack best' },
    h('legend', { class: 'visually-hidden' }, t('pick.bestTitle')),
    h('label', { class: 'field' }, h('span', {}, t('pick.section')), section),
    kinds,
    accessible && h('div', { class: 'spread' }, h('span', { class: 'legend' }, t('pick.accessible')), accessible.element),
    action({ class: 'button soft wide', id: 'best-available' }, t('pick.find'), async () => {
      const body = wanted();
      const types = Object.keys(body.priceTypes ?? {});
      const lacking = missing(prices.map((entry) => entry.prices), types);
      if (lacking) { warn(t('pick.needs', lacking)); return; }
      if (body.priceTypes && !types.length) return;
      await hold(body);
    }));
  return {
    element: form,
    restore,
    choose(name) { section.value = name; draw(); form.querySelector('button').focus({ preventScroll: true }); form.scrollIntoView({ block: 'nearest', behavior: 'smooth' }); },
  };
}
