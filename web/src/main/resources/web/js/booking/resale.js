/** Having money back only if somebody else buys the tickets; until then they stay valid. */

import { api, newKey } from '../api.js';
import { h, action, toast } from '../dom.js';
import { t } from '../i18n.js';
import { explain } from '../states.js';

export const resell = (bookingId, ticketIds) =>
  api.post(`/bookings/${bookingId}/resale`, { ticketIds }, { headers: { 'Idempotency-Key': newKey() } });

/** How a ticket's resale stands, with the way back while nobody is offered it; nothing where it is not for resale. */
export function resaleNote(bookingId, ticket, changed) {
  if (!ticket.resale) return undefined;
  return h('p', { class: 'row small', 'data-resale': ticket.resale }, h('span', { class: 'quiet' }, t(`resale.state.${ticket.resale}`)),
    ticket.resale === 'LISTED' && action({ class: 'link' }, t('resale.withdraw'), async () => {
      try {
        await api.delete(`/bookings/${bookingId}/resale`, { body: { ticketIds: [ticket.id] } });
        toast(t('resale.withdrawn'));
        await changed();
      } catch (error) { toast(explain(error)); }
    }));
}
