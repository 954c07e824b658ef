import { verify } from './draw.js';

const form = document.getElementById('verify');
const result = document.getElementById('result');
const event = location.pathname.split('/').pop();

async function read(path, headers = {}) {
  const response = await fetch(`/events/${event}/queue/${path}`, { headers: { Accept: 'application/json', ...headers } });
  const body = await response.json();
  if (!response.ok) throw new Error(body.detail ?? body.title);
  return body;
}

form.addEventListener('submit', async submitted => {
  submitted.preventDefault();
  const { promised, receipt, token } = Object.fromEntries(new FormData(form));
  try {
    const drawn = await read('draw');
    const own = receipt.trim()
      ? JSON.parse(receipt)
      : await read('draw/receipt', { Authorization: `Bearer ${token.trim()}` });
    const wrong = drawn.key
      ? await verify(promised.trim() ? JSON.parse(promised) : drawn, drawn, own)
      : ['the draw has not been held yet'];
    result.textContent = wrong.length === 0
      ? `The draw is as it was promised: lot ${own.lot} of ${drawn.entrants} entrants has place ${own.place}.`
      : `Not verified: ${wrong.join('; ')}.`;
  } catch (error) {
    result.textContent = `Not verified: ${error.message}`;
  }
});

read('draw').then(drawn => {
  document.getElementById('draw').textContent = JSON.stringify(drawn, null, 2);
}, error => {
  result.textContent = error.message;
});
