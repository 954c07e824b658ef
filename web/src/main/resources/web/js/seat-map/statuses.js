/** Which place is free: two bits each on the wire, a byte each here, and counts by section. */

export const FREE = 0;
export const HELD = 1;
export const BOOKED = 2;
export const NOT_FOR_SALE = 3;

export class Statuses {
  constructor(hall) {
    this.hall = hall;
    this.of = new Uint8Array(hall.total).fill(NOT_FOR_SALE);
    this.freeIn = hall.sections.map(() => 0);
    this.free = 0;
    this.version = 0;
  }

  /** All of them, from `GET …/availability` or the event `snapshot`. */
  take(availability) {
    const bytes = atob(availability.statuses);
    for (let ordinal = 0; ordinal < this.of.length; ordinal++) {
      this.of[ordinal] = (bytes.charCodeAt(ordinal >> 2) >> ((ordinal & 3) * 2)) & 3;
    }
    this.version = availability.version;
    this.freeIn.fill(0);
    for (let ordinal = 0; ordinal < this.of.length; ordinal++) if (this.of[ordinal] === FREE) this.freeIn[this.hall.sectionOf[ordinal]]++;
    this.free = this.freeIn.reduce((sum, count) => sum + count, 0);
  }

  /** Some of them, from the event `seats`. */
  change({ version, changes }) {
    for (const [ordinal, status] of changes) {
      const before = this.of[ordinal];
      if (before === status) continue;
      this.of[ordinal] = status;
      const difference = (status === FREE) - (before === FREE);
      this.freeIn[this.hall.sectionOf[ordinal]] += difference;
      this.free += difference;
    }
    this.version = version;
  }
}
