/** Addresses of pages as programs write them. */

export interface PageAddress {
  path: string;
  query: Record<string, string>;
}

/** "../detail/detail?id=3" as asked from the page `from`. */
export function pageAddress(url: string, from: string): PageAddress {
  const [beforeHash = ""] = url.split("#");
  const mark = beforeHash.indexOf("?");
  const path = mark < 0 ? beforeHash : beforeHash.slice(0, mark);
  return { path: pagePath(path, from), query: mark < 0 ? {} : queryOf(beforeHash.slice(mark + 1)) };
}

/** Where a program is opened: a card's path may have a query of its own. */
export function openedAt(launch: { path: string; query: Record<string, string> }, entry: string): PageAddress {
  if (launch.path === "") return { path: entry, query: launch.query };
  const { path, query } = pageAddress(`/${launch.path.replace(/^\//, "")}`, "");
  return { path, query: { ...query, ...launch.query } };
}

function pagePath(path: string, from: string): string {
  const parts = path.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const part of path.replace(/\.html$/, "").split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

/** Values stay as they were written: programs decode what they encoded. */
export function queryOf(text: string): Record<string, string> {
  const query: Record<string, string> = {};
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    if (equals < 0) query[pair] = "";
    else query[pair.slice(0, equals)] = pair.slice(equals + 1);
  }
  return query;
}
