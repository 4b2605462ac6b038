/** `/api/client`: what the messenger may ask of the server, one line per question. */
import { createHttp, queryString, type Http, type HttpOptions, type UploadWatch } from "./client";
import { moneyApi } from "./money";
import type {
  AccountCardHeld, AccountPage, AccountSafety, Arrival, CardOffer, ComplaintReason, Conversation, DeviceSession, Directory, Draft, Entry, Id, Invitation, LanguageCode, Me, MediaKind, Menu, Notification, OwnComplaint,
  Person, PersonPage, ScanResult, Session, SyncAnswer, Upload,
} from "./types";

export interface Registration {
  invitation: string | null;
  email: string;
  name: string;
  password: string;
  language: LanguageCode;
}

export interface Place {
  latitude: number;
  longitude: number;
  scale: number;
  label: string;
}

export type MessengerApi = ReturnType<typeof messengerApi>;

export function messengerApi(options: HttpOptions = {}) {
  const http: Http = createHttp(options);
  const root = "/api/client";
  const conversation = (id: Id) => `${root}/conversations/${encodeURIComponent(id)}`;
  const parts = `${root}/uploads/parts`;
  const account = (appId: string) => `${root}/accounts/${encodeURIComponent(appId)}`;

  return {
    personId: http.personId,
    money: moneyApi(http),
    streamPath: `${root}/stream${queryString({ as: http.personId })}`,
    /** The address of what only members see, for this tab's person: pictures and sound can not carry a header. */
    mediaUrl: (url: string) => (http.personId && url.startsWith(`${root}/conversations/`) ? `${url}${queryString({ as: http.personId })}` : url),

    session: () => http.get<Session>(`${root}/session`),
    signIn: (email: string, password: string) => http.post<{ person: Person }>(`${root}/session`, { email, password }),
    signOut: () => http.delete(`${root}/session`),
    signOutEverywhere: () => http.delete(`${root}/sessions`),
    sessions: () => http.get<{ items: DeviceSession[] }>(`${root}/sessions`),
    register: (form: Registration) => http.post<{ person: Person }>(`${root}/registrations`, form),
    invitation: (code: string) => http.get<Invitation>(`${root}/invitations/${encodeURIComponent(code)}`),
    me: () => http.get<Me>(`${root}/me`),
    changeMe: (change: { name?: string; language?: LanguageCode }) => http.patch<Me>(`${root}/me`, change),
    changeAvatar: (picture: Blob) => http.upload<Me>("PUT", `${root}/me/avatar`, picture),

    sync: (personalSeq: number, positions: Record<Id, number>) =>
      http.post<SyncAnswer>(`${root}/sync`, { personal_seq: personalSeq, positions }),
    entriesBefore: (id: Id, before: number, limit = 50) =>
      http.get<{ entries: Entry[]; more: boolean }>(`${conversation(id)}/entries`, { before, limit }),
    openConversation: (peer: { person_id: Id } | { link_code: string }) => http.post<Conversation>(`${root}/conversations`, peer),
    conversation: (id: Id) => http.get<Conversation>(conversation(id)),
    startGroup: (personIds: readonly Id[], title: string) => http.post<Conversation>(`${root}/conversations`, { person_ids: personIds, title: title || null }),
    bringToGroup: (id: Id, personIds: readonly Id[]) => http.post<Conversation>(`${conversation(id)}/members`, { person_ids: personIds }),
    leaveGroup: (id: Id) => http.delete<Conversation>(`${conversation(id)}/members`),
    renameGroup: (id: Id, title: string) => http.put<Conversation>(`${conversation(id)}/title`, { title }),
    send: (id: Id, clientId: string, body: Draft) => http.post<Entry>(`${conversation(id)}/entries`, { client_id: clientId, body }),
    upload: (kind: MediaKind, name: string, bytes: Blob, watch?: UploadWatch) =>
      http.upload<Upload>("POST", `${root}/uploads`, bytes, { name, kind }, watch),
    /** A large file goes up in parts, and on from where the line broke. */
    beginUpload: (kind: MediaKind, name: string, size: number) => http.post<Arrival>(parts, { kind, name, size_bytes: size }),
    arrivalOf: (id: string) => http.get<Arrival>(`${parts}/${id}`),
    putPart: (id: string, offset: number, bytes: Blob, watch?: UploadWatch) => http.upload<Arrival>("PUT", `${parts}/${id}`, bytes, { offset }, watch),
    finishUpload: (id: string) => http.post<Upload>(`${parts}/${id}/finish`),
    forgetUpload: (id: string) => http.delete(`${parts}/${id}`),
    /** For this person alone; the other side keeps theirs. */
    clearHistory: (id: Id, seq: number) => http.post(`${conversation(id)}/clear`, { seq }),
    deleteForMe: (id: Id, seqs: readonly number[]) => http.post(`${conversation(id)}/delete`, { seqs }),
    markRead: (id: Id, seq: number) => http.post<{ read_seq: number; read_ordinal: number }>(`${conversation(id)}/read`, { seq }),
    changeSettings: (id: Id, change: { muted?: boolean; pinned?: boolean; marked?: boolean; draft?: string }) =>
      http.put<Conversation>(`${conversation(id)}/settings`, change),

    account: (linkCode: string) => http.get<AccountPage>(account(linkCode)),
    /** `how` the person came, which the account is told: a scanned code names its scene by `ticket`. */
    follow: (appId: string, { how = "link", ticket = null }: { how?: "search" | "link" | "qr_code"; ticket?: string | null } = {}) =>
      http.post<{ conversation: Conversation }>(`${account(appId)}/follow`, { how, scene: ticket ? { ticket } : null }),
    unfollow: (appId: string) => http.delete(`${account(appId)}/follow`),
    accountSafety: (appId: string) => http.get<AccountSafety>(`${account(appId)}/complaints`),
    complain: (appId: string, complaint: { reason: ComplaintReason; words: string; about: { conversation_id: Id; seq: number } | null; unfollow: boolean }) =>
      http.post<OwnComplaint>(`${account(appId)}/complaints`, complaint),
    menu: (appId: string) => http.get<Menu>(`${account(appId)}/menu`),
    notifications: (appId: string, ids = "") => http.get<{ items: Notification[] }>(`${account(appId)}/notifications`, { ids }),
    answerNotifications: (appId: string, answers: Record<string, "accept" | "reject">, scene: "page" | "article") =>
      http.post<{ items: Notification[] }>(`${account(appId)}/notifications`, { answers, scene }),
    wantNotification: (appId: string, id: string, wanted: boolean) =>
      http.put<{ items: Notification[] }>(`${account(appId)}/notifications/${encodeURIComponent(id)}`, { wanted }),
    pressMenu: (appId: string, index: string, more: { location?: Place; scan_result?: string } = {}) =>
      http.post<{ open_url: string | null }>(`${account(appId)}/menu/press`, { index, ...more }),
    sharePlace: (appId: string, shared: boolean) => http.put(`${account(appId)}/place-sharing`, { shared }),
    enterAccount: (appId: string, at: { latitude?: number; longitude?: number; precision?: number } = {}) =>
      http.post<{ shares_place: boolean }>(`${account(appId)}/entered`, at),

    person: (linkCode: string) => http.get<PersonPage>(`${root}/people/${encodeURIComponent(linkCode)}`),
    directory: (q: string) => http.get<Directory>(`${root}/directory`, { q }),
    cardOffer: (code: string) => http.get<CardOffer>(`${root}/card-offers/${encodeURIComponent(code)}`),
    takeCards: (code: string) => http.post<{ cards: AccountCardHeld[] }>(`${root}/card-offers/${encodeURIComponent(code)}`),
    accountCards: () => http.get<{ cards: AccountCardHeld[] }>(`${root}/account-cards`),
    deleteAccountCard: ({ app_id, card_id, code }: AccountCardHeld) => http.delete(`${root}/account-cards/${[app_id, card_id, code].map(encodeURIComponent).join("/")}`),
    /** Where a link that opens a mini program leads. */
    programLink: (text: string) => http.post<{ path: string }>(`${root}/mini/links`, { text }),
    scan: (text: string) => http.post<ScanResult>(`${root}/scan`, { text }),

    /** Lab only. */
    labAddPerson: (name: string) => http.post<{ items: Person[] }>("/api/lab/people", { name }),
    /** Lab only: a one-time address that opens the messenger as somebody. */
    labPeople: () => http.get<{ items: (Person & { following: number })[]; next: string | null }>("/api/lab/people"),
    labSignInLink: (personId: Id, path = "/") =>
      http.post<{ url: string }>(`/api/lab/people/${encodeURIComponent(personId)}/sign-in-link`, { path }),
  };
}
