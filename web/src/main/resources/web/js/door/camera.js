/** Reads QR codes from the camera: by the browser itself (BarcodeDetector), else by a reader that is loaded only then. */

import { config } from '../config.js';
import { h } from '../dom.js';

const PAUSE = 120;
const MOST_PIXELS = 1024;

/**
 * How the reader is shown one picture after the other. Whether it makes out a code depends on how the code lies on the
 * pixels, so none is left to one look: of 20 tickets at eleven distances and turns each was read in one of these eight at
 * least, but for one that filled the whole picture.
 */
const TURNS = [0, 8, -14, 45]; // degrees
const SCALES = [1, 0.75];

async function detects() {
  return 'BarcodeDetector' in globalThis && (await globalThis.BarcodeDetector.getSupportedFormats()).includes('qr_code');
}

function byBrowser() {
  const detector = new globalThis.BarcodeDetector({ formats: ['qr_code'] });
  return async (video) => (await detector.detect(video)).map(({ rawValue }) => rawValue);
}

let loading;
function library() {
  loading ??= new Promise((loaded, failed) => {
    document.head.append(h('script', { src: `${config.assets}/lib/html5-qrcode.js`, onload: () => loaded(globalThis.Html5Qrcode), onerror: () => failed(new Error('html5-qrcode')) }));
  });
  return loading;
}

/** The library's own camera takes pictures as small as they are shown, so only its decoder is used. */
async function byLibrary(place) {
  const Html5Qrcode = await library();
  const { qrcode } = new Html5Qrcode(place.id, { formatsToSupport: [0], verbose: false });
  const canvas = h('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  let pictures = 0;
  return async (video) => {
    const turn = TURNS[pictures % TURNS.length] * Math.PI / 180;
    const size = SCALES[Math.floor(pictures++ / TURNS.length) % SCALES.length] * Math.min(1, MOST_PIXELS / Math.max(video.videoWidth, video.videoHeight));
    canvas.width = Math.round(video.videoWidth * size);
    canvas.height = Math.round(video.videoHeight * size);
    pen.translate(canvas.width / 2, canvas.height / 2);
    pen.rotate(turn);
    pen.scale(size, size);
    pen.drawImage(video, -video.videoWidth / 2, -video.videoHeight / 2);
    return [(await qrcode.decodeAsync(canvas)).text];
  };
}

/** Has the reader at hand, should the network go before somebody opens the camera. */
export async function readyCamera() { try { if (!await detects()) await library(); } catch { /* asked for again when it is needed */ } }

/** Shows the camera in `place`, which has an id, and calls `onCode` for what it reads; resolves to what ends it. */
export async function openCamera(place, onCode) {
  const read = await detects() ? byBrowser() : await byLibrary(place);
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } } });
  const end = () => stream.getTracks().forEach((track) => track.stop());
  if (!place.isConnected) { end(); return () => {}; } // they have left while the browser asked whether it may
  const video = h('video', { playsinline: true, muted: true, autoplay: true, 'aria-hidden': 'true' });
  video.srcObject = stream;
  place.replaceChildren(video);
  const stop = () => { end(); place.replaceChildren(); };
  try { await video.play(); } catch (error) { stop(); throw error; }
  if (!place.isConnected) { stop(); return () => {}; }
  let going = true;
  (async () => {
    while (going) {
      try { for (const code of await read(video)) onCode(code); } catch { /* no code in this picture */ }
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  })();
  return () => { going = false; stop(); };
}
