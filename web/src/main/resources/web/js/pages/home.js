/** What is on: search with suggestions and facets. What was searched is in the address. */

import { api, address } from '../api.js';
import { h, fill, icon, announce } from '../dom.js';
import { t, maybe, money, date, month, number, CLOCK } from '../i18n.js';
import { go } from '../router.js';
import { empty, explain, problemView } from '../states.js';
import { poster } from '../poster.js';
import { suggestions } from '../suggestions.js';

const SIZE = 24;
const TELLING = { AVAILABLE: '', FEW_LEFT: 'warn', SOLD_OUT: 'bad', NOT_ON_SALE: '', ELSEWHERE: '' };

const asked = () => Object.fromEntries(new URLSearchParams(location.search));

function change(changes) {
  const wanted = { ...asked(), ...changes };
  delete wanted.lang;
  delete wanted.theme;
  return go(address('/', wanted));
}

function monthRange(yearMonth) {
  const [year, number] = yearMonth.split('-').map(Number);
  return `${yearMonth}-01..${yearMonth}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, '0')}`;
}

function when(event) {
  if (!event.startsAt) return t('event.dateTba');
  const options = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' };
  return date(event.startsAt, event.timezone, event.timeTba ? options : { ...options, ...CLOCK });
}

function card(event) {
  const price = event.priceRange?.min !== undefined
    && money(typeof event.priceRange.min === 'object' ? event.priceRange.min : { amount: event.priceRange.min, currency: event.priceRange.currency });
  return h('li', {}, h('a', { class: 'event-card', href: `/shop/events/${event.id}` },
    poster(event),
    h('div', { class: 'event-card-text' },
      h('p', { class: 'small quiet' }, when(event)),
      h('h2', {}, event.name),
      h('p', { class: 'quiet' }, [event.venue?.name, event.venue?.city].filter(Boolean).join(', ')),
      h('p', { class: 'event-card-foot' },
        price && event.availability !== 'SOLD_OUT' ? h('strong', {}, t('home.from', { price })) : h('span', {}),
        event.availability && event.availability !== 'AVAILABLE' && h('span', { class: `pill ${TELLING[event.availability]}` }, t(`availability.${event.availability}`))))));
}

function facet(name, key, values, chosen, pick, label) {
  if (!values?.length && !chosen) return undefined;
  const shown = values ?? [];
  return h('label', { class: 'field' }, h('span', {}, t(`facet.${key}`)),
    h('select', { class: 'input', name, onchange: (event) => pick(event.target.value) },
      h('option', { value: '' }, t('facet.all')),
      chosen && !shown.some(({ value }) => value === chosen) && h('option', { value: chosen, selected: true }, label(chosen)),
      shown.map(({ value, count }) => h('option', { value, selected: value === chosen }, `${label(value)} (${number(count)})`))));
}

function filters(facets, wanted) {
  const chosenMonth = /^(\d{4}-\d{2})-01\.\./.exec(wanted.date ?? '')?.[1];
  const any = wanted.type || wanted.location || wanted.date || wanted.availableOnly;
  return h('div', { class: 'filters' },
    facet('type', 'category', facets?.category, wanted.type, (value) => change({ type: value }), (value) => maybe(`category.${value}`) ?? value),
    facet('location', 'city', facets?.city, wanted.location, (value) => change({ location: value }), (value) => value),
    facet('date', 'month', facets?.month, chosenMonth, (value) => change({ date: value && monthRange(value) }), month),
    h('label', { class: 'field' }, h('span', {}, t('home.sort')),
      h('select', { class: 'input', name: 'sort', onchange: (event) => change({ sort: event.target.value }) },
        [['', 'relevance'], ['date,asc', 'date']].map(([value, key]) =>
          h('option', { value, selected: value === (wanted.sort ?? '') }, t(`sort.${key}`))))),
    h('label', { class: 'check' },
      h('input', { type: 'checkbox', name: 'availableOnly', checked: wanted.availableOnly === 'true', onchange: (event) => change({ availableOnly: event.target.checked && 'true' }) }),
      t('home.availableOnly')),
    any && h('button', { type: 'button', class: 'link', onclick: () => go(address('/', { term: wanted.term })) }, t('home.clear')));
}

function skeletons() {
  return h('ul', { class: 'event-grid', 'aria-hidden': 'true' }, Array.from({ length: 8 }, () => h('li', {}, h('div', { class: 'skeleton card-skeleton' }))));
}

export async function show(main) {
  const wanted = asked();
  const abort = new AbortController();
  const input = h('input', { class: 'input', type: 'search', name: 'term', id: 'search-term', value: wanted.term ?? '',
    placeholder: t('home.searchHint'), 'aria-label': t('home.search'), autocomplete: 'off', enterkeyhint: 'search', maxlength: '200' });
  const form = h('form', { class: 'search', role: 'search', onsubmit: (event) => { event.preventDefault(); change({ term: input.value.trim() }); } },
    icon('search'), input, h('button', { class: 'button', type: 'submit' }, t('home.searchButton')));
  const narrowing = h('div', {}, filters(undefined, wanted));
  const results = h('section', { 'aria-live': 'off', 'aria-busy': 'true' }, skeletons());
  fill(main,
    h('section', { class: 'hero' }, h('h1', {}, t('home.title')), h('p', { class: 'quiet' }, t('home.lead')), form),
    narrowing, results);
  suggestions(input, (picked) => {
    if (picked.kind === 'EVENT' && picked.id) return go(`/shop/events/${picked.id}`);
    return picked.kind === 'CITY' ? change({ term: '', location: picked.text }) : change({ term: picked.text });
  });

  const query = { term: wanted.term, location: wanted.location, type: wanted.type, date: wanted.date,
    availableOnly: wanted.availableOnly, sort: wanted.sort, maxPrice: wanted.maxPrice, currency: wanted.currency, size: SIZE };

  async function load(cursor, list) {
    const found = await api.get(address('/search', { ...query, cursor }), { signal: abort.signal });
    const cards = found.events.map(card);
    const more = found.nextCursor && h('div', { class: 'more' }, h('button', { type: 'button', class: 'button plain', onclick: async (event) => {
      event.target.disabled = true;
      try {
        await load(found.nextCursor, list ?? results.querySelector('ul'));
        event.target.parentElement.remove();
        cards.at(-1)?.nextElementSibling?.querySelector('a')?.focus();
      } catch (error) { event.target.disabled = false; announce(explain(error)); }
    } }, t('home.more')));
    if (list) { list.append(...cards); if (more) results.append(more); return; }
    results.setAttribute('aria-busy', 'false');
    fill(narrowing, filters(found.facets, wanted));
    if (!cards.length) {
      const nothing = empty(t('home.noneTitle'), t('home.noneText'), h('a', { class: 'button plain', href: '/' }, t('home.clear')));
      nothing.querySelector('h1').replaceWith(h('h2', {}, t('home.noneTitle')));
      fill(results, nothing);
      return;
    }
    const total = t('home.found', { count: found.page.totalElements });
    announce(total);
    fill(results, h('p', { class: 'quiet results-count' }, total), h('ul', { class: 'event-grid' }, cards), more);
  }

  const start = () => load().catch((error) => {
    if (error.name === 'AbortError') return;
    results.setAttribute('aria-busy', 'false');
    const failed = problemView(error, start);
    failed.querySelector('h1').replaceWith(h('h2', {}, failed.querySelector('h1').textContent));
    fill(results, failed);
  });
  start();
  return () => abort.abort();
}
