/** One call of an API, spelt for the tools people call it with. Secrets are names; ids are real. */

export interface ApiCall {
  method: "GET" | "POST";
  /** Where the emulated host answers, without a closing slash. */
  base: string;
  path: string;
  query?: Record<string, string>;
  body?: unknown;
}

export const dialects = ["http", "curl", "python", "node", "java", "go"] as const;
export type Dialect = (typeof dialects)[number];

/** A value that is a secret stands as its name, as a program reads it from its environment. */
const secretName = /^[A-Z][A-Z0-9_]*$/;

export function sample(call: ApiCall, dialect: Dialect): string {
  return writers[dialect](call);
}

/** JSON as people write it: short things on one line, long ones laid out. */
export function json(value: unknown, indent = "", width = 76): string {
  const flat = inline(value);
  if (indent.length + flat.length <= width || typeof value !== "object" || value === null) return flat;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map((one) => deeper + json(one, deeper, width)).join(",\n")}\n${indent}]`;
  }
  const members = Object.entries(value).map(
    ([name, one]) => `${deeper}${JSON.stringify(name)}: ${json(one, deeper, width)}`,
  );
  return `{\n${members.join(",\n")}\n${indent}}`;
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  return `{${Object.entries(value)
    .map(([name, one]) => `${JSON.stringify(name)}: ${inline(one)}`)
    .join(", ")}}`;
}

/** Which lines differ from those of another text, so that the part just edited can be marked. */
export function changedLines(text: string, before: string): Set<number> {
  const lines = text.split("\n");
  const old = before.split("\n");
  let head = 0;
  while (head < lines.length && head < old.length && lines[head] === old[head]) head += 1;
  let tail = 0;
  while (
    tail < lines.length - head &&
    tail < old.length - head &&
    lines[lines.length - 1 - tail] === old[old.length - 1 - tail]
  ) {
    tail += 1;
  }
  return new Set(Array.from({ length: lines.length - head - tail }, (_, nth) => head + nth));
}

const writers: Record<Dialect, (call: ApiCall) => string> = {
  http: ({ method, path, query, body }) =>
    `${method} ${path}${queryOf(query)}` + (body === undefined ? "" : `\n${json(body)}`),
  curl: ({ method, base, path, query, body }) => {
    const address = `"${base}${path}${queryOf(query, (name) => `$${name}`)}"`;
    if (body === undefined) return method === "GET" ? `curl ${address}` : `curl -X POST ${address}`;
    return `curl ${address} \\\n  --data-binary '${json(body).replaceAll("'", "'\\''")}'`;
  },
  python,
  node,
  java,
  go,
};

function python({ method, base, path, query, body }: ApiCall): string {
  const secrets = secretsIn(query);
  const lines = [
    ...(secrets.length > 0 ? ["import os", ""] : []),
    "import requests",
    "",
    `answer = requests.${method.toLowerCase()}(`,
    `    "${base}${path}",`,
  ];
  if (query !== undefined) {
    const params = Object.entries(query).map(
      ([name, value]) => `"${name}": ${isSecret(value) ? `os.environ["${value}"]` : JSON.stringify(value)}`,
    );
    lines.push(`    params={${params.join(", ")}},`);
  }
  // The real service shows \uXXXX as it stands, so the body goes out as the bytes of UTF-8.
  if (body !== undefined) lines.push(`    data=${tripled(body, "    ")}.encode(),`);
  lines.push(")", "print(answer.json())");
  return lines.join("\n");
}

function tripled(body: unknown, indent: string): string {
  const text = json(body, "", 68);
  if (!text.includes("\n")) return `r'''${text}'''`;
  return `r'''\n${indent}${text.replaceAll("\n", `\n${indent}`)}\n${indent}'''`;
}

function node({ method, base, path, query, body }: ApiCall): string {
  const address = `\`${base}${path}${queryOf(query, (name) => `\${process.env.${name}}`)}\``;
  if (method === "GET") return `const answer = await fetch(${address});\nconsole.log(await answer.json());`;
  const payload = body === undefined ? "" : `,\n  body: JSON.stringify(${json(body, "  ")})`;
  return `const answer = await fetch(${address}, {\n  method: "${method}"${payload},\n});\nconsole.log(await answer.json());`;
}

function java({ method, base, path, query, body }: ApiCall): string {
  const address = javaText(`${base}${path}${queryOf(query, (name) => `\0${name}\0`)}`);
  const verb =
    method === "GET"
      ? ".GET()"
      : body === undefined
        ? ".POST(BodyPublishers.noBody())"
        : `.POST(BodyPublishers.ofString("""\n        ${json(body).replaceAll("\\", "\\\\").replaceAll("\n", "\n        ")}"""))`;
  return [
    "var request = HttpRequest",
    `    .newBuilder(URI.create(${address}))`,
    `    ${verb}`,
    "    .build();",
    "var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());",
    "System.out.println(answer.body());",
  ].join("\n");
}

/** A Java string with the environment's values joined in where secrets stand between NULs. */
function javaText(text: string): string {
  return text
    .split("\0")
    .map((part, nth) => (nth % 2 === 1 ? `System.getenv("${part}")` : `"${part}"`))
    .filter((part) => part !== '""')
    .join(" + ");
}

function go({ method, base, path, query, body }: ApiCall): string {
  const address = javaText(`${base}${path}${queryOf(query, (name) => `\0${name}\0`)}`).replaceAll(
    "System.getenv(",
    "os.Getenv(",
  );
  const send =
    method === "GET"
      ? `answer, err := http.Get(${address})`
      : body === undefined
        ? `answer, err := http.Post(${address}, "application/json", nil)`
        : `body := ${goText(json(body))}\nanswer, err := http.Post(${address}, "application/json", strings.NewReader(body))`;
  return [send, "if err != nil {", "\tlog.Fatal(err)", "}", "defer answer.Body.Close()", "io.Copy(os.Stdout, answer.Body)"].join(
    "\n",
  );
}

function goText(text: string): string {
  return `\`${text.replaceAll("`", '` + "`" + `')}\``;
}

function queryOf(query: Record<string, string> | undefined, secret: (name: string) => string = (name) => name): string {
  if (query === undefined) return "";
  const parts = Object.entries(query).map(
    ([name, value]) => `${name}=${isSecret(value) ? secret(value) : encodeURIComponent(value)}`,
  );
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

function secretsIn(query: Record<string, string> | undefined): string[] {
  return Object.values(query ?? {}).filter(isSecret);
}

function isSecret(value: string): boolean {
  return secretName.test(value);
}
