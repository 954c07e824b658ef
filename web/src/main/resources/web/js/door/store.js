/** What a door keeps for when there is no network: guest lists, keys, and scans not told yet (IndexedDB). */

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

const table = async (name, mode) => (await open()).transaction(name, mode).objectStore(name);

/** Guest lists and keys; scans stay until the platform was told. */
export const forgetLists = async () => asked((await table('kept', 'readwrite')).clear());

export const store = {
  get: async (key) => asked((await table('kept', 'readonly')).get(key)),
  put: async (key, value) => asked((await table('kept', 'readwrite')).put(value, key)),
  scans: async () => asked((await table('scans', 'readonly')).getAll()),
  addScan: async (scan) => asked((await table('scans', 'readwrite')).put(scan)),
  removeScan: async (nonce) => asked((await table('scans', 'readwrite')).delete(nonce)),
};
