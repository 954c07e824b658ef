/** A calendar file (RFC 5545) of a booking's event. */

const utc = (instant) => new Date(instant).toISOString().replaceAll(/[-:]|\.\d+/g, '');
const escape = (text) => text.replaceAll(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');

/** Lines longer than 75 octets go on in the next one. */
function fold(line) {
  const bytes = new TextEncoder();
  const parts = [''];
  for (const character of line) {
    if (bytes.encode(parts.at(-1) + character).length > 73) parts.push('');
    parts[parts.length - 1] += character;
  }
  return parts.join('\r\n ');
}

export function calendarOf(booking, event, places) {
  const place = [event.venue?.name, event.venue?.address?.line1, event.venue?.address?.city].filter(Boolean).join(', ');
  return new Blob([['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Boxoffice//Shop//EN', 'BEGIN:VEVENT', `UID:${booking.bookingId}@boxoffice`,
    `DTSTAMP:${utc(booking.createdAt)}`, `DTSTART:${utc(event.startsAt)}`, `DTEND:${utc(event.endsAt ?? Date.parse(event.startsAt) + 2.5 * 3600000)}`,
    `SUMMARY:${escape(event.name)}`, `LOCATION:${escape(place)}`, `DESCRIPTION:${escape(places)}`, 'END:VEVENT', 'END:VCALENDAR', '']
    .map(fold).join('\r\n')], { type: 'text/calendar' });
}

/** Lets the browser keep what was made or fetched. */
export function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
