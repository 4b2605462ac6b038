/** `db.command.aggregate`: operators of expressions. Each gives what the wire has, so that they nest as they are written. */
import type { Plain } from "./line";
import { Wire, encode } from "./values";

/** Names that the wire spells as they are here, with a dollar sign before them. */
const SAME =
  "abs add ceil divide exp floor ln log log10 mod multiply pow sqrt subtract trunc arrayElemAt arrayToObject concatArrays filter in indexOfArray isArray map range reduce " +
  "reverseArray size slice zip and not or cmp eq gt gte lt lte cond ifNull switch dateFromParts dateFromString dateToString dayOfMonth dayOfWeek dayOfYear hour isoDayOfWeek " +
  "isoWeek isoWeekYear millisecond minute month second week year literal mergeObjects objectToArray allElementsTrue anyElementTrue setDifference setEquals setIntersection " +
  "setIsSubset setUnion concat indexOfBytes indexOfCP split strLenBytes strLenCP strcasecmp substr substrBytes substrCP toLower toUpper meta addToSet avg first last max min push " +
  "stdDevPop stdDevSamp sum let";

const OTHERS: Readonly<Record<string, string>> = { neq: "$ne" };

function operator(name: string) {
  return (...args: unknown[]): Wire => new Wire({ [name]: encode(args.length > 1 ? args : args[0]) });
}

/** Stages that stand by themselves, for the inner pipeline of `lookup`. */
let pipelineMaker: (() => unknown) | undefined;

/** The pipeline is built on these operators, so that it is handed in later. */
export function offerPipelines(make: () => unknown): void {
  pipelineMaker = make;
}

export const aggregateCommand: Plain = {
  ...Object.fromEntries(SAME.split(" ").map((name) => [name, operator(`$${name}`)])),
  ...Object.fromEntries(Object.entries(OTHERS).map(([name, wire]) => [name, operator(wire)])),
  pipeline: () => pipelineMaker?.(),
};
