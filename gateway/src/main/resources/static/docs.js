import { getJson } from "./api.js";

const METHODS = ["get", "post", "put", "patch", "delete"];
const DEEPEST = 4;

const byId = (id) => document.getElementById(id);

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text ?? "";
  if (className) {
    made.className = className;
  }
  return made;
}

function resolve(document, schema) {
  const name = schema?.$ref?.split("/").pop();
  return name ? (document.components?.schemas?.[name] ?? {}) : (schema ?? {});
}

/** An example value of a schema, down to a depth that a person still reads. */
function example(document, schema, depth = 0) {
  const real = resolve(document, schema);
  if (real.example !== undefined) {
    return real.example;
  }
  if (real.enum) {
    return real.enum.join("|");
  }
  if (real.properties && depth < DEEPEST) {
    return Object.fromEntries(
      Object.entries(real.properties).map(([name, property]) => [name, example(document, property, depth + 1)]));
  }
  if (real.type === "array") {
    return depth < DEEPEST ? [example(document, real.items, depth + 1)] : [];
  }
  return real.format ?? real.type ?? {};
}

function parameters(list) {
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const title of ["Parameter", "In", "What"]) {
    const cell = element("th", title);
    cell.scope = "col";
    head.append(cell);
  }
  const body = table.createTBody();
  for (const parameter of list) {
    const row = body.insertRow();
    row.insertCell().append(element("code", parameter.name + (parameter.required ? " *" : "")));
    row.insertCell().textContent = parameter.in;
    row.insertCell().textContent = parameter.description ?? parameter.schema?.type ?? "";
  }
  const scroll = element("div", "", "scroll");
  scroll.append(table);
  return scroll;
}

function content(api, title, body) {
  const schema = Object.values(body?.content ?? {})[0]?.schema;
  const parts = [element("h3", title)];
  if (body?.description) {
    parts.push(element("p", body.description));
  }
  if (schema) {
    parts.push(element("pre", JSON.stringify(example(api, schema), null, 2)));
  }
  return parts;
}

function describe(api, operation) {
  const parts = [];
  if (operation.description) {
    parts.push(element("p", operation.description));
  }
  if (operation.parameters?.length) {
    parts.push(parameters(operation.parameters));
  }
  if (operation.requestBody) {
    parts.push(...content(api, "Request", operation.requestBody));
  }
  for (const [status, response] of Object.entries(operation.responses ?? {})) {
    parts.push(...content(api, `Response ${status}`, response));
  }
  return parts;
}

function render(api) {
  const template = byId("operation");
  const shown = [];
  const sections = new Map();
  for (const [path, item] of Object.entries(api.paths ?? {}).sort(([a], [b]) => a.localeCompare(b))) {
    for (const method of METHODS.filter((name) => item[name])) {
      const operation = item[method];
      const details = template.content.cloneNode(true).firstElementChild;
      details.querySelector(".method").textContent = method.toUpperCase();
      details.querySelector(".path").textContent = path;
      details.querySelector(".summary").textContent = operation.summary ?? "";
      details.addEventListener("toggle", () => details.querySelector(".body").replaceChildren(...describe(api, operation)), { once: true });
      const tag = operation["x-service"] ?? operation.tags?.[0] ?? "gateway";
      if (!sections.has(tag)) {
        const section = document.createElement("section");
        section.append(element("h2", tag));
        sections.set(tag, section);
      }
      sections.get(tag).append(details);
      shown.push({ details, text: `${method} ${path} ${operation.summary ?? ""} ${tag}`.toLowerCase() });
    }
  }
  byId("operations").replaceChildren(...sections.values());
  return shown;
}

function filter(shown) {
  const words = byId("term").value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const { details, text } of shown) {
    details.hidden = !words.every((word) => text.includes(word));
    count += details.hidden ? 0 : 1;
  }
  byId("count").textContent = `${count} calls`;
}

try {
  const api = await getJson("/v3/api-docs");
  byId("about").textContent = api.info?.description ?? "";
  const shown = render(api);
  filter(shown);
  byId("term").addEventListener("input", () => filter(shown));
  byId("filter").addEventListener("submit", (event) => event.preventDefault());
} catch (error) {
  byId("about").textContent = error.message;
  byId("about").classList.add("error");
}
