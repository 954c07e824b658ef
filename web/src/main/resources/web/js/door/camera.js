/** Reads QR codes from the camera: by the browser itself (BarcodeDetector), else by a reader that is loaded only then. */

import { config } from '../config.js';
import { h } from '../dom.js';

const PAUSE = 120;

async function detects() {
  return 'BarcodeDetector' in globalThis && (await globalThis.BarcodeDetector.getSupportedFormats()).includes('qr_code');
}

async function byBrowser(place, onCode) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } } });
  const video = h('video', { playsinline: true, muted: true, autoplay: true, 'aria-hidden': 'true' });
  video.srcObject = stream;
  place.replaceChildren(video);
  await video.play();
  const detector = new globalThis.BarcodeDetector({ formats: ['qr_code'] });
  let going = true;
  (async () => {
    while (going) {
      try { for (const { rawValue } of await detector.detect(video)) onCode(rawValue); } catch { /* no picture yet */ }
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  })();
  return () => { going = false; stream.getTracks().forEach((track) => track.stop()); place.replaceChildren(); };
}

let loading;
function library() {
  loading ??= new Promise((loaded, failed) => {
    document.head.append(h('script', { src: `${config.assets}/lib/html5-qrcode.js`, onload: () => loaded(globalThis.Html5Qrcode), onerror: () => failed(new Error('html5-qrcode')) }));
  });
  return loading;
}

async function byLibrary(place, onCode) {
  const Html5Qrcode = await library();
  place.replaceChildren(h('div', { id: 'camera-picture' }));
  const reader = new Html5Qrcode('camera-picture', { formatsToSupport: [0], verbose: false });
  await reader.start({ facingMode: 'environment' }, { fps: 8 }, onCode, () => {});
  return () => reader.stop().then(() => { reader.clear(); place.replaceChildren(); }, () => {});
}

/** Has the reader at hand, should the network go before somebody opens the camera. */
export async function readyCamera() { try { if (!await detects()) await library(); } catch { /* asked for again when it is needed */ } }

/** Shows the camera in `place` and calls `onCode` for what it reads; resolves to what ends it. */
export async function openCamera(place, onCode) {
  return await detects() ? byBrowser(place, onCode) : byLibrary(place, onCode);
}
