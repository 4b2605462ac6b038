/**
 * The divisions of China as a tree of codes and names.
 *
 * They are written one province to a line: `13河北省;01石家庄市,2长安区,4桥西区,新华区`. A city begins with `;` and its two digits,
 * a county with `,` and its number, left out where it is one more than the number before.
 */
export interface Division {
  code: string;
  name: string;
  below: Division[];
}

export type Level = "province" | "city" | "region";
export const LEVELS: Level[] = ["province", "city", "region"];

export function readDivisions(lines: string): Division[] {
  return lines.split("\n").filter(Boolean).map((line) => {
    const [head = "", ...cities] = line.split(";");
    return division(head.slice(0, 2).padEnd(6, "0"), head.slice(2), cities.map((city) => readCity(head.slice(0, 2), city)));
  });
}

function readCity(province: string, line: string): Division {
  const [head = "", ...counties] = line.split(",");
  const prefix = province + head.slice(0, 2);
  let last = 0;
  const below = counties.map((county) => {
    const digits = /^\d*/.exec(county)?.[0] ?? "";
    last = digits === "" ? last + 1 : Number(digits);
    return division(prefix + String(last).padStart(2, "0"), county.slice(digits.length), []);
  });
  return division(prefix + "00", head.slice(2), below);
}

function division(code: string, name: string, below: Division[]): Division {
  return { code, name, below };
}

export interface RegionColumns {
  columns: Division[][];
  indexes: number[];
}

/** The columns for a way down the tree; an index that is too large for its column falls back to the first. */
export function regionColumns(top: Division[], indexes: number[], level: Level, customItem: string): RegionColumns {
  const custom: Division[] = customItem === "" ? [] : [division("", customItem, [])];
  const columns: Division[][] = [];
  const chosen: number[] = [];
  let here: Division[] = top;
  for (let depth = 0; depth <= LEVELS.indexOf(level); depth += 1) {
    const column = [...custom, ...here];
    const wanted = indexes[depth] ?? 0;
    const index = wanted >= 0 && wanted < column.length ? wanted : 0;
    columns.push(column);
    chosen.push(index);
    here = under(column[index], depth);
  }
  return { columns, indexes: chosen };
}

// A city without counties is its own only county.
function under(chosen: Division | undefined, depth: number): Division[] {
  if (!chosen || chosen.code === "") return [];
  return chosen.below.length === 0 && depth === 1 ? [chosen] : chosen.below;
}

/** Where names or codes of a value stand, level by level. */
export function findRegion(top: Division[], value: readonly unknown[], level: Level, customItem: string): number[] {
  const indexes: number[] = [];
  for (let depth = 0; depth <= LEVELS.indexOf(level); depth += 1) {
    const column = regionColumns(top, indexes, LEVELS[depth] ?? "province", customItem).columns[depth] ?? [];
    indexes.push(Math.max(0, column.findIndex((one) => one.name === value[depth] || (one.code !== "" && one.code === value[depth]))));
  }
  return indexes;
}

/** What `change` tells: names, codes, and the postcode where it is known (it is not). */
export function regionDetail({ columns, indexes }: RegionColumns): { value: string[]; code: string[]; postcode: string } {
  const way = columns.map((column, depth) => column[indexes[depth] ?? 0]).filter((one) => one !== undefined);
  return { value: way.map((one) => one.name), code: way.filter((one) => one.code !== "").map((one) => one.code), postcode: "" };
}
