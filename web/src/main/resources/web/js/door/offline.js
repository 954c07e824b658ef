/** The door without a network: decides by the signed guest list, and tells the platform later what it did. */

import { api, address } from '../api.js';
import { Signatures } from './signature.js';
import { store } from './store.js';

const MOST_SCANS = 500;
const PATIENCE = 55000; // for a long list on a slow line; a line that carries nothing must end

const device = () => {
  let name = localStorage.getItem('boxoffice.device');
  if (!name) { name = `door-${crypto.randomUUID()}`; localStorage.setItem('boxoffice.device', name); }
  return name;
};

export class OfflineDoor {
  #eventId;
  #signatures = new Signatures();
  #tickets = new Map();
  #passed = new Map(); // ticket → what this device knows last: who passed where and when, and whether the platform knows
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
    const scans = (await store.scans()).filter((scan) => scan.eventId === this.#eventId);
    const untold = new Set(scans.map(({ nonce }) => nonce));
    const passes = (await store.passes(this.#eventId)).map((pass) => ({ ...pass, isTold: !untold.has(pass.nonce) }));
    for (const pass of [...passes, ...scans.map((scan) => this.#passOf(scan))].sort((a, b) => a.at.localeCompare(b.at))) this.#passed.set(pass.ticketId, pass);
  }

  #passOf({ ticketId, direction, gate, nonce, scannedAt }) { return { ticketId, direction, gate, nonce, at: scannedAt, isTold: false }; }

  async #remember(pass) {
    this.#passed.set(pass.ticketId, pass);
    await store.putPass(this.#eventId, pass).catch((error) => console.warn(error)); // it is known until the page is left
  }

  /** What the platform has said of a ticket must be known when there is no network. */
  async learn({ code, gate, nonce, direction, at = new Date().toISOString() }) {
    const ticketId = (await this.#signatures.read(code))?.tid;
    if (ticketId?.startsWith(`${this.#eventId}.`)) await this.#remember({ ticketId, direction, gate, nonce, at, isTold: true });
  }

  /** A scan was taken back: the ticket stands as before, if that was its last. */
  async unlearn(nonce) {
    const pass = [...this.#passed.values()].find((known) => known.nonce === nonce);
    if (pass) await this.#remember({ ...pass, direction: pass.direction === 'IN' ? 'OUT' : 'IN', at: new Date().toISOString() });
  }

  /** Reads the list anew, or what has changed of it; only what is signed counts. */
  async refresh() {
    const signal = AbortSignal.timeout(PATIENCE);
    const told = [...this.#passed.values()].filter(({ isTold }) => isTold); // the list that is asked for now knows them
    await this.#signatures.refresh({ signal });
    const list = await api.get(address(`/events/${this.#eventId}/guest-list`, { since: this.issuedAt }), { signal });
    const parts = await Promise.all(list.parts.map((part) => this.#signatures.read(part)));
    if (parts.some((part) => part?.typ !== 'guest-list' || part.eventId !== this.#eventId)) throw new Error('guest-list');
    if (!list.isDelta) this.#tickets.clear();
    for (const { tickets, revoked } of parts) {
      for (const ticket of tickets) this.#tickets.set(ticket.ticketId, ticket);
      for (const ticketId of revoked) this.#tickets.delete(ticketId);
    }
    this.issuedAt = list.issuedAt;
    const named = new Set(parts.flatMap(({ tickets }) => tickets.map(({ ticketId }) => ticketId)));
    await this.#giveWay(told.filter(({ ticketId }) => named.has(ticketId)));
    await store.put('keys', this.#signatures.known);
    await store.put(`list.${this.#eventId}`, { issuedAt: this.issuedAt, tickets: [...this.#tickets.values()] });
  }

  /** Where the list says otherwise of a ticket than this device knew, another door has seen it since. */
  async #giveWay(passes) {
    for (const pass of passes) {
      const { ticketId, direction } = pass;
      if (this.#passed.get(ticketId) !== pass || this.#tickets.get(ticketId)?.inside === (direction === 'IN')) continue;
      this.#passed.delete(ticketId);
      await store.removePass(this.#eventId, ticketId);
    }
  }

  /** Where and when they went in, of a ticket with which somebody is inside. */
  #insideWith(ticket) {
    const pass = this.#passed.get(ticket.ticketId);
    if (pass) return pass.direction === 'IN' ? pass : undefined;
    return ticket.inside ? { gate: '', at: this.issuedAt } : undefined;
  }

  /** Like the answer of `POST /check-ins`: `{ok, …}`, or `{type, problem}` as it refuses. */
  async check({ code, gate, nonce, direction }) {
    const payload = await this.#signatures.read(code);
    if (!payload?.tid) return { type: 'invalid-code', problem: {} };
    if (!payload.tid.startsWith(`${this.#eventId}.`)) return { type: 'wrong-event', problem: {} };
    const ticket = this.#tickets.get(payload.tid);
    if (!ticket || ticket.bookingId !== payload.bid || ticket.serial !== (payload.sn ?? 0)) return { type: 'ticket-cancelled', problem: {} };
    const inside = this.#insideWith(ticket);
    if (direction === 'IN' && inside) return { type: 'already-checked-in', problem: inside };
    if (direction === 'OUT' && !inside) return { type: 'not-checked-in', problem: {} };
    const scan = { code, gate, nonce, direction, scannedAt: new Date().toISOString(), device: device(), eventId: this.#eventId, ticketId: ticket.ticketId };
    await store.addScan(scan);
    await this.#remember(this.#passOf(scan));
    return { ok: true, result: direction === 'IN' ? 'ADMITTED' : 'LEFT', ticketId: ticket.ticketId, section: ticket.section, row: ticket.row, seat: ticket.seat, priceType: ticket.priceType };
  }

  get hasUntold() { return [...this.#passed.values()].some(({ isTold }) => !isTold); }

  /** Whether this door let the ticket of a code pass, and the platform has not been told. */
  async isUntold(code) {
    const pass = this.#passed.get((await this.#signatures.read(code))?.tid);
    return pass !== undefined && !pass.isTold;
  }

  /** How many scans the platform has not been told. */
  async untold() { return (await store.scans()).filter((scan) => scan.eventId === this.#eventId).length; }

  /** Tells them; twice counts once. What it answers otherwise than this door did. */
  async tell() {
    const scans = (await store.scans()).filter((scan) => scan.eventId === this.#eventId)
      .sort((a, b) => a.scannedAt.localeCompare(b.scannedAt)).slice(0, MOST_SCANS);
    if (!scans.length) return [];
    const { results } = await api.post(`/events/${this.#eventId}/scans`, { scans: scans.map(({ eventId, ticketId, ...scan }) => scan) },
      { signal: AbortSignal.timeout(PATIENCE) });
    const told = new Set(results.map(({ nonce }) => nonce));
    for (const nonce of told) await store.removeScan(nonce);
    for (const pass of this.#passed.values()) if (told.has(pass.nonce)) pass.isTold = true;
    return results.filter(({ result }) => result === 'REFUSED');
  }
}
