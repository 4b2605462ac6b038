/** Addresses of pages as programs write them. */

export interface PageAddress {
  path: string;
  query: Record<string, string>;
}

/** "../detail/detail?id=3" as asked from the page `from`. What follows a second question mark is lost, as it is in WeChat. */
export function pageAddress(url: string, from: string, without = "undefined"): PageAddress {
  const [path = "", query = ""] = url.split("?");
  return { path: pagePath(path.split("#")[0] ?? "", from), query: queryOf(query, without) };
}

/** Where a program is opened: a card's path may have a query of its own. */
export function openedAt(launch: { path: string; query: Record<string, string> }, entry: string): PageAddress {
  if (launch.path === "") return { path: entry, query: launch.query };
  const { path, query } = pageAddress(`/${launch.path.replace(/^\//, "")}`, "", "");
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

/**
 * Values stay as they were written: programs decode what they encoded. A value ends at a second "=", and a name alone has
 * the value `without`: functions that change pages give the word "undefined" there, links from outside nothing.
 */
export function queryOf(text: string, without = ""): Record<string, string> {
  const query: Record<string, string> = {};
  for (const pair of text.split("&")) {
    const [name = "", value = without] = pair.split("=");
    if (name !== "") query[name] = value;
  }
  return query;
}
