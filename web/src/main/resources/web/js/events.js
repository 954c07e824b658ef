/** Events that pages name, each asked for once. */

import { read } from './kept.js';

const known = new Map();

/** The event, or undefined where it cannot be read: a page that only names it goes on without. */
export function eventOf(eventId) {
  if (!known.has(eventId)) known.set(eventId, read(`/events/${eventId}`).catch(() => { known.delete(eventId); return undefined; }));
  return known.get(eventId);
}
