/**
 * What the messenger shows while a program runs. All of it is drawn outside the frame, so that no page can imitate it.
 *
 * A question answers with what the person chose, or `null` when they turned away from it; it never rejects for that.
 * When a program closes, `closeAll` takes away what is still on the screen and lets waiting questions answer `null`.
 */
export interface Prompts {
  toast(toast: Toast): void;
  hideToast(): void;
  loading(loading: Loading): void;
  hideLoading(): void;
  /** `content` is what was typed when the question was editable. */
  modal(modal: Modal): Promise<{ confirm: boolean; content?: string }>;
  /** Answers the index of the item. */
  actionSheet(sheet: ActionSheet): Promise<number | null>;

  /** May this program use a scope? The sheet names the program and gives its reason. */
  permission(question: PermissionQuestion): Promise<boolean>;
  /** The settings page of the program; resolves when it is left. The scopes are read again from the backend. */
  settings(): Promise<void>;
  /** Answers true when the person agrees to hand over the phone number that they see. */
  phone(): Promise<boolean>;
  /** Nickname and picture to be handed over, or `null`. `purpose` is the program's own sentence. */
  userInfo(question: { purpose: string }): Promise<boolean>;
  /** What the person wants to be seen as in this program: a picture they chose. */
  avatar(): Promise<Blob | null>;
  address(): Promise<Address | null>;
  /** Draws the payment sheet; the answer is all that the program learns. */
  payment(payment: Payment): Promise<"paid" | "cancelled" | { failed: string }>;
  /** Which of the listed templates may be sent; decisions go to the backend by the host. `null`: the sheet was closed. */
  subscribe(question: { templates: SubscribeTemplate[] }): Promise<Record<string, "accept" | "reject"> | null>;

  /** Opens the file chooser or camera of the device. `null` or an empty list: nothing was chosen. */
  chooseFiles(question: FileQuestion): Promise<ChosenFile[] | null>;
  /** `current` is an index; each source is an address that an `img` or `video` of the messenger can show. */
  preview(preview: { sources: PreviewSource[]; current: number; menu: boolean }): void;
  chooseLocation(around: Partial<Point>): Promise<Place | null>;
  openLocation(place: Place & { scale: number }): void;
  scan(question: { onlyFromCamera: boolean; kinds: ScanKind[] }): Promise<ScanResult | null>;
  /** "Call 10086?": true when the person agrees; dialling is the host's. */
  callPhone(call: { number: string }): Promise<boolean>;
  saveFile(file: { blob: Blob; name: string; kind: "image" | "video" | "file" }): Promise<boolean>;
  /** Shows a document (pdf, doc ...) or hands it to the browser. */
  openDocument(file: { blob: Blob; name: string }): Promise<boolean>;
  /** Sends a card to a chat that the person chooses. */
  share(card: ShareCard): Promise<boolean>;
  /** Opens the conversation with the program's customer service. */
  customerService(card: { sessionFrom: string; card?: ShareCard }): void;
  /** "Leave for another program?": answers true when the person agrees. */
  leaveFor(target: { appId: string; path: string; version: string }): Promise<boolean>;
  /** The privacy notice of the program; answers true when agreed. */
  privacy(): Promise<boolean>;
  closeAll(): void;
}

export interface Toast {
  title: string;
  icon: "success" | "error" | "loading" | "none";
  /** An address that can be shown as it is; takes the place of the icon. */
  image?: string;
  durationMs: number;
  /** While it is seen nothing below can be touched. */
  mask: boolean;
}

export interface Loading {
  title: string;
  mask: boolean;
}

export interface Modal {
  title: string;
  content: string;
  showCancel: boolean;
  cancelText: string;
  cancelColor: string;
  confirmText: string;
  confirmColor: string;
  editable: boolean;
  placeholderText: string;
}

export interface ActionSheet {
  alertText: string;
  items: string[];
  itemColor: string;
}

export interface PermissionQuestion {
  scope: Scope;
  /** The program's own reason: app.json `permission.<scope>.desc`. */
  reason: string;
}

export const SCOPES = [
  "scope.userInfo", "scope.userLocation", "scope.userFuzzyLocation", "scope.userLocationBackground", "scope.address",
  "scope.invoiceTitle", "scope.invoice", "scope.werun", "scope.record", "scope.writePhotosAlbum", "scope.camera",
  "scope.bluetooth", "scope.addPhoneContact", "scope.addPhoneCalendar",
] as const;

export type Scope = (typeof SCOPES)[number];

/** An address as programs know it; the names are those of the wire. */
export interface Address {
  userName: string;
  postalCode: string;
  provinceName: string;
  cityName: string;
  countyName: string;
  detailInfo: string;
  detailInfoNew?: string;
  streetName?: string;
  nationalCode: string;
  nationalCodeFull?: string;
  telNumber: string;
}

/** What `wx.requestPayment` was given, all text. */
export interface Payment {
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: string;
  paySign: string;
}

export interface SubscribeTemplate {
  id: string;
  title: string;
  /** Example lines of the message. */
  lines: string[];
}

export interface FileQuestion {
  kinds: ("image" | "video" | "file")[];
  count: number;
  sources: ("album" | "camera")[];
  camera: "back" | "front";
  maxDurationSeconds: number;
  /** Endings such as "pdf"; empty: any. */
  extensions: string[];
}

export interface ChosenFile {
  blob: Blob;
  name: string;
  kind: "image" | "video" | "file";
}

export interface PreviewSource {
  url: string;
  kind: "image" | "video";
  poster?: string;
}

export interface Point {
  latitude: number;
  longitude: number;
}

export interface Place extends Point {
  name: string;
  address: string;
}

export type ScanKind = "barCode" | "qrCode" | "datamatrix" | "pdf417" | "wxCode";

export interface ScanResult {
  result: string;
  scanType: string;
  charSet: string;
  rawData: string;
  /** The page of this same program that the code leads to. */
  path?: string;
}

export interface ShareCard {
  title: string;
  path: string;
  /** A picture that can be shown as it is, or bytes; without one the shell takes the program's own. */
  image?: string | Blob;
  /** What the program's server changes the card by, and what the card says until it does. */
  activity?: { id: string; words: Record<string, string> };
}
