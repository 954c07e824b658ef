/** Where the issuer sends people back to. */

import { h, fill } from '../dom.js';
import { t } from '../i18n.js';
import { go } from '../router.js';
import { session } from '../session.js';
import { empty, signIn } from '../states.js';

export async function show(main) {
  fill(main, h('p', { class: 'quiet', role: 'status' }, t('signIn.working')));
  try {
    const path = await session.finish();
    setTimeout(() => go(path ?? '/', { replace: true }));
  } catch (error) {
    fill(main, empty(t('signIn.failed'), error.message,
      h('button', { type: 'button', class: 'button', onclick: () => signIn('/') }, t('nav.signIn'))));
  }
}
