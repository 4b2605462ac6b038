/** What is wrong with a program, in words its author can act on. */

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

  error(place: Place, what: string, whatToDo: string): void {
    this.add(problem("error", place, what, whatToDo));
  }

  warning(place: Place, what: string, whatToDo: string): void {
    this.add(problem("warning", place, what, whatToDo));
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

export function problem(severity: Problem["severity"], place: Place, what: string, whatToDo: string): Problem {
  return { severity, file: place.file, line: place.line ?? 0, column: place.column ?? 0, what, whatToDo };
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
}
