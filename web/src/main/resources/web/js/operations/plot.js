/** A plot over the last hour, by uPlot. */

import { config } from '../config.js';
import { h } from '../dom.js';
import { number, time } from '../i18n.js';

let loading;
function library() {
  loading ??= import(`${config.assets}/lib/uplot.js`).then((module) => {
    document.head.append(h('link', { rel: 'stylesheet', href: `${config.assets}/lib/uplot.css` }));
    return module.default;
  });
  return loading;
}


/** A colour as it is now: `light-dark()` is no colour for a canvas. */
function resolved(name) {
  const probe = h('span', { hidden: true, style: { color: `var(${name})` } });
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

/** @returns `{ element, show(times, values) }` */
export async function plot(label, unit) {
  const UPlot = await library();
  const element = h('figure', { class: 'plot card' }, h('figcaption', {}, h('span', {}, label), h('strong', { class: 'number' })), h('div', { class: 'plot-canvas', 'aria-hidden': 'true' }));
  const place = element.querySelector('.plot-canvas');
  const now = element.querySelector('strong');
  let drawn;

  function make(data) {
    const ink = resolved('--quiet');
    const line = resolved('--accent');
    const grid = { stroke: resolved('--line'), width: 1 };
    return new UPlot({
      width: place.clientWidth || 320, height: 130, cursor: { show: false }, legend: { show: false },
      scales: { y: { range: (_, least, most) => [0, Math.max(1, most * 1.15)] } },
      axes: [{ stroke: ink, grid: { show: false }, ticks: { show: false }, size: 26, values: (_, at) => at.map((seconds) => time(seconds * 1000)), space: 70 },
        { stroke: ink, grid, ticks: { show: false }, size: 46, values: (_, at) => at.map((value) => number(value, { notation: 'compact' })), space: 36 }],
      series: [{}, { stroke: line, width: 2, fill: `color-mix(in srgb, ${line} 14%, transparent)`, points: { show: false }, spanGaps: false }],
    }, data, place);
  }

  const resize = new ResizeObserver(() => drawn?.setSize({ width: place.clientWidth, height: 130 }));
  resize.observe(place);
  return {
    element,
    show(times, values) {
      const last = values.at(-1);
      now.textContent = last === null || last === undefined ? '–' : `${number(last, { maximumFractionDigits: last < 10 ? 1 : 0 })}${unit ? ` ${unit}` : ''}`;
      const data = [times.map((instant) => Date.parse(instant) / 1000), values];
      if (times.length < 2) return;
      if (drawn) drawn.setData(data); else drawn = make(data);
    },
    redraw() { drawn?.destroy(); drawn = undefined; },
    close() { resize.disconnect(); drawn?.destroy(); },
  };
}
