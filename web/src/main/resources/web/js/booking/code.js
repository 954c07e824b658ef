/** A ticket's code, large, for the door. */

import { h, dialog } from '../dom.js';
import { t } from '../i18n.js';
import { placeName } from '../event/lines.js';

export function showCode(ticket) {
  dialog(placeName(ticket), t('close'), () => h('div', { class: 'code-large' },
    h('img', { src: ticket.qr, alt: t('booking.qr', { seat: placeName(ticket) }) }), h('p', { class: 'quiet small' }, t('booking.showCode'))));
}
