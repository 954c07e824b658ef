/** When something happens at an event's place. Readers may be elsewhere, so whose time it is stands beside it. */

import { h } from './dom.js';
import { date, t } from './i18n.js';

/** @param venue the event's; where its zone is not known, it is the reader's own time, which needs no name */
export function localDate(instant, venue, options) {
  const when = date(instant, venue?.timezone, options);
  return venue?.timezone ? t('event.atLocalTime', { when, city: venue.address?.city ?? venue.timezone }) : when;
}

/** When and where, a line each; an event and a ticket name them alike. */
export const whenAndWhere = ({ startsAt, venue }) => [h('p', {}, startsAt ? localDate(startsAt, venue) : t('event.dateTba')),
  venue && h('p', { class: 'quiet' }, [venue.name, venue.address?.city].filter(Boolean).join(', '))];

export const localTime = (instant, venue) => localDate(instant, venue, { timeStyle: 'short' });
