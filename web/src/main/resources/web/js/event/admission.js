/** What a waiting room gave for an event: kept by event, in this browser, until it is used or refused. */

const key = (eventId) => `boxoffice.admission.${eventId}`;

function kept(eventId) {
  try { return JSON.parse(localStorage.getItem(key(eventId))) ?? undefined; } catch { return undefined; }
}

/** To be shown: as far as this browser's clock can tell, it has not ended. */
export function admissionOf(eventId) {
  const admission = kept(eventId);
  return admission && Date.parse(admission.expiresAt) > Date.now() ? admission : undefined;
}

export const keepAdmission = (eventId, { admissionToken, expiresAt }) =>
  localStorage.setItem(key(eventId), JSON.stringify({ token: admissionToken, expiresAt }));

export const dropAdmission = (eventId) => localStorage.removeItem(key(eventId));

/** Whatever the clock here says: the platform decides whether it has ended. */
export function admissionHeaders(eventId) {
  const admission = kept(eventId);
  return admission ? { 'X-Admission-Token': admission.token } : {};
}
