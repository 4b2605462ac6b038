/** What `update` was given, as operators on paths: only the fields that are named change. */
import { Change } from "./command";
import { elementOf } from "./conditions";
import { wrong } from "./errors";
import type { Plain } from "./line";
import { encode, isFields } from "./values";

const DEEPEST = 100;

export function encodeChanges(data: unknown): Plain {
  if (!isFields(data)) throw wrong.type("parameter.data", "object", data);
  const result: Record<string, Plain> = {};
  const visit = (fields: Plain, above: string, depth: number): void => {
    if (depth > DEEPEST) throw wrong.circular();
    for (const [name, value] of Object.entries(fields)) {
      const path = above === "" ? name : `${above}.${name}`;
      if (isFields(value) && Object.keys(value).length > 0) {
        visit(value, path, depth + 1);
      } else if (value !== undefined && typeof value !== "function") {
        const [operator, operand] = value instanceof Change ? operatorOf(value) : ["$set", encode(value)];
        (result[operator] ??= {})[path] = operand;
      }
    }
  };
  visit(data, "", 0);
  if (Object.keys(result).length === 0) throw wrong.value("parameter.data should have at least one field");
  return result;
}

function operatorOf({ name, operand }: Change): [operator: string, operand: unknown] {
  switch (name) {
    case "remove":
      return ["$unset", ""];
    case "pop":
      return ["$pop", 1];
    case "shift":
      return ["$pop", -1];
    case "push":
      return ["$push", pushed(operand)];
    case "unshift":
      return ["$push", { $each: Array.isArray(operand) ? encode(operand) : [encode(operand)], $position: 0 }];
    case "pull":
      return ["$pull", elementOf(operand)];
    case "addToSet":
      return ["$addToSet", isFields(operand) && Array.isArray(operand.each) ? { $each: encode(operand.each) } : encode(operand)];
    case "inc":
    case "mul":
      if (typeof operand !== "number" && typeof operand !== "bigint") throw wrong.type(`parameter of ${name}`, "number", operand);
      return [`$${name}`, encode(operand)];
    default:
      return [`$${name}`, encode(operand)];
  }
}

/** Elements, or `{each, position, sort, slice}`. */
function pushed(operand: unknown): Plain {
  if (!isFields(operand) || !Array.isArray(operand.each)) return { $each: Array.isArray(operand) ? encode(operand) : [encode(operand)] };
  const { each, position, sort, slice } = operand;
  return {
    $each: encode(each),
    ...(position !== undefined && { $position: position }),
    ...(sort !== undefined && { $sort: encode(sort) }),
    ...(slice !== undefined && { $slice: slice }),
  };
}
