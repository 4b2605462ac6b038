/** `/api/client/mini` and `/api/client/addresses`: programs that are here, what they may, and where somebody's parcels go. */
import { createHttp, type Colour } from "@hutong/api";
import type { components } from "@hutong/api/schema";
import type { VersionKind } from "./address";

type Shapes = components["schemas"];

/** A program as a list shows it. */
export type ProgramCard = Omit<Shapes["ProgramCard"], "colour"> & { colour: Colour };
export type Grants = Record<string, boolean>;
/** A domain that this program talked to in this person's name, how often, and how often it was kept from it. */
export type DomainTally = Shapes["DomainTally"];
export type ProgramSettings = Omit<Shapes["ProgramSettings"], "program" | "version"> & {
  program: ProgramCard;
  version: (Shapes["VersionCard"] & { kind: VersionKind }) | null;
};
export type Address = Shapes["AddressView"];
export type AddressDraft = Omit<Address, "id">;
export type MiniApi = ReturnType<typeof miniApi>;

/** `launch` is the word that the server gave for one opened program: calls in that program's name carry it. */
export function miniApi(personId: string | null, launch?: string) {
  const more: Record<string, string> = launch ? { "x-hutong-launch": launch } : {};
  const http = createHttp({ personId, fetch: (input, init) => globalThis.fetch(input, { ...init, headers: { ...(init?.headers as Record<string, string>), ...more } }) });
  const root = "/api/client/mini";
  const program = (appId: string) => `${root}/${encodeURIComponent(appId)}`;
  const addresses = "/api/client/addresses";
  const address = (id: string) => `${addresses}/${encodeURIComponent(id)}`;
  return {
    http,
    /** For the few calls that are not made through `http`. */
    headers: more,
    program,
    recent: () => http.get<{ items: ProgramCard[] }>(`${root}/recent`),
    mine: () => http.get<{ items: ProgramCard[] }>(`${root}/mine`),
    search: (q: string) => http.get<{ items: ProgramCard[] }>(`${root}/search`, { q }),
    /** Leave it out of those opened of late. */
    forget: (appId: string) => http.delete(`${root}/recent/${encodeURIComponent(appId)}`),
    card: (appId: string) => http.get<ProgramCard>(program(appId)),
    keep: (appId: string, mine: boolean) => http.put(`${program(appId)}/mine`, { mine }),
    newest: (appId: string, version: VersionKind) => http.get<{ name: string; digest: string }>(`${program(appId)}/newest`, { version }),
    phone: (appId: string) => http.get<{ shown: string }>(`${program(appId)}/phone`),
    settings: (appId: string) => http.get<ProgramSettings>(`${program(appId)}/settings`),
    setScope: (appId: string, scope: string, allowed: boolean) => http.put<{ scopes: Grants }>(`${program(appId)}/scopes`, { scope, allowed }),
    /** A card that the program's server changes; sent again under one client_id it is still the same message. */
    shareActivity: (appId: string, activityId: string, card: Shapes["CardWish"]) =>
      http.post<Shapes["EntryView"]>(`${program(appId)}/activities/${encodeURIComponent(activityId)}/cards`, card),
    /** The conversation with those who look after the program. */
    contact: (appId: string, sessionFrom: string) => http.post<{ conversation_id: string }>(`${program(appId)}/contact`, { sessionFrom }),
    addresses: () => http.get<{ items: Address[] }>(addresses),
    addAddress: (draft: AddressDraft) => http.post<Address>(addresses, draft),
    changeAddress: (id: string, draft: AddressDraft) => http.put<Address>(address(id), draft),
    removeAddress: (id: string) => http.delete(address(id)),
    makeDefault: (id: string) => http.post<Address>(`${address(id)}/default`),
  };
}
