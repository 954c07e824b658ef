/** What somebody wanted to be found before they were sent to sign in: kept in this tab until they are back. */

const MOST_AGE = 600000; // whoever is back later may want something else
const key = (eventId) => `boxoffice.wish.${eventId}`;

export const keepWish = (eventId, body) => sessionStorage.setItem(key(eventId), JSON.stringify({ at: Date.now(), body }));

export function keptWish(eventId) {
  try {
    const { at, body } = JSON.parse(sessionStorage.getItem(key(eventId)));
    return Date.now() - at < MOST_AGE ? body : undefined;
  } catch { return undefined; } // nothing kept
}

export const dropWish = (eventId) => sessionStorage.removeItem(key(eventId));
