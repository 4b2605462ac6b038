/** The callback settings while they are being written, checked as the real form checks them. */
import type { CallbackDraft, CallbackFailure } from "./types";

export type CallbackMistake = "url_missing" | "url_not_http" | "token_form" | "aes_key_form";

export interface CallbackMistakes {
  url?: CallbackMistake;
  token?: CallbackMistake;
  aes_key?: CallbackMistake;
}

const tokenForm = /^[A-Za-z0-9]{3,32}$/;
const keyForm = /^[A-Za-z0-9]{43}$/;
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export function mistakesIn(draft: CallbackDraft): CallbackMistakes {
  const mistakes: CallbackMistakes = {};
  if (draft.url.trim() === "") mistakes.url = "url_missing";
  else if (!/^https?:\/\/[^\s/]+/.test(draft.url.trim())) mistakes.url = "url_not_http";
  if (!tokenForm.test(draft.token)) mistakes.token = "token_form";
  // Plain mode never reads the key, but a key that is there must be a key.
  if (draft.aes_key === "" ? draft.mode !== "plain" : !keyForm.test(draft.aes_key)) mistakes.aes_key = "aes_key_form";
  return mistakes;
}

export function hasMistakes(mistakes: CallbackMistakes): boolean {
  return Object.keys(mistakes).length > 0;
}

/** Letters and digits only; `randomBytes` is handed in so that a test can hold it still. */
export function randomText(length: number, randomBytes: (count: number) => Uint8Array): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      // Bytes beyond the last whole alphabet would make its first letters likelier.
      if (byte < 256 - (256 % alphabet.length) && text.length < length) text += alphabet[byte % alphabet.length];
    }
  }
  return text;
}

/** A body as an eye can tell it apart: what is invisible gets a mark. */
export function visible(body: string): string {
  return body.replaceAll("\uFEFF", "⟨BOM⟩").replaceAll("\r", "␍").replaceAll("\n", "↵").replaceAll("\t", "⇥");
}

/** The reason in what the server refused with; parameters that do not concern this reason are left out there. */
export function failureIn(code: string, params: Record<string, unknown>): CallbackFailure | null {
  const { reason } = params;
  if (code !== "callback_check_failed" || typeof reason !== "string") return null;
  return {
    reason,
    expected: textOf(params["expected"]),
    got: textOf(params["got"]),
    expected_signature: textOf(params["expected_signature"]),
    signature_params: textsOf(params["signature_params"]),
    status: numberOf(params["status"]),
    elapsed_ms: numberOf(params["elapsed_ms"]),
    hint: textOf(params["hint"]),
    hint_code: textOf(params["hint_code"]),
    hint_params: textsOf(params["hint_params"]),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function numberOf(value: unknown): number | null {
  const number = typeof value === "string" ? Number.parseFloat(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

function textsOf(value: unknown): Record<string, string> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, String(one)]));
}
