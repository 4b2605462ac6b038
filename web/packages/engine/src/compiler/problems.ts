/** What is wrong with a program, in words its author can act on. */

import { KINDS, filled, type Kind, type Params } from "../problems/kinds";
import type { Problem } from "../protocol/manifest";

export interface Place {
  file: string;
  line?: number;
  column?: number;
}

const MOST = 1000;

export class Problems {
  readonly all: Problem[] = [];
  private readonly seen = new Set<string>();

  error(place: Place, kind: Kind, params: Params = {}): void {
    this.add(problem("error", place, kind, params));
  }

  warning(place: Place, kind: Kind, params: Params = {}): void {
    this.add(problem("warning", place, kind, params));
  }

  add(...problems: readonly Problem[]): void {
    for (const one of problems) {
      const key = `${one.file}:${one.line}:${one.column}:${one.what}`;
      if (this.seen.has(key) || this.all.length >= MOST) continue;
      this.seen.add(key);
      this.all.push(one);
    }
  }
}

export function problem(severity: Problem["severity"], { file, line = 0, column = 0 }: Place, kind: Kind, params: Params = {}): Problem {
  const [what, whatToDo] = KINDS[kind];
  return { severity, file, line, column, code: kind, params, what: filled(what, params), whatToDo: filled(whatToDo, params) };
}

/** Line and column, both from 1, of an offset. */
export function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf("\n");
  let line = 1;
  for (let at = before.indexOf("\n"); at !== -1; at = before.indexOf("\n", at + 1)) line += 1;
  return { line, column: offset - lastBreak };
}

/** There is no program here at all. */
export class NoProgram extends Error {
  constructor(
    message: string,
    /** What led to it, with places. */
    readonly problems: readonly Problem[] = [],
  ) {
    super(message);
  }

  static because(kind: Kind, params: Params = {}): NoProgram {
    const found = problem("error", { file: "" }, kind, params);
    return new NoProgram(`${found.what} ${found.whatToDo}`, [found]);
  }
}
