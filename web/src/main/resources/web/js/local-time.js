/** When something happens at an event's place. Readers may be elsewhere, so whose time it is stands beside it. */

import { h } from './dom.js';
import { date, t } from './i18n.js';

/** @param venue the event's; where its zone is not known, it is the reader's own time, which needs no name */
export function localDate(instant, venue, options) {
  const when = date(instant, venue?.timezone, options);
  return venue?.timezone ? t('event.atLocalTime', { when, city: venue.address?.city ?? venue.timezone }) : when;
}

/** When an event begins, as far as that is known: what stands in for the rest is not shown. */
export function beginning({ startsAt, dateTba, timeTba, venue }) {
  if (dateTba || !startsAt) return t('event.dateTba');
  return timeTba ? date(startsAt, venue?.timezone, { dateStyle: 'full' }) : localDate(startsAt, venue);
}

/** When and where, a line each; an event and a ticket name them alike. */
export const whenAndWhere = (event) => [h('p', {}, beginning(event)), where(event)];
const where = ({ venue }) =>
  venue && h('p', { class: 'quiet' }, [venue.name, venue.address?.city].filter(Boolean).join(', '));

export const localTime = (instant, venue) => localDate(instant, venue, { timeStyle: 'short' });
