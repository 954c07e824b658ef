/** What a waiting room gave for an event: kept by event, in this browser, until it ends. */

const key = (eventId) => `boxoffice.admission.${eventId}`;

export function admissionOf(eventId) {
  try {
    const kept = JSON.parse(localStorage.getItem(key(eventId)));
    return kept && Date.parse(kept.expiresAt) > Date.now() ? kept : undefined;
  } catch { return undefined; }
}

export const keepAdmission = (eventId, { admissionToken, expiresAt }) =>
  localStorage.setItem(key(eventId), JSON.stringify({ token: admissionToken, expiresAt }));

export const dropAdmission = (eventId) => localStorage.removeItem(key(eventId));

export function admissionHeaders(eventId) {
  const admission = admissionOf(eventId);
  return admission ? { 'X-Admission-Token': admission.token } : {};
}
