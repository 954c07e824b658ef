/** Verifies a place in a draw from what everybody may read and one's own receipt. Needs nothing but this file. */

const bytes = hex => Uint8Array.from(hex.match(/../g) ?? [], pair => parseInt(pair, 16));
const hex = array => Array.from(array, byte => byte.toString(16).padStart(2, '0')).join('');
const join = (...parts) => Uint8Array.from(parts.flatMap(part => [...part]));
const sha256 = async data => new Uint8Array(await crypto.subtle.digest('SHA-256', data));
const eight = number => new Uint8Array(new BigUint64Array([BigInt(number)]).buffer).reverse();

/** Whether `path` leads from `leaf`, the one with `index` of `size`, to `root` (RFC 9162, 2.1.3.2). */
async function proves(leaf, index, size, path, root) {
  let [node, here, last] = [leaf, index, size - 1];
  for (const beside of path.map(bytes)) {
    if (last === 0) return false;
    if (here % 2 === 1 || here === last) {
      node = await sha256(join([1], beside, node));
      while (here % 2 === 0 && here !== 0) [here, last] = [here / 2, Math.floor(last / 2)];
    } else {
      node = await sha256(join([1], node, beside));
    }
    [here, last] = [Math.floor(here / 2), Math.floor(last / 2)];
  }
  return index < size && last === 0 && hex(node) === root;
}

/** Where `key` puts the lot with `index` of `size`: feistel-sha256-8-rounds-cycle-walking. */
async function draw(key, index, size) {
  const half = Math.max(1, Math.ceil(Math.ceil(Math.log2(Math.max(2, size))) / 2));
  const width = 2 ** half;
  do {
    let [left, right] = [Math.floor(index / width), index % width];
    for (let round = 0; round < 8; round++) {
      const mixed = new DataView((await sha256(join(key, [round], eight(right)))).buffer).getUint32(4);
      [left, right] = [right, (left ^ mixed % width) >>> 0];
    }
    index = left * width + right;
  } while (index >= size);
  return index;
}

/**
 * @param promised what `GET …/queue/draw` said before, or what others were told; who takes part is settled once it has a key
 * @param drawn what it says now
 * @param receipt one's own, `GET …/queue/draw/receipt`
 * @returns what is wrong; empty where the draw is as it was promised
 */
export async function verify(promised, drawn, receipt) {
  const wrong = [];
  for (const name of ['algorithm', 'base', 'keyHash', ...promised.key ? ['entrants', 'merkleRoot', 'key'] : []]) {
    if (name in promised && promised[name] !== drawn[name]) wrong.push(`${name} is not what was promised`);
  }
  if (hex(await sha256(bytes(drawn.key ?? ''))) !== drawn.keyHash) wrong.push('the key is not the one that was promised');
  const leaf = await sha256(join([0], eight(receipt.lot), bytes(receipt.entrant)));
  if (!await proves(leaf, receipt.index, drawn.entrants, receipt.path, drawn.merkleRoot)) {
    wrong.push('your lot is not, or not at this number, among those that were drawn');
  } else if (await draw(bytes(drawn.key), receipt.index, drawn.entrants) + 1 !== receipt.place) {
    wrong.push('the key puts your lot elsewhere');
  }
  return wrong;
}
