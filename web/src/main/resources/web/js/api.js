/** The API as the pages use it: JSON in and out, a problem (RFC 9457) as a typed error, streams that come back. */

import { session } from './session.js';

/** What the platform refused, or that it could not be reached (`type` is then `offline`). */
export class ApiProblem extends Error {
  constructor(problem, status, headers) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.problem = problem;
    this.status = status;
    this.type = (problem.type ?? '').split('/').pop();
    this.retryAfter = Number(headers?.get('Retry-After')) || undefined;
  }

  /** What is wrong with one field, if that is the trouble. */
  field(name) {
    return this.problem.errors?.find((error) => error.field === name)?.message;
  }
}

const offline = (cause) => Object.assign(new ApiProblem({ type: 'offline', title: 'The platform cannot be reached.', detail: String(cause) }, 0),
  { isTimeout: cause.name === 'TimeoutError' });

function headersOf(extra, body, token) {
  const headers = { Accept: 'application/json', ...extra };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined && !headers['Content-Type']) headers['Content-Type'] = 'application/json';
  return headers;
}

async function ask(method, path, token, { body, headers, signal, accept }) {
  try {
    return await fetch(path, {
      method, signal, cache: method === 'GET' ? 'default' : 'no-store',
      headers: headersOf({ ...(accept ? { Accept: accept } : {}), ...headers }, body, token),
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw offline(error);
  }
}

/** What was refused for a token that is over has done nothing: asked again with another, or for what anybody may read without one. */
async function askAgain(method, path, token, options, refusal) {
  const isRenewed = await session.renew(token).catch((error) => { throw offline(error); });
  if (!isRenewed && session.token === token) session.forget();
  if (!isRenewed && method !== 'GET') return refusal;
  const other = session.token;
  const response = await ask(method, path, other, options);
  if (response.status === 401 && other && session.token === other) session.forget();
  return response;
}

async function send(method, path, options = {}) {
  const { token } = session;
  session.renewIfDue();
  let response = await ask(method, path, token, options);
  if (response.status === 401 && token) response = await askAgain(method, path, token, options, response);
  if (response.ok) return response;
  let problem = {};
  try { problem = await response.json(); } catch { /* a proxy in between may answer without a body */ }
  throw new ApiProblem(problem, response.status, response.headers);
}

async function json(method, path, options) {
  const response = await send(method, path, options);
  if (response.status === 204) return undefined;
  try { return await response.json(); } catch (error) {
    if (error.name === 'AbortError' || error instanceof SyntaxError) throw error;
    throw offline(error); // cut off in the middle
  }
}

/** `path` and the parameters that have a value; a list is repeated. */
export function address(path, parameters) {
  const given = Object.entries(parameters).flatMap(([name, value]) => (Array.isArray(value) ? value.map((one) => [name, one]) : [[name, value]]))
    .filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false);
  return given.length ? `${path}?${new URLSearchParams(given)}` : path;
}

export const api = {
  get: (path, options) => json('GET', path, options),
  post: (path, body, options) => json('POST', path, { ...options, body }),
  put: (path, body, options) => json('PUT', path, { ...options, body }),
  delete: (path, options) => json('DELETE', path, options),
  blob: async (path, accept) => (await send('GET', path, { accept })).blob(),
  response: send,
};

/** A key by which the platform knows the same wish again. */
export const newKey = () => crypto.randomUUID();

/** Reads one stream's lines into events; whatever comes, a comment too, is a sign of life. */
async function read(response, onEvent, alive) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let event = { event: 'message', data: '' };
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    alive();
    const lines = (rest + value).split('\n');
    rest = lines.pop();
    for (const raw of lines) {
      const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
      if (line === '') {
        if (event.data || event.event !== 'message') onEvent(event);
        event = { event: 'message', data: '', id: event.id };
      } else if (line.startsWith('event:')) event.event = line.slice(6).trim();
      else if (line.startsWith('data:')) event.data += line.slice(5).trim();
      else if (line.startsWith('id:')) event.id = line.slice(3).trim();
    }
  }
}

/**
 * Follows a stream until `stop()`; reconnects by itself, sooner at first, and where it left off.
 * @param on a function for each event's name, called with its data; `open`, `alive`, `lost`, `refused` and `end` tell of the connection
 */
export function follow(path, on, { headers } = {}) {
  const abort = new AbortController();
  let last;
  let tries = 0;
  let watchdog;
  let running;

  async function connect() {
    running = new AbortController();
    abort.signal.addEventListener('abort', () => running.abort(), { once: true });
    const alive = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => running.abort(), 40000); // there is a heartbeat every 15 s: silence is a dead line
      on.alive?.();
    };
    alive();
    const response = await send('GET', path, {
      accept: 'text/event-stream', signal: running.signal,
      headers: { ...headers?.(), ...(last ? { 'Last-Event-ID': last } : {}) },
    });
    if (response.status === 204) {
      on.end?.();
      abort.abort();
      return;
    }
    on.open?.();
    tries = 0;
    await read(response, (event) => {
      last = event.id ?? last;
      if (event.event !== 'heartbeat' && event.data) on[event.event]?.(JSON.parse(event.data));
    }, alive);
  }

  async function keep() {
    while (!abort.signal.aborted) {
      try { await connect(); } catch (error) {
        if (abort.signal.aborted) return;
        if (error instanceof ApiProblem && [401, 403, 404, 410].includes(error.status)) {
          on.refused?.(error);
          return;
        }
        on.lost?.(error);
      } finally { clearTimeout(watchdog); }
      if (abort.signal.aborted) return;
      const pause = Math.min(15000, 500 * 2 ** tries++) * (0.7 + Math.random() * 0.6);
      await new Promise((done) => {
        const over = new AbortController(); // with it go those who listen
        const now = () => { clearTimeout(timer); over.abort(); done(); };
        const timer = setTimeout(now, pause);
        addEventListener('online', now, over);
        document.addEventListener('visibilitychange', () => { if (!document.hidden) now(); }, over);
      });
    }
  }

  keep();
  return () => abort.abort();
}
