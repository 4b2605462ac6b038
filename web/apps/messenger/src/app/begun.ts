/** Questions that the page asked before its script was here (`begin.js`): whoever asks the same takes the answer, once. */
import type { Fetch } from "@hutong/api";

interface Begun {
  /** Whom the questions were asked for; null leaves it to the server, which answers alike for all of them. */
  person: string | null;
  asked: Map<string, { body: string | null; answer: Promise<Response> }>;
}

declare global {
  interface Window {
    hutongBegun?: Begun;
  }
}

export const begunFetch: Fetch = async (input, init) => {
  const answer = await taken(input, init)?.catch(() => null);
  return answer?.ok ? answer : fetch(input, init);
};

/** Is the first look at one's conversations on its way already? */
export const hasBegunSync = (): boolean => window.hutongBegun?.asked.has("POST /api/client/sync") ?? false;

/** What was begun for somebody else, or for nobody, is nobody's answer. */
export function dropBegun(): void {
  delete window.hutongBegun;
}

function taken(input: string, init?: RequestInit): Promise<Response> | undefined {
  const begun = window.hutongBegun;
  const key = `${init?.method ?? "GET"} ${input}`;
  const one = begun?.asked.get(key);
  if (!begun || !one || one.body !== (init?.body ?? null)) return undefined;
  const person = (init?.headers as Record<string, string> | undefined)?.["X-Hutong-Person"] ?? null;
  if (begun.person !== null && begun.person !== person) return undefined;
  begun.asked.delete(key);
  return one.answer;
}
