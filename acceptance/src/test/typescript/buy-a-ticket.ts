/* Buys one ticket with the generated client alone: search, event, reserve, confirm, tickets. GeneratedClientsIT runs it. */

import createClient from "openapi-fetch";
import type { components, paths } from "./generated/contract.js";

type Problem = components["schemas"]["Problem"];

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`${name} is not set`);
  }
  return value;
}

/** The answer of a call that must succeed. */
function expected<T>(call: string, answer: { data?: T; error?: Problem; response: Response }): T {
  if (answer.data === undefined) {
    throw new Error(`${call}: ${answer.response.status} ${JSON.stringify(answer.error)}`);
  }
  return answer.data;
}

const api = createClient<paths>({
  baseUrl: setting("BOXOFFICE_URL"),
  headers: { Authorization: `Bearer ${setting("BOXOFFICE_TOKEN")}` },
});

const found = expected("searchEvents", await api.GET("/search", {
  params: { query: { term: setting("BOXOFFICE_TERM"), availableOnly: true, sort: "relevance,desc" } },
}));
const eventId = found.events[0]?.id;
if (eventId === undefined) {
  throw new Error("searchEvents: found nothing");
}

const event = expected("getEvent", await api.GET("/events/{eventId}", { params: { path: { eventId } } }));
const free = event.tickets?.find((ticket) => ticket.status === "AVAILABLE");
if (free === undefined) {
  throw new Error("getEvent: no ticket is free");
}

const hold = expected("reserveSeats", await api.POST("/booking/reserve", {
  params: { header: { "Idempotency-Key": crypto.randomUUID() } },
  body: { ticketIds: [free.id] },
}));

const booking = expected("confirmBooking", await api.PUT("/booking/confirm", {
  params: { header: { "Idempotency-Key": crypto.randomUUID(), Prefer: "wait=20" } },
  body: { holdId: hold.holdId, paymentMethodId: "pm_card_visa" },
}));

const { tickets } = expected("listTickets", await api.GET("/bookings/{bookingId}/tickets", {
  params: { path: { bookingId: booking.bookingId } },
}));

console.log(JSON.stringify({ status: booking.status, reserved: free.id, tickets: tickets.map((ticket) => ticket.ticketId) }));
