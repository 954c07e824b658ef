/** The seats somebody has picked, before they are held. */

import { h, fill, refill, icon, action } from '../dom.js';
import { t, money } from '../i18n.js';
import { notice } from '../states.js';
import { seatOf } from '../seat-map/hall.js';
import { FREE } from '../seat-map/statuses.js';
import { usual, missing } from './prices.js';
import { placeName } from './lines.js';
import { bestAvailable } from './best-available.js';

export class Picker {
  #event; #hall; #statuses; #prices; #panel; #hold; #changed;
  #notice; #best; #list; #code;
  #recalled = false; // what was picked before is kept until then
  picked = new Map(); // ordinal → price type

  /**
   * @param hold is given the body of reserve
   * @param changed is called when other seats are picked
   */
  constructor(panel, { event, hall, statuses, prices, hold, changed }) {
    [this.#panel, this.#event, this.#hall, this.#statuses, this.#prices, this.#hold, this.#changed] = [panel, event, hall, statuses, prices, hold, changed];
  }

  get #keptCode() { return `boxoffice.code.${this.#event.id}`; }
  get #kept() { return `boxoffice.picked.${this.#event.id}`; }

  /** Picks what was picked before a sign-in or a reload, as far as it is free: once it is known what is. */
  recall() {
    this.#recalled = true;
    try { for (const [ordinal, type] of JSON.parse(sessionStorage.getItem(this.#kept)) ?? []) if (this.#statuses.of[ordinal] === FREE) this.picked.set(ordinal, type); } catch { /* nothing kept */ }
    this.#refresh();
  }

  #keep() { if (this.#recalled) sessionStorage.setItem(this.#kept, JSON.stringify([...this.picked])); }

  placeOf(ordinal) {
    const seat = seatOf(this.#hall, ordinal);
    return { section: this.#hall.sections[this.#hall.sectionOf[ordinal]].name, row: seat?.row, seat: seat?.number };
  }

  #pricesOf(ordinal) { return this.#prices[this.#hall.sectionOf[ordinal]].prices; }

  toggle(ordinal) {
    if (this.picked.has(ordinal)) this.picked.delete(ordinal);
    else if (this.#statuses.of[ordinal] !== FREE) return false;
    else if (this.picked.size >= this.#event.maxTicketsPerBooking) { this.say('warn', t('pick.tooMany', { count: this.#event.maxTicketsPerBooking })); return false; }
    else this.picked.set(ordinal, usual(this.#pricesOf(ordinal))?.type);
    this.say();
    this.#refresh();
    return true;
  }

  clear() { this.picked.clear(); this.#recalled = true; this.#keep(); }

  /** What was booked is over, with the code it was booked by. */
  forget() {
    this.clear();
    sessionStorage.removeItem(this.#keptCode);
  }

  /** Shows what was wanted of the best seats before. */
  restore(wished) { this.#best.restore(wished); }

  chooseSection(name) { this.#best?.choose(name); }

  say(kind, ...content) { if (this.#notice) fill(this.#notice, content.length > 0 && notice(kind, ...content.map((part) => (typeof part === 'string' ? h('p', {}, part) : part)))); }

  /** Others were quicker: says so, and offers what is close by. */
  lose(ordinals) {
    const lost = ordinals.filter((ordinal) => this.picked.has(ordinal));
    if (!lost.length) return;
    for (const ordinal of lost) this.picked.delete(ordinal);
    this.#refresh();
    const near = this.#nearby(lost);
    this.say('warn', h('strong', {}, t('lost.title', { count: lost.length })),
      h('p', {}, t('lost.text', { count: lost.length, seats: lost.map((ordinal) => placeName(this.placeOf(ordinal))).join('; ') })),
      near.length === lost.length && h('button', { type: 'button', class: 'link', id: 'pick-nearby', onclick: () => {
        for (const ordinal of near) this.toggle(ordinal);
        this.say();
      } }, t('lost.nearby', { count: near.length })));
  }

  /** Free seats next to what was lost, and to what is still picked; of the same price. */
  #nearby(lost) {
    const { x, y, sectionOf, total } = this.#hall;
    const around = [...this.picked.keys(), ...lost];
    const middle = [around.reduce((sum, ordinal) => sum + x[ordinal], 0) / around.length, around.reduce((sum, ordinal) => sum + y[ordinal], 0) / around.length];
    const tier = this.#prices[sectionOf[lost[0]]].tier;
    const free = [];
    for (let ordinal = 0; ordinal < total; ordinal++) {
      if (this.#statuses.of[ordinal] !== FREE || this.picked.has(ordinal) || Number.isNaN(x[ordinal]) || this.#prices[sectionOf[ordinal]].tier !== tier) continue;
      // Rows further away are worse than seats further along.
      free.push([Math.abs(x[ordinal] - middle[0]) + 1.6 * Math.abs(y[ordinal] - middle[1]), ordinal]);
    }
    return free.sort(([a], [b]) => a - b).slice(0, lost.length).map(([, ordinal]) => ordinal);
  }

  show() {
    this.#notice = h('div', { 'aria-live': 'polite', id: 'pick-notice' });
    this.#list = h('div', { class: 'stack' });
    this.#best = bestAvailable(this.#event, this.#hall, this.#prices, (body) => this.#reserve(body), (text) => this.say('warn', text));
    const code = sessionStorage.getItem(this.#keptCode) ?? ''; // it outlives a sign-in and a hold
    this.#code = h('input', { class: 'input', name: 'code', value: code, oninput: () => sessionStorage.setItem(this.#keptCode, this.#code.value.trim()), maxlength: '100', autocomplete: 'off', placeholder: t('pick.codeHint'), 'aria-label': t('pick.codeHint') });
    fill(this.#panel, h('section', { class: 'stack', 'aria-labelledby': 'pick-title' },
      h('h2', { id: 'pick-title', tabindex: '-1' }, t('pick.title')), this.#notice, this.#list,
      h('details', { class: 'code', open: code !== '' }, h('summary', {}, t('pick.code')), this.#code),
      h('details', { class: 'best-box', open: true }, h('summary', {}, t('pick.bestTitle')), this.#best.element)));
    this.#refresh();
  }

  #refresh() {
    this.#keep();
    this.#changed([...this.picked.keys()]);
    if (!this.#list) return;
    if (!this.picked.size) { fill(this.#list, h('p', { class: 'quiet' }, t('pick.empty'))); return; }
    const rows = [...this.picked].map(([ordinal, type]) => {
      const place = placeName(this.placeOf(ordinal));
      const prices = this.#pricesOf(ordinal);
      return h('li', { class: 'picked-seat' },
        h('span', {}, place),
        prices.length > 1
          ? h('select', { class: 'small', 'aria-label': `${t('pick.priceType')}: ${place}`, onchange: (event) => { this.picked.set(ordinal, event.target.value); this.#refresh(); } },
            prices.map((price) => h('option', { value: price.type, selected: price.type === type }, `${price.type} · ${money(price.price)}`)))
          : h('span', { class: 'number' }, prices[0] && money(prices[0].price)),
        h('button', { type: 'button', class: 'button plain round small', 'aria-label': t('pick.remove', { seat: place }), onclick: () => this.#remove(ordinal) }, icon('close')));
    });
    const chosen = [...this.picked].map(([ordinal, type]) => this.#pricesOf(ordinal).find((price) => price.type === type)).filter(Boolean);
    const sum = chosen.length && { amount: chosen.reduce((all, { price }) => all + price.amount, 0), currency: chosen[0].price.currency };
    refill(this.#list, h('ul', { class: 'picked' }, rows),
      sum && h('div', { class: 'lines' }, h('div', { class: 'total' }, h('span', {}, t('pick.sum')), h('span', {}, money(sum)))),
      (this.#event.fees?.length > 0 || this.#event.tax) && h('p', { class: 'small quiet' }, t('pick.plusFees')),
      action({ class: 'button wide', id: 'hold' }, t('pick.hold'), async () => {
        const lacking = missing(this.#prices.map((entry) => entry.prices), [...this.picked.values()]);
        if (lacking) { this.say('warn', t('pick.needs', lacking)); return; }
        await this.#reserve({ tickets: [...this.picked].map(([ordinal, priceType]) => ({ ticketId: `${this.#event.id}.${ordinal}`, ...(priceType ? { priceType } : {}) })) });
      }));
  }

  /** The focus goes on to the next seat, or to the heading once none is left. */
  #remove(ordinal) {
    const index = [...this.picked.keys()].indexOf(ordinal);
    this.toggle(ordinal);
    const others = this.#list.querySelectorAll('.picked-seat button');
    (others[Math.min(index, others.length - 1)] ?? this.#panel.querySelector('#pick-title')).focus();
  }

  #reserve(body) {
    const code = this.#code.value.trim();
    return this.#hold(code ? { ...body, code } : body);
  }
}
