/** A picture for an event that has none: its own colours and pattern, always the same. */

import { h, svg } from './dom.js';

function hash(text) {
  let value = 2166136261;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619);
  return value >>> 0;
}

const PATTERNS = {
  MUSIC: (r) => Array.from({ length: 5 }, (_, i) => svg('circle', { cx: 70 + r(60), cy: 15 + r(30), r: 12 + i * 16, fill: 'none', stroke: '#fff', 'stroke-width': 2 + r(5), opacity: 0.34 - i * 0.05 })),
  SPORTS: (r) => Array.from({ length: 7 }, (_, i) => svg('path', { d: `M${-30 + i * 32 + r(9)} 100 L${20 + i * 32 + r(9)} 0`, stroke: '#fff', 'stroke-width': 3 + r(9), opacity: 0.2 })),
  ARTS: (r) => Array.from({ length: 6 }, (_, i) => svg('path', { d: `M${i * 30 - 8} 0 q${9 + r(14)} 50 0 100`, stroke: '#fff', 'stroke-width': 11, fill: 'none', opacity: 0.1 + r(14) / 100 })),
  FAMILY: (r) => Array.from({ length: 14 }, () => svg('circle', { cx: r(160), cy: r(100), r: 4 + r(13), fill: '#fff', opacity: 0.13 + r(14) / 100 })),
  COMEDY: (r) => Array.from({ length: 6 }, (_, i) => svg('path', { d: `M${20 + r(100)} ${12 + i * 15} q15 ${9 + r(13)} 30 0`, stroke: '#fff', 'stroke-width': 4, 'stroke-linecap': 'round', fill: 'none', opacity: 0.33 })),
  OTHER: (r) => Array.from({ length: 8 }, () => svg('rect', { x: r(150), y: r(90), width: 10 + r(34), height: 10 + r(34), rx: 5, fill: '#fff', opacity: 0.11, transform: `rotate(${r(90)} 80 50)` })),
};

export function poster(event, className = 'poster') {
  let state = hash(event.id + event.name);
  const hue = state % 360;
  const random = (below) => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return Math.floor(state / 4294967296 * below); };
  const image = event.images?.find(({ width }) => width >= 500) ?? event.images?.[0];
  return h('div', { class: className, style: { '--hue': String(hue) }, 'aria-hidden': image?.alt ? undefined : 'true' },
    svg('svg', { viewBox: '0 0 160 100', preserveAspectRatio: 'xMidYMid slice', 'aria-hidden': 'true' }, (PATTERNS[event.category] ?? PATTERNS.OTHER)(random)),
    image && h('img', { src: image.url, alt: image.alt ?? '', loading: 'lazy', decoding: 'async', onerror: (failed) => failed.target.remove() }));
}
