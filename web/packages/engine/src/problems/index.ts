/** Problems in the language of who reads them. English is how they come. */

import { CHINESE, REASONS } from "./chinese";
import { filled, type Params, type Words } from "./kinds";

export interface Said {
  what: string;
  whatToDo: string;
  code?: string;
  params?: Params;
}

/** A code that isn't known here leaves the text as it came. */
export function worded(problem: Said, language: string): { what: string; whatToDo: string } {
  const { what, whatToDo, code = "", params = {} } = problem;
  const words = language.startsWith("zh") && Object.hasOwn(CHINESE, code) ? (CHINESE as Record<string, Words>)[code] : undefined;
  if (words === undefined) return { what, whatToDo };
  const named = params.reason === undefined ? params : { ...params, reason: reasoned(params.reason) };
  const [said, advice] = words;
  return { what: filled(said, named), whatToDo: filled(advice, named) };
}

function reasoned(reason: string): string {
  if (Object.hasOwn(REASONS, reason)) return REASONS[reason] ?? reason;
  const [, sign] = /^"(.)" is not expected here$/su.exec(reason) ?? [];
  return sign === undefined ? reason : `此处不应有“${sign}”`;
}
