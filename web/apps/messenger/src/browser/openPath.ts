/** The screen that opens an address inside the messenger; `fromAppId` is the account whose thread or menu it stood in. */
export function openPath(url: string, fromAppId?: string): string {
  const from = fromAppId ? `&from=${encodeURIComponent(fromAppId)}` : "";
  return `/open?url=${encodeURIComponent(url)}${from}`;
}
