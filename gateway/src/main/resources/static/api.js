/** An answer of the platform that was not a success; `problem` is its RFC 9457 body. */
export class ProblemError extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title ?? "The request failed.");
    this.problem = problem;
  }
}

/** Reads JSON from the platform, or throws a {@link ProblemError}. */
export async function getJson(path) {
  const response = await fetch(path, { headers: { Accept: "application/json" } });
  if (response.ok) {
    return response.json();
  }
  const isProblem = (response.headers.get("Content-Type") ?? "").startsWith("application/problem+json");
  throw new ProblemError(isProblem ? await response.json() : { status: response.status });
}
