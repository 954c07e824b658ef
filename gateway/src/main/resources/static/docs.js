/* Shows the contract in Swagger UI, and signs people in at the platform's own issuer where it has one. */

const CLIENT = "boxoffice-web";
const REDIRECT_PATH = "/docs/oauth2-redirect.html";
const STARTED = "docs.sign-in";

const byId = (id) => document.getElementById(id);

function base64url(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** The issuer's endpoints, where it is reached through this gateway; elsewhere people paste a token. */
async function issuer() {
  const response = await fetch("/.well-known/openid-configuration");
  return response.ok ? response.json() : undefined;
}

/** Authorization code with PKCE (RFC 7636): off to the issuer, which comes back to REDIRECT_PATH. */
async function leaveForSignIn(endpoints) {
  const started = { state: random(), verifier: random() };
  sessionStorage.setItem(STARTED, JSON.stringify(started));
  const challenge = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(started.verifier));
  location.assign(`${endpoints.authorization_endpoint}?${new URLSearchParams({
    response_type: "code",
    client_id: CLIENT,
    redirect_uri: location.origin + REDIRECT_PATH,
    scope: "openid profile email",
    state: started.state,
    code_challenge: base64url(challenge),
    code_challenge_method: "S256",
  })}`);
}

/** The access token for the code in this page's address; undefined where nobody has signed in. */
async function tokenOfReturn(endpoints) {
  const answer = new URLSearchParams(location.search);
  const started = JSON.parse(sessionStorage.getItem(STARTED) ?? "{}");
  sessionStorage.removeItem(STARTED);
  history.replaceState(null, "", "/docs");
  if (!answer.has("code") || answer.get("state") !== started.state) {
    throw new Error(answer.get("error_description") ?? "The sign-in was not finished.");
  }
  const response = await fetch(endpoints.token_endpoint, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: CLIENT,
      redirect_uri: location.origin + REDIRECT_PATH,
      code: answer.get("code"),
      code_verifier: started.verifier,
    }),
  });
  if (!response.ok) {
    throw new Error("The issuer gave no token.");
  }
  return (await response.json()).access_token;
}

function show() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
  dark.addEventListener("change", follow);
  follow();
  return new Promise((shown) => {
    const viewer = globalThis.SwaggerUIBundle({
      url: "/v3/api-docs",
      dom_id: "#viewer",
      deepLinking: true,
      docExpansion: "none", // an index of the nouns; each opens on its own
      defaultModelsExpandDepth: 0,
      displayRequestDuration: true,
      filter: true,
      validatorUrl: null,
      onComplete: () => shown(viewer),
    });
  });
}

const viewer = await show();
const endpoints = globalThis.isSecureContext ? await issuer() : undefined;
if (endpoints) {
  const button = byId("sign-in");
  button.hidden = false;
  button.addEventListener("click", () => leaveForSignIn(endpoints));
  if (location.pathname === REDIRECT_PATH) {
    try {
      viewer.preauthorizeApiKey("bearerToken", await tokenOfReturn(endpoints));
      byId("session").textContent = "You are signed in: calls from this page carry your token.";
      button.textContent = "Sign in as somebody else";
    } catch (error) {
      byId("session").textContent = error.message;
    }
  }
}
