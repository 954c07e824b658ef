/** The same wish, asked again while nobody knows how it ended, has the same key. */

import { newKey } from './api.js';

/** Answers to a wish that nobody has looked at: it may have been granted when it was asked before. */
const UNHEARD = ['request-in-progress', 'rate-limited', 'unauthenticated'];

/** Whether an answer tells how the wish ended; one that was lost, or that tells of a trouble of the platform's, does not. */
export const isDecided = ({ status, type }) => status >= 400 && status < 500 && !UNHEARD.includes(type);

/** @returns `ask(body, send)`, which calls `send(key, body)`: a new key for another body, and once the one before was answered */
export function wishes() {
  let wish;
  return async function ask(body, send) {
    const said = JSON.stringify(body);
    if (wish?.said !== said) wish = { said, key: newKey() };
    const { key } = wish;
    try {
      const answer = await send(key, body);
      wish = undefined;
      return answer;
    } catch (error) {
      if (isDecided(error)) wish = undefined;
      throw error;
    }
  };
}
