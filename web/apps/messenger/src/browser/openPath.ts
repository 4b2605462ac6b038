import { linkInText, programInText, programPath } from "../mini/address";

/** Screens of ours that pages may lead to: what a link from anywhere may open. */
export const isPublic = (path: string): boolean => /^\/(?:a|p|pay|mini)\//.test(path);

/** The screen that opens an address inside the messenger, a mini program in its own place; `fromAppId` is the account whose thread or menu it stood in. */
export function openPath(url: string, fromAppId?: string): string {
  const program = programInText(url, location.origin);
  if (program) return programPath(program);
  const link = linkInText(url, location.origin);
  if (link) return link;
  const from = fromAppId ? `&from=${encodeURIComponent(fromAppId)}` : "";
  return `/open?url=${encodeURIComponent(url)}${from}`;
}
