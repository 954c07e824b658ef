/** What the gateway says of itself to the pages. */
const data = document.documentElement.dataset;

export const config = Object.freeze({
  version: data.version,
  issuer: data.issuer.replace(/\/$/, ''),
  client: data.client,
  stripeKey: data.stripeKey || undefined,
  standalone: data.standalone === 'true',
  assets: `/assets/web/${data.version}`,
});
