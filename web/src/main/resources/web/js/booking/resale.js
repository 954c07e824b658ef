/** Giving tickets back only if somebody else buys them. */

import { api, newKey } from '../api.js';

/** Whether this platform takes tickets for resale: where it does, the address is there, though not to be read. */
export async function canResell(bookingId) {
  try { await api.get(`/bookings/${bookingId}/resale`); return true; } catch (error) { return error.status === 405; }
}

export const resell = (bookingId, ticketIds) =>
  api.post(`/bookings/${bookingId}/resale`, { ticketIds }, { headers: { 'Idempotency-Key': newKey() } });
