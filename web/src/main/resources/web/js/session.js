/** Who is signed in: authorization code with PKCE (RFC 7636). Tokens are in this tab's memory and session storage only. */

import { config } from './config.js';
import { h } from './dom.js';
import { forgetLists } from './door/store.js';

const KEPT = 'boxoffice.session';
const REFRESH = 'boxoffice.refresh'; // where the issuer gives one
const ID_TOKEN = 'boxoffice.id-token'; // by which the issuer knows whose session ends
const STARTED = 'boxoffice.sign-in';
const KNOWN = 'boxoffice.known';
const RETURN = '/signed-in';
const EARLY_SECONDS = 60; // before a token is over the next one is asked for
const PATIENCE = 10000;

const base64url = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
  .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

function claimsOf(token) {
  const part = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(part), (character) => character.charCodeAt(0))));
}

/** Caches and the door's guest lists. Scans that nobody was told of stay: they have happened, and hold no secret. */
async function forgetOwn() {
  for (const key of Object.keys(localStorage)) if (/^boxoffice\.(admission|place|waits)\./.test(key)) localStorage.removeItem(key);
  for (const key of Object.keys(sessionStorage)) if (key.startsWith('boxoffice.hold.')) sessionStorage.removeItem(key);
  const names = globalThis.caches ? await caches.keys().catch(() => []) : [];
  await Promise.all(names.filter((name) => name.startsWith('boxoffice-own-')).map((name) => caches.delete(name)));
  await forgetLists().catch(() => {});
}

let discovered;
async function issuer() {
  discovered ??= fetch(`${config.issuer}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(PATIENCE) }).then((response) => {
    if (!response.ok) throw new Error('issuer');
    return response.json();
  });
  try { return await discovered; } catch (error) { discovered = undefined; throw error; }
}

class Session extends EventTarget {
  #token;
  #claims;
  #cleared = Promise.resolve();
  #renewing;

  constructor() {
    super();
    const kept = sessionStorage.getItem(KEPT);
    if (kept) this.#take(kept);
    // Who signs out in one tab is out in all.
    addEventListener('storage', (event) => { if (event.key === KNOWN && !event.newValue && this.#token) { this.forget(); location.assign('/'); } });
  }

  #take(token) {
    try { this.#claims = claimsOf(token); } catch { return; }
    this.#token = token; // whether it is over is for the platform to say: this device's clock may be wrong
    // What another person has kept here is not theirs.
    if (this.known && this.known.subject !== this.subject) this.#cleared = forgetOwn();
    localStorage.setItem(KNOWN, JSON.stringify({ subject: this.subject, name: this.name, scanner: this.hasRole('scanner') }));
  }

  #keep({ access_token: token, refresh_token: refresh, id_token: identity, expires_in: seconds = 0 }) {
    sessionStorage.setItem(KEPT, token);
    if (refresh) sessionStorage.setItem(REFRESH, JSON.stringify({ token: refresh, due: Date.now() + Math.max(seconds - EARLY_SECONDS, seconds / 2) * 1000 }));
    else sessionStorage.removeItem(REFRESH);
    if (identity) sessionStorage.setItem(ID_TOKEN, identity); else sessionStorage.removeItem(ID_TOKEN);
    this.#take(token);
  }

  get token() { return this.#token; }
  get subject() { return this.#claims?.sub; }
  get name() { return this.#claims?.name ?? this.#claims?.sub; }
  get email() { return this.#claims?.email; }

  /** Who signed in here last and has not signed out: whose kept tickets may be shown without a network, when no token can be had. */
  get known() { try { return JSON.parse(localStorage.getItem(KNOWN)) ?? undefined; } catch { return undefined; } }
  get isKnownOffline() { return !this.#token && !navigator.onLine && Boolean(this.known); }

  /** Resolves once nothing of another person is kept here. */
  get ready() { return this.#cleared; }

  hasRole(...roles) {
    const own = Object.values(this.#claims ?? {}).filter(Array.isArray).flat()
      .concat(this.#claims?.realm_access?.roles ?? []);
    return roles.some((role) => own.includes(role));
  }

  /** The token is no longer good; what is kept here stays with its owner. */
  forget() {
    this.#token = this.#claims = undefined;
    for (const key of [KEPT, REFRESH, ID_TOKEN]) sessionStorage.removeItem(key);
    this.dispatchEvent(new Event('change'));
  }

  /** Shortly before the token is over, and beside what goes on: until the next one is there this one is good. */
  renewIfDue() {
    const kept = sessionStorage.getItem(REFRESH);
    if (kept && JSON.parse(kept).due <= Date.now()) this.renew(this.#token).catch((error) => console.warn(error));
  }

  /**
   * Gets another token for one that is over (RFC 6749, section 6); once, however many ask.
   * @param used the token that is over
   * @returns whether there is another now; rejects where the issuer cannot be asked
   */
  async renew(used) {
    if (this.#token !== used) return Boolean(this.#token);
    this.#renewing ??= this.#refresh().finally(() => { this.#renewing = undefined; });
    return this.#renewing;
  }

  async #refresh() {
    const kept = sessionStorage.getItem(REFRESH);
    if (!kept) return false;
    const { token } = JSON.parse(kept);
    const endpoints = await issuer();
    const response = await fetch(endpoints.token_endpoint, {
      method: 'POST', signal: AbortSignal.timeout(PATIENCE),
      body: new URLSearchParams({ grant_type: 'refresh_token', client_id: config.client, refresh_token: token }),
    });
    if (response.status >= 500 || response.status === 429) throw new Error('issuer');
    const tokens = response.ok ? await response.json() : undefined;
    if (sessionStorage.getItem(REFRESH) !== kept) return false; // signed out meanwhile
    if (!tokens || claimsOf(tokens.access_token).sub !== this.subject) {
      sessionStorage.removeItem(REFRESH);
      return false;
    }
    this.#keep({ refresh_token: token, id_token: sessionStorage.getItem(ID_TOKEN), ...tokens }); // a new refresh token replaces the old
    return true;
  }

  /** Leaves nothing of this person in the browser, nor a session at the issuer for whoever comes next. */
  async signOut() {
    const identity = sessionStorage.getItem(ID_TOKEN);
    this.forget();
    localStorage.removeItem(KNOWN);
    await forgetOwn();
    const end = identity && await issuer().then(({ end_session_endpoint: address }) => address, () => undefined);
    if (!end || new URL(end).origin !== new URL(config.issuer).origin) { location.assign('/'); return; }
    // OpenID Connect RP-Initiated Logout 1.0; by a form, for no token stands in an address.
    const form = h('form', { method: 'post', action: end, hidden: true },
      Object.entries({ id_token_hint: identity, client_id: config.client, post_logout_redirect_uri: `${location.origin}/` })
        .map(([name, value]) => h('input', { type: 'hidden', name, value })));
    document.body.append(form);
    form.submit();
  }

  /** Leaves for the issuer; comes back to where one was, or to `path`. */
  async signIn(path = location.pathname + location.search) {
    const endpoints = await issuer();
    const started = { state: random(), verifier: random(), nonce: random(), path };
    sessionStorage.setItem(STARTED, JSON.stringify(started));
    const challenge = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(started.verifier));
    location.assign(`${endpoints.authorization_endpoint}?${new URLSearchParams({
      response_type: 'code', client_id: config.client, redirect_uri: location.origin + RETURN,
      scope: 'openid profile email', state: started.state, nonce: started.nonce,
      code_challenge: base64url(challenge), code_challenge_method: 'S256',
    })}`);
    return new Promise(() => {}); // this page is being left
  }

  /** Takes the code out of this page's address; the path where the sign-in began. */
  async finish() {
    const answer = new URLSearchParams(location.search);
    const started = JSON.parse(sessionStorage.getItem(STARTED) ?? '{}');
    sessionStorage.removeItem(STARTED);
    history.replaceState(null, '', RETURN); // the code stays in no history
    if (!answer.has('code') || !started.state || answer.get('state') !== started.state) throw new Error(answer.get('error_description') ?? '');
    const endpoints = await issuer();
    const response = await fetch(endpoints.token_endpoint, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code', client_id: config.client, redirect_uri: location.origin + RETURN,
        code: answer.get('code'), code_verifier: started.verifier,
      }),
    });
    if (!response.ok) throw new Error('');
    const tokens = await response.json();
    if (tokens.id_token && claimsOf(tokens.id_token).nonce !== started.nonce) throw new Error('');
    this.#keep(tokens);
    this.dispatchEvent(new Event('change'));
    return started.path;
  }
}

export const session = new Session();
