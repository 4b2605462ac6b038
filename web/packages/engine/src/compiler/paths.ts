/** Paths of a program: always with "/", never beginning with one, "" for its root. */

/** "pages/list" of "pages/list/index"; "" of a file at the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

/** A path without ".", ".." and doubled slashes; nothing when it climbs out of the program. */
export function normal(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.replaceAll("\\", "/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

/** `name` as it is meant in a file of `folder`: absolute with "/" in front, otherwise relative. */
export function joined(folder: string, name: string): string | undefined {
  return normal(name.startsWith("/") ? name : `${folder}/${name}`);
}

export function withoutEnding(path: string, ...endings: string[]): string {
  const ending = endings.find((one) => path.endsWith(one));
  return ending ? path.slice(0, -ending.length) : path;
}

export function endingOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? "" : name.slice(dot).toLowerCase();
}

/** Every folder from `folder` up to the root, itself first. */
export function upwards(folder: string): string[] {
  const folders = [folder];
  for (let at = folder; at !== ""; at = folderOf(at)) folders.push(folderOf(at));
  return folders;
}

export function within(path: string, folder: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}
