/** Writes what was compiled; what didn't change since the last time stays untouched. */

import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Manifest } from "../protocol/manifest";
import type { Tree } from "./tree";

export interface PackageText {
  name: string;
  hash: string;
  service: string;
  view: string;
  styles: string;
  map: () => string;
}

export function write(target: string, manifest: Manifest, packages: readonly PackageText[], tree: Tree): void {
  const before = previous(target);
  mkdirSync(join(target, "packages"), { recursive: true });
  mkdirSync(join(target, "files"), { recursive: true });
  const hashes = new Map(before?.packages.map((one) => [one.name, one.hash]));
  const wanted = new Set<string>();
  for (const one of packages) {
    const place = (ending: string): string => join(target, "packages", `${one.name}.${ending}`);
    for (const ending of ["service.js", "view.js", "styles.json", "map.json"]) wanted.add(`${one.name}.${ending}`);
    if (hashes.get(one.name) === one.hash && existsSync(place("map.json"))) continue;
    writeFileSync(place("service.js"), one.service);
    writeFileSync(place("view.js"), one.view);
    writeFileSync(place("styles.json"), one.styles);
    writeFileSync(place("map.json"), one.map());
  }
  for (const name of readdirSync(join(target, "packages"))) if (!wanted.has(name)) rmSync(join(target, "packages", name));
  writeFiles(target, manifest, before, tree);
  // Last of all, so that a folder with a manifest is whole.
  writeFileSync(join(target, "manifest.json.new"), JSON.stringify(manifest));
  renameSync(join(target, "manifest.json.new"), join(target, "manifest.json"));
}

function writeFiles(target: string, manifest: Manifest, before: Manifest | undefined, tree: Tree): void {
  for (const [path, { hash }] of Object.entries(manifest.files)) {
    const place = join(target, "files", path);
    if (before?.files[path]?.hash === hash && existsSync(place)) continue;
    mkdirSync(dirname(place), { recursive: true });
    copyFileSync(tree.place(path), place);
  }
  for (const path of Object.keys(before?.files ?? {})) if (!(path in manifest.files)) rmSync(join(target, "files", path), { force: true });
}

function previous(target: string): Manifest | undefined {
  try {
    const manifest = JSON.parse(readFileSync(join(target, "manifest.json"), "utf8")) as Manifest;
    return manifest.protocol === 1 ? manifest : undefined;
  } catch {
    return undefined;
  }
}
