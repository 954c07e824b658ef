/** Texts in the reader's language; numbers, money and dates by Intl, dates in the venue's time zone. */

import { config } from './config.js';

export const LANGUAGES = { en: 'English', de: 'Deutsch', ar: 'العربية' };
export const language = document.documentElement.lang;

// Western digits in Arabic too: seats and prices are compared with what is printed on tickets and doors.
const locale = language === 'ar' ? 'ar-u-nu-latn' : navigator.languages.find((tag) => tag.startsWith(language)) ?? language;

const read = (name) => fetch(`${config.assets}/i18n/${name}.json`).then((response) => response.json());
const [own, english] = await Promise.all([read(language), language === 'en' ? {} : read('en')]);
const plurals = new Intl.PluralRules(locale);

/** The text of a key, with `{name}` filled in; where it is an object, the plural form of `values.count`. */
export function t(key, values = {}) {
  let text = own[key] ?? english[key] ?? key;
  if (typeof text === 'object') text = text[plurals.select(values.count)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === 'number' ? number(value) : value ?? '';
  });
}

/** The text of a key, if there is one. */
export const maybe = (key, values) => (own[key] ?? english[key]) && t(key, values);

export const number = (value, options) => new Intl.NumberFormat(locale, options).format(value);
export const percent = (share) => number(share, { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 });

// The platform's minor units are ISO 4217's, as Java knows them: Intl's digits are what prices are usually written with,
// none for forints or rupiah. Every currency that has not two.
const DIGITS = {
  0: 'ADP BEF BIF BYB BYR CLP DJF ESP GNF GRD ISK ITL JPY KMF KRW LUF MGF PTE PYG ROL RWF TPE TRL UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF',
};
const digitsOf = (currency) => Number(Object.keys(DIGITS).find((digits) => DIGITS[digits].includes(currency)) ?? 2);

const formats = new Map();
function moneyFormat(currency) {
  if (!formats.has(currency)) {
    const digits = digitsOf(currency);
    formats.set(currency, { digits, format: new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits }) });
  }
  return formats.get(currency);
}

/** `{amount: 4500, currency: 'EUR'}`: minor units, of which a currency has as many as it has. */
export function money({ amount, currency }) {
  const { digits, format } = moneyFormat(currency);
  return format.format(amount / 10 ** digits);
}

/** An instant, in the time zone of where it happens. */
export function date(instant, zone, options = { dateStyle: 'full', timeStyle: 'short' }) {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(new Date(instant));
}

/** The clock as `timeStyle: 'short'` has it, beside what no style has of a date: 7:30 PM, 09:05. */
export const CLOCK = { hour: new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).resolvedOptions().hour12 ? 'numeric' : '2-digit', minute: '2-digit' };

/** A text of the platform's, its instants (`2026-11-29T10:00:00Z`) as the reader says them. */
export const readable = (text) => text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)/g, (instant) => date(instant));

export const time = (instant, zone) => date(instant, zone, { timeStyle: 'short' });
export const month = (yearMonth) => date(`${yearMonth}-15T12:00:00Z`, 'UTC', { month: 'long', year: 'numeric' });

/** 75 → 1:15 */
export function clock(seconds) {
  const left = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
}

/** About how long, in words. */
export function duration(seconds) {
  const unit = (value, name) => new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'long' }).format(value);
  if (seconds < 60) return unit(Math.max(1, Math.round(seconds)), 'second');
  if (seconds < 5400) return unit(Math.round(seconds / 60), 'minute');
  return unit(Math.round(seconds / 360) / 10, 'hour');
}

export function relative(instant) {
  const seconds = (new Date(instant) - Date.now()) / 1000;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (Math.abs(seconds) < 60) return format.format(Math.round(seconds), 'second');
  if (Math.abs(seconds) < 3600) return format.format(Math.round(seconds / 60), 'minute');
  if (Math.abs(seconds) < 86400) return format.format(Math.round(seconds / 3600), 'hour');
  return format.format(Math.round(seconds / 86400), 'day');
}

export function choose(chosen) {
  localStorage.setItem('boxoffice.language', chosen);
  const here = new URL(location.href);
  here.searchParams.delete('lang');
  location.assign(here);
}
