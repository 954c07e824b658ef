/**
 * What somebody needs without a network, above all their tickets: kept in this browser for the one person it belongs
 * to, read only by them, and gone when they sign out or another person signs in.
 */

import { api } from './api.js';
import { session } from './session.js';

// The name tells the form of what is kept; another form has another name. A release that does not change it keeps the tickets.
const NAME = 'boxoffice-own-1';
const MOST = 80;

const open = () => caches.open(NAME);
const keyOf = (path) => new URL(`/kept/${encodeURIComponent(path)}`, location.origin).href;

async function put(path, body) {
  const subject = session.subject;
  if (!subject || !globalThis.caches) return;
  try {
    const cache = await open();
    await cache.put(keyOf(path), new Response(JSON.stringify({ subject, at: Date.now(), body })));
    const keys = await cache.keys(); // the oldest first
    for (const key of keys.slice(0, Math.max(0, keys.length - MOST))) await cache.delete(key);
    if (session.subject !== subject) await forgetKept(); // they signed out meanwhile
  } catch { /* a full disk: the page works without */ }
}

async function find(path) {
  if (!globalThis.caches) return undefined;
  try {
    if (!await caches.has(NAME)) return undefined; // to open it would make it
    const response = await (await open()).match(keyOf(path));
    const found = await response?.json();
    return found && found.subject === session.known?.subject ? found : undefined;
  } catch { return undefined; }
}

/** When what was read without a network is from; undefined while there is one. */
export const staleness = { since: undefined };

/**
 * Like `api.get`; without a network, what it answered last.
 * @param keep whether this answer is worth keeping: what somebody only looks at would push out their tickets
 */
export async function read(path, { keep = true } = {}) {
  try {
    const body = await api.get(path);
    staleness.since = undefined;
    if (keep) put(path, body);
    return body;
  } catch (error) {
    if (error.type !== 'offline') throw error;
    const found = await find(path);
    if (!found) throw error;
    staleness.since = Math.min(staleness.since ?? Infinity, found.at);
    return found.body;
  }
}

export async function forgetKept() { await globalThis.caches?.delete(NAME); }
