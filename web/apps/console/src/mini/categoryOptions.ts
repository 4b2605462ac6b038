/** Categories as a list to choose from, by their groups; those that cannot be chosen say why. */
import type { LanguageCode } from "@hutong/api";
import type { Category } from "./types";

export interface CategoryKey {
  first: number;
  second: number;
}

export const keyOf = ({ first, second }: CategoryKey): string => `${first}/${second}`;

export function optionsOf(table: Category[], language: LanguageCode, labelOf: (one: Category, name: string) => { label: string; disabled: boolean }) {
  const isEnglish = language === "en";
  const groupOf = (one: Category) => (isEnglish ? one.group_en : one.group);
  return [...new Set(table.map(groupOf))].map((group) => ({
    label: group,
    title: group,
    options: table.filter((one) => groupOf(one) === group).map((one) => ({ value: keyOf(one), ...labelOf(one, isEnglish ? one.name_en : one.name) })),
  }));
}
