/** Addresses as forms hold them: what is missing, and how one reads. */
import type { Address, AddressDraft } from "../api";

export const BLANK: AddressDraft = {
  name: "", phone: "", province: "", city: "", district: "", street: "", detail: "", postal_code: "", national_code: "", is_default: false,
};

export type FieldName = "name" | "phone" | "region" | "detail" | "postal_code";

/** Which fields cannot stay as they are; the words for each are under `address.wrong.<field>`. */
export function wrongIn(draft: AddressDraft): FieldName[] {
  const wrong: FieldName[] = [];
  if (!draft.name.trim()) wrong.push("name");
  if (!/^\+?[\d -]{5,20}$/.test(draft.phone.trim())) wrong.push("phone");
  if (!draft.province || !draft.city) wrong.push("region");
  if (!draft.detail.trim()) wrong.push("detail");
  if (draft.postal_code.trim() && !/^\d{6}$/.test(draft.postal_code.trim())) wrong.push("postal_code");
  return wrong;
}

export function trimmed(draft: AddressDraft): AddressDraft {
  const text = (value: string) => value.trim().replace(/\s+/g, " ");
  return { ...draft, name: text(draft.name), phone: text(draft.phone), street: text(draft.street), detail: text(draft.detail), postal_code: draft.postal_code.trim() };
}

/** Cities that are provinces are said once. */
export function regionOf({ province, city, district }: Pick<AddressDraft, "province" | "city" | "district">): string {
  return [...new Set([province, city, district])].filter(Boolean).join(" ");
}

export function lineOf(address: Pick<AddressDraft, "province" | "city" | "district" | "street" | "detail">): string {
  return [regionOf(address), address.street, address.detail].filter(Boolean).join(" ");
}

export function draftOf(address: Address): AddressDraft {
  const { id, ...draft } = { ...BLANK, ...address };
  void id;
  return draft;
}

/** The default first, then as the server keeps them. */
export function inOrder(items: readonly Address[]): Address[] {
  return [...items].sort((one, other) => Number(other.is_default) - Number(one.is_default));
}
