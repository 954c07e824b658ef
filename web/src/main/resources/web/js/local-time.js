/** When something happens at an event's place. Readers may be elsewhere, so whose time it is stands beside it. */

import { date, t } from './i18n.js';

/** @param venue the event's; where its zone is not known, it is the reader's own time, which needs no name */
export function localDate(instant, venue, options) {
  const when = date(instant, venue?.timezone, options);
  return venue?.timezone ? t('event.atLocalTime', { when, city: venue.address?.city ?? venue.timezone }) : when;
}

export const localTime = (instant, venue) => localDate(instant, venue, { timeStyle: 'short' });
