/** Which price types a section's places have. */

/** @returns by section's index: `{ tier, prices: [{type, price, needs, maxPerBooking}] }` */
export function pricesBySection(event, hall) {
  const tiers = event.priceTiers ?? [];
  return hall.sections.map(({ name }) => {
    const tier = tiers.findIndex(({ sections }) => sections.includes(name));
    return { tier, prices: tiers[tier]?.prices ?? [] };
  });
}

/** What is charged where no type is named. */
export const usual = (prices) => prices.find(({ needs }) => !needs) ?? prices[0];

/** A type that needs another one which is not among `types`: `{type, needs}`. */
export function missing(prices, types) {
  const known = new Map(prices.flat().map((price) => [price.type, price]));
  const type = types.find((name) => known.get(name)?.needs && !types.includes(known.get(name).needs));
  return type && { type, needs: known.get(type).needs };
}
