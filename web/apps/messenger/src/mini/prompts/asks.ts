/** The questions and notices that one program has on the screen. Plain TypeScript: screens draw what stands in here and answer it. */
import type {
  ActionSheet, Address, ChosenFile, FileQuestion, Loading, Modal, Payment, PermissionQuestion, Place, Point, PreviewSource, Prompts, ScanKind, ScanResult,
  ShareCard, SubscribeTemplate, Toast,
} from "@hutong/engine/host";

/** Everything that waits for an answer, by its name: what was asked, and what may be answered besides `null`. */
export interface Questions {
  modal: { asked: Modal; answer: { confirm: boolean; content?: string } };
  actionSheet: { asked: ActionSheet; answer: number };
  permission: { asked: PermissionQuestion; answer: boolean };
  settings: { asked: null; answer: true };
  phone: { asked: null; answer: boolean };
  userInfo: { asked: { purpose: string }; answer: boolean };
  avatar: { asked: null; answer: Blob };
  address: { asked: null; answer: Address };
  payment: { asked: Payment; answer: "paid" | "cancelled" | { failed: string } };
  subscribe: { asked: { templates: SubscribeTemplate[] }; answer: Record<string, "accept" | "reject"> };
  files: { asked: FileQuestion; answer: ChosenFile[] };
  preview: { asked: { sources: PreviewSource[]; current: number; menu: boolean }; answer: true };
  chooseLocation: { asked: Partial<Point>; answer: Place };
  openLocation: { asked: Place & { scale: number }; answer: true };
  scan: { asked: { onlyFromCamera: boolean; kinds: ScanKind[] }; answer: ScanResult };
  call: { asked: { number: string }; answer: boolean };
  share: { asked: ShareCard; answer: boolean };
  service: { asked: { sessionFrom: string; card?: ShareCard }; answer: true };
  leave: { asked: { appId: string; path: string; version: string }; answer: boolean };
  privacy: { asked: null; answer: boolean };
}

export type QuestionName = keyof Questions;

export type Ask = { [Name in QuestionName]: { id: number; name: Name; asked: Questions[Name]["asked"]; answer: (value: Questions[Name]["answer"] | null) => void } }[QuestionName];

export type AskOf<Name extends QuestionName> = Extract<Ask, { name: Name }>;

export interface PromptsState {
  /** In the order they were asked; the first is drawn, the others wait behind it. */
  asks: readonly Ask[];
  /** A toast, or the sign that something is loading: one of them at a time, as on the platform. */
  notice: { id: number; toast: Toast } | { id: number; loading: Loading } | null;
}

/** More than a person would answer: a program that asks without end is told no. */
const MOST_WAITING = 8;

export interface Device {
  setTimer(run: () => void, ms: number): () => void;
  save(file: { blob: Blob; name: string }): boolean;
  openDocument(file: { blob: Blob; name: string }): boolean;
}

export class PromptsModel implements Prompts {
  private state: PromptsState = { asks: [], notice: null };
  private readonly hearers = new Set<() => void>();
  private lastId = 0;
  private stopTimer: () => void = () => undefined;

  constructor(private readonly device: Device) {}

  readonly listen = (hearer: () => void): (() => void) => {
    this.hearers.add(hearer);
    return () => this.hearers.delete(hearer);
  };
  readonly snapshot = (): PromptsState => this.state;

  toast(toast: Toast): void {
    this.stopTimer();
    const id = ++this.lastId;
    this.change({ notice: { id, toast: { ...toast, title: toast.title.slice(0, 200) } } });
    this.stopTimer = this.device.setTimer(() => this.state.notice?.id === id && this.change({ notice: null }), Math.min(Math.max(0, toast.durationMs), 30_000));
  }

  hideToast(): void {
    if (this.state.notice && "toast" in this.state.notice) this.change({ notice: null });
  }

  loading(loading: Loading): void {
    this.stopTimer();
    this.change({ notice: { id: ++this.lastId, loading: { ...loading, title: loading.title.slice(0, 200) } } });
  }

  hideLoading(): void {
    if (this.state.notice && "loading" in this.state.notice) this.change({ notice: null });
  }

  async modal(modal: Modal): Promise<{ confirm: boolean; content?: string }> {
    return (await this.ask("modal", modal)) ?? { confirm: false };
  }
  actionSheet(sheet: ActionSheet): Promise<number | null> {
    return this.ask("actionSheet", sheet);
  }
  async permission(question: PermissionQuestion): Promise<boolean> {
    return (await this.ask("permission", question)) ?? false;
  }
  async settings(): Promise<void> {
    await this.ask("settings", null);
  }
  async phone(): Promise<boolean> {
    return (await this.ask("phone", null)) ?? false;
  }
  async userInfo(question: { purpose: string }): Promise<boolean> {
    return (await this.ask("userInfo", question)) ?? false;
  }
  avatar(): Promise<Blob | null> {
    return this.ask("avatar", null);
  }
  address(): Promise<Address | null> {
    return this.ask("address", null);
  }
  async payment(payment: Payment): Promise<"paid" | "cancelled" | { failed: string }> {
    return (await this.ask("payment", payment)) ?? "cancelled";
  }
  subscribe(question: { templates: SubscribeTemplate[] }): Promise<Record<string, "accept" | "reject"> | null> {
    return this.ask("subscribe", question);
  }
  chooseFiles(question: FileQuestion): Promise<ChosenFile[] | null> {
    return this.ask("files", question);
  }
  preview(preview: { sources: PreviewSource[]; current: number; menu: boolean }): void {
    void this.ask("preview", preview);
  }
  chooseLocation(around: Partial<Point>): Promise<Place | null> {
    return this.ask("chooseLocation", around);
  }
  openLocation(place: Place & { scale: number }): void {
    void this.ask("openLocation", place);
  }
  scan(question: { onlyFromCamera: boolean; kinds: ScanKind[] }): Promise<ScanResult | null> {
    return this.ask("scan", question);
  }
  async callPhone(call: { number: string }): Promise<boolean> {
    return (await this.ask("call", call)) ?? false;
  }
  async saveFile(file: { blob: Blob; name: string; kind: "image" | "video" | "file" }): Promise<boolean> {
    return this.device.save(file);
  }
  async openDocument(file: { blob: Blob; name: string }): Promise<boolean> {
    return this.device.openDocument(file);
  }
  async share(card: ShareCard): Promise<boolean> {
    return (await this.ask("share", card)) ?? false;
  }
  customerService(card: { sessionFrom: string; card?: ShareCard }): void {
    void this.ask("service", card);
  }
  async leaveFor(target: { appId: string; path: string; version: string }): Promise<boolean> {
    return (await this.ask("leave", target)) ?? false;
  }
  async privacy(): Promise<boolean> {
    return (await this.ask("privacy", null)) ?? false;
  }

  closeAll(): void {
    this.stopTimer();
    const { asks } = this.state;
    this.change({ asks: [], notice: null });
    for (const ask of asks) ask.answer(null);
  }

  private ask<Name extends QuestionName>(name: Name, asked: Questions[Name]["asked"]): Promise<Questions[Name]["answer"] | null> {
    if (this.state.asks.length >= MOST_WAITING) return Promise.resolve(null);
    return new Promise((resolve) => {
      const id = ++this.lastId;
      const answer = (value: Questions[Name]["answer"] | null) => {
        this.change({ asks: this.state.asks.filter((one) => one.id !== id) });
        resolve(value);
      };
      this.change({ asks: [...this.state.asks, { id, name, asked, answer } as unknown as Ask] });
    });
  }

  private change(change: Partial<PromptsState>): void {
    this.state = { ...this.state, ...change };
    for (const hearer of this.hearers) hearer();
  }
}
