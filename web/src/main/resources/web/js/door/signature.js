/** Verifies what the platform signed (JWS with Ed25519), without a network once the keys are known. */

import { api } from '../api.js';

const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));

export class Signatures {
  #keys = new Map();

  /** @param known what `known` gave before, for a start without a network */
  constructor(known = []) { this.known = known; }

  async refresh(options) { this.known = (await api.get('/.well-known/ticket-keys.json', options)).keys; }

  async #key(kid) {
    if (!this.#keys.has(kid)) {
      const jwk = this.known.find((key) => key.kid === kid);
      if (!jwk) return undefined;
      this.#keys.set(kid, await crypto.subtle.importKey('jwk', { kty: jwk.kty, crv: jwk.crv, x: jwk.x }, { name: 'Ed25519' }, false, ['verify']));
    }
    return this.#keys.get(kid);
  }

  /** The payload of a compact JWS, or undefined where it is not signed by us. */
  async read(jws) {
    try {
      const [header, payload, signature] = jws.split('.');
      const { kid, alg } = JSON.parse(new TextDecoder().decode(bytes(header)));
      const key = alg === 'EdDSA' && await this.#key(kid);
      if (!key || !await crypto.subtle.verify({ name: 'Ed25519' }, key, bytes(signature), new TextEncoder().encode(`${header}.${payload}`))) return undefined;
      return JSON.parse(new TextDecoder().decode(bytes(payload)));
    } catch { return undefined; }
  }
}
