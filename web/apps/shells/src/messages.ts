/** What a page in the gateway and the messenger around it say to each other. Neither believes the other's word for who it is. */

export type Params = Record<string, unknown>;

export type FromPage =
  | { hutong: "page"; kind: "here"; isNew: boolean; hasBack: boolean; url: string; title: string }
  | { hutong: "page"; kind: "go"; url: string }
  | { hutong: "page"; kind: "again" }
  /** The site could not be reached; this document says why. */
  | { hutong: "page"; kind: "failed" }
  | { hutong: "page"; kind: "call"; id: number; name: string; params: Params };

export type ToPage =
  | { hutong: "messenger"; kind: "answer"; id: number; result: Params }
  | { hutong: "messenger"; kind: "event"; name: string; argv: Params }
  | { hutong: "messenger"; kind: "back" };

/** The name of the frame of a page inside a mini program, which the page knows it by before anything is said. */
export const frameNameIn = (appId: string): string => `hutong-miniprogram ${appId}`;

/** The mini program that a frame of this name stands in. */
export function programOf(frameName: string): string | undefined {
  return /^hutong-miniprogram (\w+)$/.exec(frameName)?.[1];
}

/** The messenger's origin, seen from a page's own name: `{label}.web.<messenger>`. Null anywhere else. */
export function messengerOf(origin: string): string | null {
  const found = /^(https?:\/\/)[a-z2-7]{26}\.web\.(.+)$/.exec(origin);
  return found ? `${found[1]}${found[2]}` : null;
}

/** Where an address leads from a page: within its site (by its real name or ours), to another site, or nowhere of ours. */
export function leadsTo(url: string, here: { origin: string; site: string }): { within: string } | { elsewhere: string } | null {
  let target: URL;
  try {
    target = new URL(url, here.origin);
  } catch {
    return null;
  }
  if (target.protocol !== "http:" && target.protocol !== "https:") return null;
  if (target.origin === here.origin) return null;
  if (target.origin === here.site) return { within: target.pathname + target.search + target.hash };
  return { elsewhere: target.href };
}
