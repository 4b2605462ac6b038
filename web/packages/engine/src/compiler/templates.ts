/** Templates: WXML becomes functions which drive the component tree; its inline WXS is checked like any other. */

import type { TmplGroup as Group } from "glass-easel-template-compiler";
import type { Kind } from "../problems/kinds";
import type { Problem } from "../protocol/manifest";
import { forget, part } from "./parts";
import { problem } from "./problems";
import { prepared } from "./wxml";
import { compileWxs, type WxsModule } from "./wxs";

export interface Template {
  /** An expression whose value is the template's group of functions. */
  code: string;
  /** Templates it imports or includes, without ending. */
  templates: string[];
  /** Inline WXS by module name. */
  inline: [name: string, module: WxsModule][];
  /** WXS files by module name, without ending. */
  external: [name: string, path: string][];
  /** Every tag it names, also as the value of a generic. */
  tags: string[];
  problems: Problem[];
}

interface TemplateFault {
  isError: boolean;
  message: string;
  startLine: number;
  startColumn: number;
}

const SORTS: Record<string, Kind> = {
  "child nodes are not allowed for this element": "template_children",
  "missing end tag": "template_unclosed",
  "unexpected character inside expression": "template_expression",
};

/** The rest of the template is right. */
const MILD = new Set(["child nodes are not allowed for this element"]);

/** Matters of taste. */
const HARMLESS = new Set(["avoid uppercase letters"]);

let groups: typeof Group | undefined;

function newGroup(): Group {
  groups ??= (part("templates") as { TmplGroup: typeof Group }).TmplGroup;
  return new groups();
}

/** `path` has no ending; `file` is what problems name. */
export function compileTemplate(path: string, file: string, source: string): Template {
  const problems: Problem[] = [];
  const ready = prepared(source);
  const group = newGroup();
  try {
    for (const fault of group.addTmpl(path, ready.text) as TemplateFault[]) if (!HARMLESS.has(fault.message)) problems.push(told(file, fault));
    const inline = (group.getInlineScriptModuleNames(path) as string[]).map((name): [string, WxsModule] => {
      const module = compileWxs(file, group.getInlineScript(path, name), ready.scripts.get(name));
      group.setInlineScript(path, name, "");
      problems.push(...module.problems);
      return [name, module];
    });
    const code = group.getTmplGenObject(path);
    const templates = group.getDirectDependencies(path) as string[];
    group.free();
    return {
      code,
      templates,
      inline,
      external: ready.external.map(({ name, path: source }) => [name, source]),
      tags: ready.tags,
      problems,
    };
  } catch (fault) {
    // What fell over inside of the wasm may not be used again.
    groups = undefined;
    forget("templates");
    throw fault;
  }
}

function told(file: string, fault: TemplateFault): Problem {
  const place = { file, line: fault.startLine + 1, column: fault.startColumn + 1 };
  const reason = `${fault.message[0]?.toUpperCase() ?? ""}${fault.message.slice(1)}`;
  return problem(fault.isError && !MILD.has(fault.message) ? "error" : "warning", place, SORTS[fault.message] ?? "template_broken", { reason });
}
