/** All style sheets of a program, each with the reach its owner has. */

import type { ComponentInfo } from "../protocol/manifest";
import type { Graph } from "./graph";
import { plainCss } from "./preprocess";
import type { Problems } from "./problems";
import type { Resolver } from "./resolve";
import type { Reach } from "./selectors";
import { guarded, type Source } from "./source";
import { compileSheet, type Sheet, type Sources } from "./styles";

/** The library which the platform lends comes with its looks. */
const WEUI_SHEET = "miniprogram_npm/weui-miniprogram/weui-wxss/dist/style/weui";
const EVERYWHERE: Reach = { limit: ":where(.page)" };

interface Kept {
  sheet: Sheet;
  digests: string[];
}

export class Sheets {
  private readonly sources: Sources;

  constructor(
    private readonly source: Source,
    private readonly resolver: Resolver,
    private readonly problems: Problems,
  ) {
    this.sources = {
      find: (from, name) => resolver.sheet(from, name),
      css: (path) => plainCss(path, source.tree, resolver),
    };
  }

  /** CSS by component path; "" is the program's own. Notes in each component whether its elements need marks. */
  all(graph: Graph, usesWeui: boolean): Map<string, string> {
    const sheets = new Map<string, string>();
    const app = [usesWeui ? this.one(WEUI_SHEET, EVERYWHERE) : undefined, this.one("app", EVERYWHERE)];
    if (app.some(Boolean)) sheets.set("", app.map((sheet) => sheet?.css ?? "").join("\n"));
    for (const [path, info] of graph.components) {
      const sheet = this.one(path, reachOf(info));
      if (!sheet) continue;
      info.marks = sheet.usesMark;
      sheets.set(path, sheet.css);
    }
    return sheets;
  }

  private one(path: string, reach: Reach): Sheet | undefined {
    const file = this.resolver.sheetOf(path);
    if (file === undefined) return undefined;
    const key = `wxss:${file}:${reach.limit}:${reach.scope ?? ""}:${this.source.tree.digest(file)}`;
    const digest = (one: string): string => (this.source.has(one) ? this.source.tree.digest(one) : "");
    const make = (): Kept => {
      const sheet = guarded<Sheet>(file, { css: "", usesMark: false, files: [file] }, () => compileSheet(file, this.sources, reach));
      return { sheet, digests: sheet.files.map(digest) };
    };
    const { sheet } = this.source.cache.get(key, make, (kept) => kept.sheet.files.every((one, at) => digest(one) === kept.digests[at]));
    this.problems.add(...sheet.problems);
    return sheet;
  }
}

/** Shared sheets reach the pages they are shown in, the others only their own elements. */
function reachOf(info: ComponentInfo): Reach {
  const isShared = info.isolation === "shared" || info.isolation === "page-shared";
  return isShared ? { limit: `:where(.page-${info.scope})` } : { limit: "", scope: info.scope };
}
