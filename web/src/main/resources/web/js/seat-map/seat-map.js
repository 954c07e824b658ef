/** The seat map on a canvas: sections from afar, seats from near. Moves by mouse, wheel, touch and keyboard. */

import { FREE, HELD, BOOKED } from './statuses.js';
import { ACCESSIBLE, seatOf } from './hall.js';
import { SeatPixels } from './seat-pixels.js';

const NEAR = 4.6; // pixels a seat, from which on seats are drawn
const NUMBERED = 21; // … and their numbers
const MOST = 44;
const A_CLICK = 6; // pixels a pointer may move and still have clicked

/** Colours of price tiers: told apart by lightness too, in light and in dark. */
const TIERS = { light: ['#6d3be0', '#0b7fab', '#b8520a', '#11805a', '#b12a76', '#5f6f0f'], dark: ['#a88bff', '#4cc3ee', '#ff9d52', '#4fd3a0', '#f684c4', '#c2d24b'] };
export const tierColour = (tier, dark) => TIERS[dark ? 'dark' : 'light'][Math.max(0, tier) % 6];

const isDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
};

export class SeatMap {
  #canvas; #context; #hall; #statuses; #tierOf; #texts; #on;
  #scale = 1; #left = 0; #top = 0; #least = 1;
  #width = 0; #height = 0; #ratio = 1;
  #pixels = new SeatPixels();
  #asked = false; #sprites = new Map(); #spriteScale = 0; #dark = isDark(); #paths;
  #cursor = -1; #pointers = new Map(); #moved = 0; #pinch; #glide; #observer; #abort = new AbortController();

  /**
   * @param tierOf the number of a section's price tier, by the section's index
   * @param texts `{ stage, left(count), section(name) }`
   * @param on `{ pick(ordinal), standing(sectionIndex), look(ordinal, point), read(ordinal), readSection(index) }`
   */
  constructor(canvas, hall, statuses, { tierOf, texts, on }) {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d', { alpha: false });
    this.#hall = hall;
    this.#statuses = statuses;
    this.#tierOf = tierOf;
    this.#texts = texts;
    this.#on = on;
    this.picked = new Set();
    this.#paths = hall.sections.map(({ shape }) => {
      const path = new Path2D();
      shape.forEach(([x, y], index) => (index ? path.lineTo(x, y) : path.moveTo(x, y)));
      path.closePath();
      return path;
    });
    this.#observer = new ResizeObserver(() => this.#resize());
    this.#observer.observe(canvas);
    this.#listen();
    this.#resize();
  }

  close() {
    this.#observer.disconnect();
    this.#abort.abort();
    cancelAnimationFrame(this.#glide);
  }

  get isNear() { return this.#scale >= NEAR; }

  // ---- Where one looks

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    if (!width || !height) return;
    const first = !this.#width;
    const wasWhole = this.#scale <= this.#least * 1.01;
    this.#ratio = Math.min(2, devicePixelRatio || 1);
    [this.#width, this.#height] = [width, height];
    this.#canvas.width = width * this.#ratio;
    this.#canvas.height = height * this.#ratio;
    const { left, right, top, bottom } = this.#hall.bounds;
    this.#least = Math.min(width / (right - left), height / (bottom - top), 26);
    if (first || wasWhole) this.#show(this.#whole());
    else this.#clamp();
    this.draw();
  }

  #whole() {
    const { left, right, top, bottom } = this.#hall.bounds;
    const scale = this.#least;
    return { scale, left: (left + right) / 2 - this.#width / scale / 2, top: (top + bottom) / 2 - this.#height / scale / 2 };
  }

  #show({ scale, left, top }) { [this.#scale, this.#left, this.#top] = [scale, left, top]; }

  whole() { this.#fly(this.#whole()); }

  zoom(factor, x = this.#width / 2, y = this.#height / 2) {
    const scale = Math.min(MOST, Math.max(this.#least, this.#scale * factor));
    this.#left += x / this.#scale - x / scale;
    this.#top += y / this.#scale - y / scale;
    this.#scale = scale;
    this.#clamp();
    this.draw();
  }

  pan(dx, dy) {
    this.#left -= dx / this.#scale;
    this.#top -= dy / this.#scale;
    this.#clamp();
    this.draw();
  }

  #clamp() {
    const { left, right, top, bottom } = this.#hall.bounds;
    const clamp = (value, from, to, seen) => (to - from <= seen ? (from + to) / 2 - seen / 2 : Math.min(to - seen, Math.max(from, value)));
    const [wide, high] = [this.#width / this.#scale, this.#height / this.#scale];
    this.#left = clamp(this.#left, left - wide * 0.1, right + wide * 0.1, wide);
    this.#top = clamp(this.#top, top - high * 0.1, bottom + high * 0.1, high);
  }

  /** Goes there smoothly, or at once for who wants less motion. */
  #fly(to) {
    cancelAnimationFrame(this.#glide);
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) { this.#show(to); this.draw(); return; }
    const from = { scale: this.#scale, left: this.#left, top: this.#top };
    const centre = (view) => [view.left + this.#width / view.scale / 2, view.top + this.#height / view.scale / 2];
    const [[fromX, fromY], [toX, toY]] = [centre(from), centre(to)];
    const start = performance.now();
    const step = (now) => {
      const share = Math.min(1, (now - start) / 260);
      const eased = 1 - (1 - share) ** 3;
      const scale = from.scale * (to.scale / from.scale) ** eased;
      this.#show({ scale, left: fromX + (toX - fromX) * eased - this.#width / scale / 2, top: fromY + (toY - fromY) * eased - this.#height / scale / 2 });
      this.draw();
      if (share < 1) this.#glide = requestAnimationFrame(step);
    };
    this.#glide = requestAnimationFrame(step);
  }

  showSection(index) {
    const { bounds } = this.#hall.sections[index];
    const scale = Math.min(MOST * 0.6, Math.max(NEAR * 1.5, Math.min(this.#width / (bounds.right - bounds.left + 4), this.#height / (bounds.bottom - bounds.top + 4))));
    this.#fly({ scale, left: (bounds.left + bounds.right) / 2 - this.#width / scale / 2, top: (bounds.top + bounds.bottom) / 2 - this.#height / scale / 2 });
  }

  /** Brings a seat into view. */
  showSeat(ordinal) {
    const [x, y] = [this.#hall.x[ordinal], this.#hall.y[ordinal]];
    if (Number.isNaN(x)) return;
    const scale = Math.max(this.#scale, 16);
    this.#fly({ scale, left: x - this.#width / scale / 2, top: y - this.#height / scale / 2 });
  }

  // ---- Drawing

  /** Draws with the browser's next frame, once however often it is asked. */
  draw() {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => { this.#asked = false; this.paint(); });
  }

  /** Draws now. */
  paint() {
    const context = this.#context;
    const colours = this.#colours();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = colours.paper;
    context.fillRect(0, 0, this.#canvas.width, this.#canvas.height);
    const zoom = this.#scale * this.#ratio;
    context.setTransform(zoom, 0, 0, zoom, -this.#left * zoom, -this.#top * zoom);
    this.#stage(colours);
    const near = this.isNear;
    this.#hall.sections.forEach((section, index) => {
      if (this.#sees(section.bounds)) this.#section(section, index, near, colours);
    });
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (near) this.#seats(colours);
    this.#names(near, colours);
    this.#mark(colours);
  }

  #colours() {
    const dark = isDark();
    if (dark !== this.#dark) { this.#dark = dark; this.#sprites.clear(); }
    return dark
      ? { paper: '#17141d', ground: '#231f2b', edge: '#3a3446', ink: '#f1eef6', quiet: '#aca5b8', taken: '#3d3748', held: '#8a7f9c', yours: '#ffffff', onYours: '#1b1033', stage: '#2d2838', onTier: '#15111d' }
      : { paper: '#f6f3ef', ground: '#ffffff', edge: '#ddd6ce', ink: '#1b1722', quiet: '#5f5968', taken: '#d9d3cc', held: '#a79fae', yours: '#1b1722', onYours: '#ffffff', stage: '#e5dfd8', onTier: '#ffffff' };
  }

  #sees({ left, right, top, bottom }) {
    return right + 1 >= this.#left && left - 1 <= this.#left + this.#width / this.#scale
      && bottom + 1 >= this.#top && top - 1 <= this.#top + this.#height / this.#scale;
  }

  #stage(colours) {
    const { left, right, top, bottom } = this.#hall.stage;
    const context = this.#context;
    context.fillStyle = colours.stage;
    context.beginPath();
    context.roundRect(left, top, right - left, bottom - top, 1.2);
    context.fill();
    context.fillStyle = colours.quiet;
    context.font = `600 ${Math.min(1.9, (right - left) / 6)}px system-ui, sans-serif`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(this.#texts.stage, (left + right) / 2, (top + bottom) / 2 + 0.1);
  }

  #section(section, index, near, colours) {
    const context = this.#context;
    const path = this.#paths[index];
    const share = this.#statuses.freeIn[index] / section.capacity;
    context.lineJoin = 'round';
    context.lineWidth = section.seated ? 1.5 : 0.6;
    if (near && section.seated) {
      context.strokeStyle = context.fillStyle = colours.ground;
      context.stroke(path);
      context.fill(path);
      return;
    }
    const colour = share > 0 ? tierColour(this.#tierOf(index), this.#dark) : colours.taken;
    context.strokeStyle = context.fillStyle = colours.ground;
    context.stroke(path);
    context.fill(path);
    // The fuller a section is, the paler.
    context.globalAlpha = share > 0 ? 0.35 + 0.6 * share : 0.9;
    context.strokeStyle = context.fillStyle = colour;
    context.stroke(path);
    context.fill(path);
    context.globalAlpha = 1;
  }

  #seats(colours) {
    const { x, y, flags, rows } = this.#hall;
    const of = this.#statuses.of;
    const zoom = this.#scale * this.#ratio;
    const size = Math.max(2, Math.round(zoom * 0.8));
    if (this.#spriteScale !== size) { this.#sprites.clear(); this.#spriteScale = size; }
    const half = size / 2 + 1;
    const [left, top, right, bottom] = [this.#left - 1, this.#top - 1, this.#left + this.#width / this.#scale + 1, this.#top + this.#height / this.#scale + 1];
    const picked = this.picked;
    const pixels = this.#pixels;
    const visible = rows.filter(({ bounds }) => bounds.right >= left && bounds.left <= right && bounds.bottom >= top && bounds.top <= bottom);
    pixels.begin(this.#canvas.width, this.#canvas.height);
    const [offsetX, offsetY] = [this.#left * zoom + half, this.#top * zoom + half];
    const [yours, held, taken] = ['yours', 'held', 'taken'].map((name) => this.#sprite(name, size, colours));
    for (const row of visible) {
      const sprites = [this.#sprite(`t${this.#tierOf(row.section) % 6}`, size, colours), held, taken, taken];
      const end = row.first + row.seats.length;
      for (let ordinal = row.first; ordinal < end; ordinal++) {
        const seatX = x[ordinal];
        const seatY = y[ordinal];
        if (seatX < left || seatX > right || seatY < top || seatY > bottom) continue;
        const sprite = picked.size && picked.has(ordinal) ? yours : sprites[of[ordinal]];
        pixels.copy(sprite, (seatX * zoom - offsetX) | 0, (seatY * zoom - offsetY) | 0);
      }
    }
    pixels.show(this.#context);
    if (this.#scale >= NUMBERED) visible.forEach((row) => this.#numbers(row, colours, zoom));
    else if (this.#scale >= 9) visible.forEach((row) => this.#wheelchairs(row, flags, colours, zoom));
  }

  #numbers(row, colours, zoom) {
    const context = this.#context;
    const { x, y, flags } = this.#hall;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.font = `600 ${Math.round(zoom * 0.34)}px system-ui, sans-serif`;
    row.seats.forEach((seat, index) => {
      const ordinal = row.first + index;
      const status = this.#statuses.of[ordinal];
      context.fillStyle = this.picked.has(ordinal) ? colours.onYours : status === FREE ? colours.onTier : colours.quiet;
      context.fillText(flags[ordinal] & ACCESSIBLE ? '♿' : seat.number, (x[ordinal] - this.#left) * zoom, (y[ordinal] - this.#top) * zoom);
    });
    context.fillStyle = colours.quiet;
    const gap = zoom * 0.95;
    context.fillText(row.name, (x[row.first] - this.#left) * zoom - gap, (y[row.first] - this.#top) * zoom);
    const last = row.first + row.seats.length - 1;
    context.fillText(row.name, (x[last] - this.#left) * zoom + gap, (y[last] - this.#top) * zoom);
  }

  #wheelchairs(row, flags, colours, zoom) {
    const context = this.#context;
    for (let ordinal = row.first; ordinal < row.first + row.seats.length; ordinal++) {
      if (!(flags[ordinal] & ACCESSIBLE)) continue;
      context.fillStyle = this.picked.has(ordinal) ? colours.onYours : colours.onTier;
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.font = `${Math.round(zoom * 0.5)}px system-ui, sans-serif`;
      context.fillText('♿', (this.#hall.x[ordinal] - this.#left) * zoom, (this.#hall.y[ordinal] - this.#top) * zoom);
    }
  }

  /** The pixels of a seat, drawn once for each look and size. */
  #sprite(name, size, colours) {
    const known = this.#sprites.get(name);
    if (known) return known;
    const sprite = document.createElement('canvas');
    sprite.width = sprite.height = size + 2;
    const context = sprite.getContext('2d', { willReadFrequently: true });
    const middle = size / 2 + 1;
    context.fillStyle = name[0] === 't' && name !== 'taken' ? tierColour(Number(name[1]), this.#dark) : colours[name];
    context.beginPath();
    if (name === 'taken') context.arc(middle, middle, Math.max(0.8, size * 0.2), 0, 7);
    else if (name === 'held') { context.arc(middle, middle, Math.max(1, size * 0.34), 0, 7); }
    else context.roundRect(1, 1, size, size, size * 0.34);
    context.fill();
    if (name === 'held' && size > 7) { context.fillStyle = colours.ground; context.beginPath(); context.arc(middle, middle, size * 0.17, 0, 7); context.fill(); }
    if (name === 'yours' && size > 7) {
      context.strokeStyle = colours.onYours;
      context.lineWidth = Math.max(1.2, size * 0.13);
      if (this.#scale < NUMBERED) {
        context.beginPath();
        context.moveTo(middle - size * 0.22, middle);
        context.lineTo(middle - size * 0.05, middle + size * 0.18);
        context.lineTo(middle + size * 0.25, middle - size * 0.18);
        context.stroke();
      }
    }
    const pixels = SeatPixels.of(sprite);
    this.#sprites.set(name, pixels);
    return pixels;
  }

  #names(near, colours) {
    const context = this.#context;
    const zoom = this.#scale * this.#ratio;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    this.#hall.sections.forEach((section, index) => {
      if (!this.#sees(section.bounds) || (near && section.seated)) return;
      const [x, y] = [(section.middle[0] - this.#left) * zoom, (section.middle[1] - this.#top) * zoom];
      const free = this.#statuses.freeIn[index];
      const size = Math.min(17, Math.max(11, (section.bounds.right - section.bounds.left) * this.#scale / 12)) * this.#ratio;
      const width = (section.bounds.right - section.bounds.left) * zoom;
      context.font = `700 ${size}px system-ui, sans-serif`;
      const name = this.#texts.section(section.name);
      if (context.measureText(name).width > width * 1.05) return;
      const pale = free / section.capacity < 0.45;
      context.fillStyle = free ? (pale && !this.#dark ? colours.ink : pale ? colours.ink : colours.onTier) : colours.quiet;
      context.fillText(name, x, y - size * 0.5);
      context.font = `500 ${size * 0.82}px system-ui, sans-serif`;
      context.fillText(this.#texts.left(free), x, y + size * 0.62);
    });
  }

  /** Where the keyboard is. */
  #mark(colours) {
    if (this.#cursor < 0 || document.activeElement !== this.#canvas) return;
    const zoom = this.#scale * this.#ratio;
    const [x, y] = [(this.#hall.x[this.#cursor] - this.#left) * zoom, (this.#hall.y[this.#cursor] - this.#top) * zoom];
    const context = this.#context;
    context.strokeStyle = colours.ink;
    context.lineWidth = 2.5 * this.#ratio;
    context.beginPath();
    context.arc(x, y, Math.max(8 * this.#ratio, zoom * 0.72), 0, 7);
    context.stroke();
  }

  // ---- Hands and keys

  #listen() {
    const canvas = this.#canvas;
    const on = (name, listener, options) => canvas.addEventListener(name, listener, { signal: this.#abort.signal, ...options });
    on('pointerdown', (event) => this.#down(event));
    on('pointermove', (event) => this.#move(event));
    for (const name of ['pointerup', 'pointercancel']) on(name, (event) => this.#up(event));
    on('pointerleave', () => this.#on.look(-1));
    on('wheel', (event) => {
      event.preventDefault();
      cancelAnimationFrame(this.#glide);
      this.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0018)), event.offsetX, event.offsetY);
    }, { passive: false });
    on('keydown', (event) => this.#key(event));
    on('focus', () => this.draw());
    on('blur', () => this.draw());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.draw(), { signal: this.#abort.signal });
    addEventListener('themechange', () => this.draw(), { signal: this.#abort.signal });
  }

  #down(event) {
    cancelAnimationFrame(this.#glide);
    this.#canvas.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    if (this.#pointers.size === 1) this.#moved = 0;
    this.#pinch = undefined;
  }

  #move(event) {
    const before = this.#pointers.get(event.pointerId);
    if (!before) { this.#hover(event); return; }
    const now = { x: event.offsetX, y: event.offsetY };
    this.#pointers.set(event.pointerId, now);
    if (this.#pointers.size === 1) {
      this.#moved += Math.hypot(now.x - before.x, now.y - before.y);
      if (this.#moved > A_CLICK) { this.#on.look(-1); this.pan(now.x - before.x, now.y - before.y); }
      return;
    }
    this.#moved = Infinity;
    const [one, other] = this.#pointers.values();
    const pinch = { distance: Math.hypot(one.x - other.x, one.y - other.y), x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
    if (this.#pinch) {
      this.pan(pinch.x - this.#pinch.x, pinch.y - this.#pinch.y);
      this.zoom(pinch.distance / this.#pinch.distance, pinch.x, pinch.y);
    }
    this.#pinch = pinch;
  }

  #up(event) {
    const known = this.#pointers.delete(event.pointerId);
    this.#pinch = undefined;
    if (known && event.type === 'pointerup' && this.#moved <= A_CLICK && !this.#pointers.size) this.#click(event.offsetX, event.offsetY);
  }

  #hover(event) {
    if (event.pointerType === 'touch') return;
    const ordinal = this.isNear ? this.seatAt(event.offsetX, event.offsetY) : -1;
    this.#canvas.style.setProperty('cursor', ordinal >= 0 ? 'pointer' : 'grab');
    this.#on.look(ordinal, { x: event.offsetX, y: event.offsetY });
  }

  #click(x, y) {
    const ordinal = this.isNear ? this.seatAt(x, y) : -1;
    if (ordinal >= 0) {
      this.#cursor = ordinal;
      this.#on.pick(ordinal);
      this.draw();
      return;
    }
    const section = this.#sectionAt(x, y);
    if (section < 0) return;
    if (this.#hall.sections[section].seated) { if (!this.isNear) this.showSection(section); }
    else this.#on.standing(section);
  }

  /** The seat at a point of the canvas, or -1. */
  seatAt(x, y) {
    const [seatX, seatY] = [this.#left + x / this.#scale, this.#top + y / this.#scale];
    let nearest = -1;
    let distance = Math.max(0.62, 9 / this.#scale);
    for (const row of this.#hall.rows) {
      const { bounds } = row;
      if (seatX < bounds.left - 1 || seatX > bounds.right + 1 || seatY < bounds.top - 1 || seatY > bounds.bottom + 1) continue;
      for (let ordinal = row.first; ordinal < row.first + row.seats.length; ordinal++) {
        const away = Math.hypot(this.#hall.x[ordinal] - seatX, this.#hall.y[ordinal] - seatY);
        if (away < distance) { distance = away; nearest = ordinal; }
      }
    }
    return nearest;
  }

  #sectionAt(x, y) {
    const zoom = this.#scale * this.#ratio;
    this.#context.setTransform(zoom, 0, 0, zoom, -this.#left * zoom, -this.#top * zoom);
    const found = this.#paths.findIndex((path) => this.#context.isPointInPath(path, x * this.#ratio, y * this.#ratio));
    this.#context.setTransform(1, 0, 0, 1, 0, 0);
    return found;
  }

  /** Where a seat is on the canvas. */
  pointOf(ordinal) {
    return { x: (this.#hall.x[ordinal] - this.#left) * this.#scale, y: (this.#hall.y[ordinal] - this.#top) * this.#scale };
  }

  #key(event) {
    const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (directions[event.key]) {
      event.preventDefault();
      this.#step(...directions[event.key]);
    } else if (['+', '='].includes(event.key)) this.zoom(1.35);
    else if (event.key === '-') this.zoom(1 / 1.35);
    else if (event.key === '0') this.whole();
    else if ((event.key === 'Enter' || event.key === ' ') && this.#cursor >= 0) {
      event.preventDefault();
      this.#on.pick(this.#cursor);
      this.draw();
    }
  }

  /** To the next seat that way; the first step goes to the first free one. */
  #step(dx, dy) {
    const { x, y } = this.#hall;
    if (this.#cursor < 0) {
      const visible = (ordinal) => x[ordinal] >= this.#left && x[ordinal] <= this.#left + this.#width / this.#scale && y[ordinal] >= this.#top;
      const free = [...this.#statuses.of.keys()].filter((ordinal) => this.#statuses.of[ordinal] === FREE && !Number.isNaN(x[ordinal]));
      this.#cursor = free.find(visible) ?? free[0] ?? -1;
    } else {
      let best = -1;
      let least = Infinity;
      for (let ordinal = 0; ordinal < this.#hall.total; ordinal++) {
        if (ordinal === this.#cursor) continue;
        const [awayX, awayY] = [x[ordinal] - x[this.#cursor], y[ordinal] - y[this.#cursor]];
        const along = awayX * dx + awayY * dy;
        if (!(along > 0.2)) continue;
        const cost = along + 3.2 * Math.abs(awayX * dy) + 3.2 * Math.abs(awayY * dx);
        if (cost < least) { least = cost; best = ordinal; }
      }
      if (best >= 0) this.#cursor = best;
    }
    if (this.#cursor < 0) return;
    const point = this.pointOf(this.#cursor);
    if (this.#scale < 12 || point.x < 30 || point.y < 30 || point.x > this.#width - 30 || point.y > this.#height - 30) this.showSeat(this.#cursor);
    this.#on.read(this.#cursor);
    this.draw();
  }
}

export { FREE, HELD, BOOKED, seatOf };
