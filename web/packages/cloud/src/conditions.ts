/** Conditions as the wire has them: fields by their path, operators by their names there. */
import { Compared, Condition, Joined, Shown } from "./command";
import { wrong } from "./errors";
import type { Plain } from "./line";
import { Marked, encode, expressionOf, isFields } from "./values";

const OPERATORS: Readonly<Partial<Record<Compared["name"], string>>> = {
  eq: "$eq", neq: "$ne", lt: "$lt", lte: "$lte", gt: "$gt", gte: "$gte", in: "$in", nin: "$nin", exists: "$exists", mod: "$mod", all: "$all", size: "$size",
};

/** What `where` was given. */
export function encodeCondition(given: unknown): Plain {
  if (given instanceof Joined) return joined(given, encodeCondition);
  if (given instanceof Compared && given.name === "expr") return { $expr: encode(given.operand) };
  if (given instanceof Compared && given.name === "jsonSchema") return { $jsonSchema: encode(given.operand) };
  if (!isFields(given)) throw wrong.type("parameter", "object", given);
  return together(fieldsOf(given, ""));
}

function fieldsOf(given: Plain, above: string, depth = 0): Plain[] {
  if (depth > 100) throw wrong.circular();
  return Object.entries(given).flatMap(([name, value]) => {
    const path = above === "" ? name : `${above}.${name}`;
    if (value === undefined || typeof value === "function") return [];
    if (isFields(value) && Object.keys(value).length > 0) return fieldsOf(value, path, depth + 1);
    return [field(path, value)];
  });
}

/** A condition on the one field `path`. */
function field(path: string, value: unknown): Plain {
  if (value instanceof Joined) return value.joint === "not" ? refused(path, value.parts[0]) : joined(value, (part) => field(path, part));
  if (value instanceof Compared) return { [path]: operatorsOf(value) };
  if (value instanceof Condition) throw wrong.value("this condition can't stand on a field");
  return { [path]: expressionOf(value) ?? (isFields(value) ? { $eq: encode(value) } : encode(value)) };
}

function refused(path: string, value: unknown): Plain {
  if (value instanceof Joined) return { $nor: [field(path, value)] };
  return { [path]: { $not: value instanceof Compared ? operatorsOf(value) : (expressionOf(value) ?? { $eq: encode(value) }) } };
}

function joined({ joint, parts }: Joined, encoded: (part: unknown) => Plain): Plain {
  if (parts.length === 0) throw wrong.value(`${joint} needs at least one condition`);
  const all = parts.map(encoded);
  if (joint === "and") return together(all);
  return { [joint === "or" ? "$or" : "$nor"]: all };
}

/** One object where no two conditions are in each other's way. */
function together(all: readonly Plain[]): Plain {
  const result: Plain = {};
  for (const one of all) {
    for (const [path, value] of Object.entries(one)) {
      const before = result[path];
      if (before === undefined) result[path] = value;
      else if (areOperators(before) && areOperators(value) && !Object.keys(value).some((name) => Object.hasOwn(before, name))) result[path] = { ...before, ...value };
      else return { $and: all };
    }
  }
  return result;
}

const MERGED = new Set([...Object.values(OPERATORS), "$not", "$elemMatch", "$nearSphere", "$geoWithin", "$geoIntersects"]);

const areOperators = (value: unknown): value is Plain => isFields(value) && Object.keys(value).every((name) => MERGED.has(name));

function operatorsOf({ name, operand }: Compared): Plain {
  switch (name) {
    case "elemMatch":
      return { $elemMatch: elementOf(operand) };
    case "all":
      return { $all: (operand as unknown[]).map((one) => (one instanceof Compared ? operatorsOf(one) : encode(one))) };
    case "geoNear": {
      const { geometry, minDistance, maxDistance } = asked(operand, "geometry");
      return { $nearSphere: { $geometry: encode(geometry), ...(minDistance !== undefined && { $minDistance: minDistance }), ...(maxDistance !== undefined && { $maxDistance: maxDistance }) } };
    }
    case "geoWithin": {
      const { geometry, centerSphere } = asked(operand, "geometry", "centerSphere");
      return { $geoWithin: geometry === undefined ? { $centerSphere: encode(centerOf(centerSphere)) } : { $geometry: encode(geometry) } };
    }
    case "geoIntersects":
      return { $geoIntersects: { $geometry: encode(asked(operand, "geometry").geometry) } };
    case "expr":
    case "jsonSchema":
      throw wrong.value(`${name} stands beside fields, not on one`);
    default: {
      const expression = name === "eq" || name === "neq" ? expressionOf(operand) : undefined;
      if (expression !== undefined) return name === "eq" ? expression : { $not: expression };
      if (operand === undefined) throw wrong.type("parameter", "a value", operand);
      return { [OPERATORS[name] ?? ""]: encode(operand) };
    }
  }
}

function asked(operand: unknown, ...names: string[]): Plain {
  if (!isFields(operand) || names.every((name) => operand[name] === undefined)) throw wrong.value(`parameter.${names.join(" or parameter.")} is missing`);
  return operand;
}

/** `[[longitude, latitude], radius]`, the middle perhaps as a point of db.Geo. */
function centerOf(given: unknown): unknown {
  if (!Array.isArray(given)) throw wrong.type("parameter.centerSphere", "array", given);
  const [middle, radius] = given as [unknown, unknown];
  return [(middle as { coordinates?: unknown }).coordinates ?? middle, radius];
}

/** What an element of a list must be: conditions on it, or on its fields. */
export function elementOf(given: unknown): unknown {
  if (given instanceof Compared) return operatorsOf(given);
  if (given instanceof Joined) {
    const parts = joined(given, (part) => field("", part));
    // Conditions on the element itself have no path.
    return "" in parts && Object.keys(parts).length === 1 ? parts[""] : { [`$${given.joint}`]: given.parts.map(elementOf) };
  }
  const expression = expressionOf(given);
  if (expression !== undefined) return expression;
  return isFields(given) ? encodeCondition(given) : encode(given);
}

/** What `field` was given. */
export function encodeProjection(given: unknown): Plain {
  if (!isFields(given)) throw wrong.type("parameter", "object", given);
  return Object.fromEntries(Object.entries(given).map(([name, value]) => {
    if (value instanceof Shown) return [name, { [value.operator]: value.operator === "$elemMatch" ? elementOf(value.operand) : encode(value.operand) }];
    if (value instanceof Marked) throw wrong.value("this command can't stand in a projection");
    return [name, isFields(value) ? encode(value) : Boolean(value)];
  }));
}
