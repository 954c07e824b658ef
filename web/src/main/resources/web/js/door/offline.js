/** The door without a network: decides by the signed guest list, and tells the platform later what it did. */

import { api, address } from '../api.js';
import { Signatures } from './signature.js';
import { store } from './store.js';

const MOST_SCANS = 500;

const device = () => {
  let name = localStorage.getItem('boxoffice.device');
  if (!name) { name = `door-${crypto.randomUUID()}`; localStorage.setItem('boxoffice.device', name); }
  return name;
};

export class OfflineDoor {
  #eventId;
  #signatures = new Signatures();
  #tickets = new Map();
  #inside = new Map(); // ticket → where and when this device let them in
  issuedAt;

  constructor(eventId) { this.#eventId = eventId; }

  get size() { return this.#tickets.size; }

  /** What was kept of it before. */
  async open() {
    this.#signatures = new Signatures(await store.get('keys') ?? []);
    const kept = await store.get(`list.${this.#eventId}`);
    if (kept) {
      this.issuedAt = kept.issuedAt;
      this.#tickets = new Map(kept.tickets.map((ticket) => [ticket.ticketId, ticket]));
    }
    for (const scan of await store.scans()) if (scan.eventId === this.#eventId) this.#remember(scan.ticketId, scan);
  }

  #remember(ticketId, { direction, gate, scannedAt }) {
    if (direction === 'OUT') this.#inside.delete(ticketId);
    else this.#inside.set(ticketId, { gate, at: scannedAt });
  }

  /** Reads the list anew, or what has changed of it; only what is signed counts. */
  async refresh() {
    await this.#signatures.refresh();
    const list = await api.get(address(`/events/${this.#eventId}/guest-list`, { since: this.issuedAt }));
    const parts = await Promise.all(list.parts.map((part) => this.#signatures.read(part)));
    if (parts.some((part) => part?.typ !== 'guest-list' || part.eventId !== this.#eventId)) throw new Error('guest-list');
    if (!list.isDelta) this.#tickets.clear();
    for (const { tickets, revoked } of parts) {
      for (const ticket of tickets) this.#tickets.set(ticket.ticketId, ticket);
      for (const ticketId of revoked) this.#tickets.delete(ticketId);
    }
    this.issuedAt = list.issuedAt;
    await store.put('keys', this.#signatures.known);
    await store.put(`list.${this.#eventId}`, { issuedAt: this.issuedAt, tickets: [...this.#tickets.values()] });
  }

  /** Like the answer of `POST /check-ins`: `{ok, …}`, or `{type, problem}` as it refuses. */
  async check({ code, gate, nonce, direction }) {
    const payload = await this.#signatures.read(code);
    if (!payload?.tid) return { type: 'invalid-code', problem: {} };
    if (!payload.tid.startsWith(`${this.#eventId}.`)) return { type: 'wrong-event', problem: {} };
    const ticket = this.#tickets.get(payload.tid);
    if (!ticket || ticket.bookingId !== payload.bid || ticket.serial !== (payload.sn ?? 0)) return { type: 'ticket-cancelled', problem: {} };
    const inside = this.#inside.get(ticket.ticketId) ?? (ticket.inside ? { gate: '', at: this.issuedAt } : undefined);
    if (direction === 'IN' && inside) return { type: 'already-checked-in', problem: inside };
    if (direction === 'OUT' && !inside) return { type: 'not-checked-in', problem: {} };
    const scan = { code, gate, nonce, direction, scannedAt: new Date().toISOString(), device: device(), eventId: this.#eventId, ticketId: ticket.ticketId };
    await store.addScan(scan);
    ticket.inside = direction === 'IN';
    this.#remember(ticket.ticketId, scan);
    return { ok: true, result: direction === 'IN' ? 'ADMITTED' : 'LEFT', ticketId: ticket.ticketId, section: ticket.section, row: ticket.row, seat: ticket.seat, priceType: ticket.priceType };
  }

  /** How many scans the platform has not been told. */
  async untold() { return (await store.scans()).filter((scan) => scan.eventId === this.#eventId).length; }

  /** Tells them; twice counts once. What it answers otherwise than this door did. */
  async tell() {
    const scans = (await store.scans()).filter((scan) => scan.eventId === this.#eventId)
      .sort((a, b) => a.scannedAt.localeCompare(b.scannedAt)).slice(0, MOST_SCANS);
    if (!scans.length) return [];
    const { results } = await api.post(`/events/${this.#eventId}/scans`, { scans: scans.map(({ eventId, ticketId, ...scan }) => scan) });
    for (const { nonce } of results) await store.removeScan(nonce);
    return results.filter(({ result }) => result === 'REFUSED');
  }
}
