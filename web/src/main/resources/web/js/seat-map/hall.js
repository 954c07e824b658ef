/** Where the places of a hall are: the seat map's JSON as flat arrays, so that 60,000 of them are quick to draw. */

export const ACCESSIBLE = 1;
export const RESTRICTED = 2;
export const COMPANION = 4;

const GAP = 3;
const STAGE_DISTANCE = 4;

const overlaps = (a, b) => {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return false;
  const smaller = Math.min((a.right - a.left) * (a.bottom - a.top), (b.right - b.left) * (b.bottom - b.top));
  return width * height > 0.2 * smaller;
};

function boundsOf(points) {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const [x, y] of points) {
    bounds.left = Math.min(bounds.left, x);
    bounds.right = Math.max(bounds.right, x);
    bounds.top = Math.min(bounds.top, y);
    bounds.bottom = Math.max(bounds.bottom, y);
  }
  return bounds;
}

const seatsOf = (section) => section.rows.flatMap((row) => row.seats);

/** The size of a block for people who stand. */
function standing(capacity, width) {
  const across = Math.min(width, Math.max(12, Math.sqrt(capacity) * 1.6));
  return { across, deep: Math.min(26, Math.max(4, capacity * 0.45 / across)) };
}

/** Plans that only say how many rows there are put every section at the same place: those stand behind each other, in arcs. */
function arrange(sections) {
  const seated = sections.filter((section) => section.rows.length).map((section) => boundsOf(seatsOf(section).map(({ x, y }) => [x, y])));
  const drawn = !seated.some((bounds, index) => seated.slice(index + 1).some((other) => overlaps(bounds, other)));
  const widest = Math.max(30, ...seated.map(({ left, right }) => right - left));
  if (drawn && seated.length > 1) {
    const all = boundsOf(seated.flatMap(({ left, top, right, bottom }) => [[left, top], [right, bottom]]));
    let front = all.top - GAP;
    let back = all.bottom + GAP;
    const middle = (all.left + all.right) / 2;
    return sections.map((section, index) => {
      if (section.rows.length) return { place: (x, y) => [x, y] };
      const { across, deep } = standing(section.capacity, all.right - all.left);
      const behind = sections.slice(0, index).some(({ rows }) => rows.length);
      const top = behind ? back : front - deep;
      if (behind) back += deep + GAP; else front = top - GAP;
      return { place: (x, y) => [middle + x, top + y], across, deep };
    });
  }
  const radius = Math.max(24, widest / 1.5);
  const bend = (x, depth) => { const r = radius + depth; return [r * Math.sin(x / r), r * Math.cos(x / r)]; };
  let depth = 0;
  return sections.map((section) => {
    const from = depth;
    if (!section.rows.length) {
      const block = standing(section.capacity, widest * 0.9);
      depth += block.deep + GAP;
      return { place: (x, y) => bend(x, from + y), ...block };
    }
    const bounds = boundsOf(seatsOf(section).map(({ x, y }) => [x, y]));
    const middle = (bounds.left + bounds.right) / 2;
    depth += bounds.bottom - bounds.top + 1 + GAP;
    return { place: (x, y) => bend(x - middle, from + y - bounds.top) };
  });
}

/** An outline along the first row, the ends of the others, and the last. */
function outline(rows) {
  if (rows.length === 1) return rows[0];
  const middle = rows.slice(1, -1);
  return [...rows[0], ...middle.map((row) => row.at(-1)), ...[...rows.at(-1)].reverse(), ...middle.map((row) => row[0]).reverse()];
}

/** @param map what `GET /events/{eventId}/seat-map` answers */
export function hallOf(map) {
  const hall = {
    total: map.total,
    x: new Float32Array(map.total).fill(NaN),
    y: new Float32Array(map.total).fill(NaN),
    flags: new Uint8Array(map.total),
    sectionOf: new Uint16Array(map.total),
    rows: [],
    sections: [],
  };
  const arranged = arrange(map.sections);
  map.sections.forEach((section, index) => {
    const { place, across, deep } = arranged[index];
    hall.sectionOf.fill(index, section.firstOrdinal, section.firstOrdinal + section.capacity);
    let shape;
    if (section.rows.length) {
      let ordinal = section.firstOrdinal;
      const lines = section.rows.map((row) => {
        const first = ordinal;
        const points = row.seats.map((seat) => {
          const [x, y] = place(seat.x, seat.y);
          hall.x[ordinal] = x;
          hall.y[ordinal] = y;
          hall.flags[ordinal] = (seat.accessible ? ACCESSIBLE : 0) | (seat.restrictedView ? RESTRICTED : 0) | (seat.companionOf ? COMPANION : 0);
          ordinal++;
          return [x, y];
        });
        hall.rows.push({ section: index, name: row.name, first, seats: row.seats, bounds: boundsOf(points) });
        return points;
      });
      shape = outline(lines);
    } else {
      const steps = 24;
      const edge = (y) => Array.from({ length: steps + 1 }, (_, step) => place((step / steps - 0.5) * across, y));
      shape = outline([edge(0), edge(deep)]);
    }
    const bounds = boundsOf(shape);
    hall.sections.push({ name: section.name, kind: section.kind, first: section.firstOrdinal, capacity: section.capacity, seated: section.rows.length > 0,
      shape, bounds, middle: middleOf(shape, bounds) });
  });
  const all = boundsOf(hall.sections.flatMap(({ bounds }) => [[bounds.left, bounds.top], [bounds.right, bounds.bottom]]));
  const focal = map.focalPoint;
  const middle = focal && Number.isFinite(focal.x) && focal.y <= all.top ? focal.x : (all.left + all.right) / 2;
  const across = Math.max(10, Math.min(60, (all.right - all.left) * 0.34));
  hall.stage = { left: middle - across / 2, right: middle + across / 2, top: all.top - STAGE_DISTANCE - 3, bottom: all.top - STAGE_DISTANCE };
  hall.bounds = { left: all.left - 2, right: all.right + 2, top: hall.stage.top - 1, bottom: all.bottom + 2 };
  return hall;
}

/** A point inside a shape for its name: in arcs the middle of the bounds can lie outside. */
function middleOf(shape, bounds) {
  const x = (bounds.left + bounds.right) / 2;
  const crossings = [];
  shape.forEach(([x1, y1], index) => {
    const [x2, y2] = shape[(index + 1) % shape.length];
    if ((x1 <= x) !== (x2 <= x)) crossings.push(y1 + (x - x1) / (x2 - x1) * (y2 - y1));
  });
  crossings.sort((a, b) => a - b);
  return crossings.length >= 2 ? [x, (crossings[0] + crossings[1]) / 2] : [x, (bounds.top + bounds.bottom) / 2];
}

/** The row and seat of an ordinal; undefined where people stand. */
export function seatOf(hall, ordinal) {
  let [low, high] = [0, hall.rows.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = hall.rows[middle];
    if (ordinal < row.first) high = middle - 1;
    else if (ordinal >= row.first + row.seats.length) low = middle + 1;
    else return { row: row.name, ...row.seats[ordinal - row.first] };
  }
  return undefined;
}
