/** Why a server was not reached, in the reader's words; what has no name stays as it came. */
import type { Words } from "@hutong/ui/words";

export function troubleWords({ t, has }: Pick<Words, "t" | "has">, code: string | undefined, params: Record<string, string>, text: string): string {
  const key = `trouble.${code ?? ""}`;
  return has(key) ? t(key, params) : text;
}
