/** What a door keeps for when there is no network: guest lists, keys, what it knows of tickets, and scans not told yet (IndexedDB). */

const asked = (request) => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error); });

let opened;
function open() {
  opened ??= new Promise((done, failed) => {
    const request = indexedDB.open('boxoffice-door', 1);
    request.onupgradeneeded = () => { request.result.createObjectStore('kept'); request.result.createObjectStore('scans', { keyPath: 'nonce' }); };
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  return opened;
}

async function within(name, mode, work) {
  const connection = open();
  const once = async () => asked(work((await open()).transaction(name, mode).objectStore(name)));
  try { return await once(); } catch (error) {
    // Browsers cut connections, iOS above all when a page was in the background; whatever is asked here may be asked twice.
    console.warn(error);
    connection.then((database) => database.close(), () => {});
    if (opened === connection) opened = undefined;
    return once();
  }
}

const passKey = (eventId, ticketId = '') => `passed.${eventId}.${ticketId}`;

/** Guest lists, keys, and what is known of tickets; scans stay until the platform was told. */
export const forgetLists = async () => within('kept', 'readwrite', (table) => table.clear());

export const store = {
  get: async (key) => within('kept', 'readonly', (table) => table.get(key)),
  put: async (key, value) => within('kept', 'readwrite', (table) => table.put(value, key)),
  passes: async (eventId) => within('kept', 'readonly', (table) => table.getAll(IDBKeyRange.bound(passKey(eventId), passKey(eventId, '\uffff')))),
  putPass: async (eventId, pass) => within('kept', 'readwrite', (table) => table.put(pass, passKey(eventId, pass.ticketId))),
  removePass: async (eventId, ticketId) => within('kept', 'readwrite', (table) => table.delete(passKey(eventId, ticketId))),
  scans: async () => within('scans', 'readonly', (table) => table.getAll()),
  addScan: async (scan) => within('scans', 'readwrite', (table) => table.put(scan)),
  removeScan: async (nonce) => within('scans', 'readwrite', (table) => table.delete(nonce)),
};
