/** Makes elements. Texts are always text, never markup. */

const SVG = 'http://www.w3.org/2000/svg';

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== undefined && child !== null && child !== false) element.append(child);
  }
  return element;
}

function set(element, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
  else if (name === 'class') element.setAttribute('class', value);
  else if (name === 'style') for (const [property, wanted] of Object.entries(value)) element.style.setProperty(property, wanted);
  else if (name === 'dataset') Object.assign(element.dataset, value);
  else if (['value', 'checked', 'disabled', 'hidden', 'selected', 'textContent', 'indeterminate'].includes(name)) element[name] = value;
  else element.setAttribute(name, value === true ? '' : value);
}

/** `h('a', { href: '/' }, 'Home')` */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  return append(element, children);
}

export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  return append(element, children);
}

/** Replaces what is in an element. */
export function fill(element, ...children) {
  element.replaceChildren();
  return append(element, children);
}

/** Like `fill`; the focus stays where it was if that is there again, by its id, name and label. */
export function refill(element, ...children) {
  const focused = element.contains(document.activeElement) ? document.activeElement : undefined;
  const alike = () => [...element.querySelectorAll(focused.localName)]
    .filter((other) => ['id', 'name', 'aria-label'].every((name) => other.getAttribute(name) === focused.getAttribute(name)));
  const index = focused ? alike().indexOf(focused) : -1;
  fill(element, ...children);
  if (index >= 0) alike()[index]?.focus({ preventScroll: true });
  return element;
}

const ICONS = {
  search: 'M10.500 4a6.500 6.500 0 1 0 4 11.600l4.200 4.200 1.400-1.400-4.200-4.200A6.500 6.500 0 0 0 10.500 4m0 2a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9',
  plus: 'M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z',
  minus: 'M5 11h14v2H5z',
  whole: 'M4 4h6v2H6v4H4zm10 0h6v6h-2V6h-4zM4 14h2v4h4v2H4zm14 0h2v6h-6v-2h4z',
  close: 'm6.400 5 5.600 5.600L17.600 5 19 6.400 13.400 12l5.600 5.600-1.400 1.400-5.600-5.600L6.400 19 5 17.600l5.600-5.600L5 6.400z',
  ticket: 'M3 7.500A1.500 1.500 0 0 1 4.500 6h15A1.500 1.500 0 0 1 21 7.500V10a2 2 0 0 0 0 4v2.500a1.500 1.500 0 0 1-1.500 1.500h-15A1.500 1.500 0 0 1 3 16.500V14a2 2 0 0 0 0-4zm11.500.500v1.500h1.500V8zm0 3.250v1.500h1.500v-1.500zm0 3.250V16h1.500v-1.500z',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m0 2a7 7 0 1 1 0 14 7 7 0 0 1 0-14m-1 2v5.400l3.800 2.300 1-1.700-2.800-1.700V7z',
  check: 'm9.500 17.600-5-5L6 11.200l3.500 3.500L18 6.200l1.500 1.400z',
  cross: 'm6.400 5 5.600 5.600L17.600 5 19 6.400 13.400 12l5.600 5.600-1.400 1.400-5.600-5.600L6.400 19 5 17.600l5.600-5.600L5 6.400z',
  accessible: 'M11 2.500a2 2 0 1 1 0 4 2 2 0 0 1 0-4M10 8h2v4h5l2.600 5.200-1.800.900L15.800 14H10zm-1.500 2.900v2.200a4.500 4.500 0 1 0 6.200 5.900l.900 1.800A6.500 6.500 0 1 1 8.500 10.900',
  pin: 'M12 2.500a7 7 0 0 1 7 7c0 4.700-7 12-7 12s-7-7.300-7-12a7 7 0 0 1 7-7m0 4.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5',
  camera: 'M8.500 5 7 7H4.500A1.500 1.500 0 0 0 3 8.500v9A1.500 1.500 0 0 0 4.500 19h15a1.500 1.500 0 0 0 1.500-1.500v-9A1.500 1.500 0 0 0 19.500 7H17l-1.500-2zM12 9a4 4 0 1 1 0 8 4 4 0 0 1 0-8m0 2a2 2 0 1 0 0 4 2 2 0 0 0 0-4',
  warning: 'M12 3 22 20H2zm0 4L5.400 18h13.200zm-1 4h2v4h-2zm0 5h2v1.600h-2z',
};

export function icon(name) {
  return svg('svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, svg('path', { d: ICONS[name], fill: 'currentColor' }));
}

/** A button that shows it is busy until its work is done, and cannot be pressed twice. */
export function action(attributes, label, work) {
  const button = h('button', { type: 'button', class: 'button', ...attributes }, label);
  button.addEventListener('click', async () => {
    button.disabled = true;
    button.setAttribute('aria-busy', 'true');
    try { await work(button); } finally {
      button.disabled = false;
      button.removeAttribute('aria-busy');
    }
  });
  return button;
}

/** A dialog that is gone when closed. `content(close)` gives its body. */
export function dialog(title, closeLabel, content) {
  const id = `dialog-${Math.random().toString(36).slice(2)}`;
  const sheet = h('dialog', { class: 'sheet', 'aria-labelledby': id });
  const close = () => sheet.close();
  sheet.append(h('div', { class: 'sheet-body' },
    h('div', { class: 'sheet-head' }, h('h2', { id }, title),
      h('button', { class: 'button plain small round', type: 'button', 'aria-label': closeLabel, onclick: close }, icon('close'))),
    content(close, sheet)));
  sheet.addEventListener('close', () => sheet.remove());
  document.body.append(sheet);
  sheet.showModal();
  return sheet;
}

/** Dialogs belong to their page. */
export const closeDialogs = () => document.querySelectorAll('dialog[open]').forEach((sheet) => sheet.close());

/** Says something to who listens with a screen reader. */
export function announce(text) {
  const announcer = document.getElementById('announcer');
  announcer.textContent = '';
  setTimeout(() => { announcer.textContent = text; }, 50);
}

/** Shows a few words for a while. */
export function toast(text) {
  const shown = h('div', { class: 'toast' }, text);
  document.getElementById('toasts').append(shown);
  announce(text);
  setTimeout(() => shown.remove(), 6000);
}
