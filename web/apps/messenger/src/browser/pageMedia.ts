/**
 * Pictures and voices of a page: `chooseImage`, `startRecord` and the calls around them.
 *
 * What the person chose or said stays here under a local id, until the page has it sent to its server. The page is
 * handed the bytes beside the ids, so that it can show them; the id alone is what it names them by.
 */
import type { Params } from "@hutong/shells/messages";
import type { Recording } from "../chat/voice/recorder";

export type MediaKind = "image" | "voice";

export interface MediaAbilities {
  /** Null: the person changed their mind. */
  choosePictures: (most: number, sources: string[]) => Promise<Blob[] | null>;
  /** Asks for the microphone. Null: the person said no. */
  record: () => Promise<Recording | null>;
  recorded: () => void;
  upload: (kind: MediaKind, bytes: Blob, pagePass: string) => Promise<string>;
  download: (mediaId: string, pagePass: string) => Promise<Blob>;
  play: (bytes: Blob, ended: () => void) => { play(): void; pause(): void; stop(): void };
}

const MOST_CHOSEN = 9;
const LONGEST_MS = 60_000;

type Voice = ReturnType<MediaAbilities["play"]>;

export class PageMedia {
  private readonly files = new Map<string, Blob>();
  private readonly voices = new Map<string, Voice>();
  private recording: Recording | null = null;
  private tooLong: ReturnType<typeof setTimeout> | undefined;
  private count = 0;
  readonly calls: Record<string, (params: Params) => Promise<Params>>;

  constructor(
    private readonly can: MediaAbilities,
    private readonly pagePass: () => string,
    private readonly tell: (name: string, argv: Params) => void,
  ) {
    this.calls = {
      chooseImage: (params) => this.choose(params),
      uploadImage: (params) => this.upload("image", params),
      downloadImage: (params) => this.download(params),
      getLocalImgData: (params) => this.data(params),
      startRecord: () => this.start(),
      stopRecord: () => this.stop(),
      playVoice: (params) => this.withVoice(params, (voice) => voice.play()),
      pauseVoice: (params) => this.withVoice(params, (voice) => voice.pause()),
      stopVoice: (params) => this.withVoice(params, (voice) => voice.stop()),
      uploadVoice: (params) => this.upload("voice", params),
      downloadVoice: (params) => this.download(params),
    };
  }

  /** Another page came, or the screen goes: nothing of the page before goes on. */
  forget(): void {
    clearTimeout(this.tooLong);
    this.recording?.cancel();
    if (this.recording) this.can.recorded();
    this.recording = null;
    for (const voice of this.voices.values()) voice.stop();
    this.voices.clear();
    this.files.clear();
  }

  file(localId: unknown): Blob | undefined {
    return typeof localId === "string" ? this.files.get(localId) : undefined;
  }

  private async choose(params: Params): Promise<Params> {
    const wanted = Number(params["count"] ?? MOST_CHOSEN);
    const most = Number.isFinite(wanted) ? Math.min(MOST_CHOSEN, Math.max(1, Math.trunc(wanted))) : MOST_CHOSEN;
    const sources = Array.isArray(params["sourceType"]) ? params["sourceType"].map(String) : [];
    const chosen = await this.can.choosePictures(most, sources);
    if (!chosen || chosen.length === 0) return { err_msg: "cancel" };
    const localIds = chosen.slice(0, most).map((file) => this.keep(file));
    return { localIds, sourceType: sources.length === 1 ? sources[0] : "album", ...this.beside(localIds) };
  }

  private async upload(kind: MediaKind, params: Params): Promise<Params> {
    const bytes = this.file(params["localId"]);
    if (!bytes) return { err_msg: "fail, invalid localId" };
    return { serverId: await this.can.upload(kind, bytes, this.pagePass()) };
  }

  private async download(params: Params): Promise<Params> {
    const { serverId } = params;
    if (typeof serverId !== "string" || serverId === "") return { err_msg: "fail, invalid serverId" };
    const localId = this.keep(await this.can.download(serverId, this.pagePass()));
    return { localId, ...this.beside([localId]) };
  }

  private async data(params: Params): Promise<Params> {
    const bytes = this.file(params["localId"]);
    if (!bytes) return { err_msg: "fail, invalid localId" };
    return { localData: `data:${bytes.type || "image/jpeg"};base64,${base64(new Uint8Array(await bytes.arrayBuffer()))}` };
  }

  private async start(): Promise<Params> {
    if (this.recording) return { err_msg: "fail, recording" };
    this.recording = await this.can.record();
    if (!this.recording) return { err_msg: "cancel" };
    this.tooLong = setTimeout(() => void this.end().then((told) => this.tell("onVoiceRecordEnd", told)), LONGEST_MS);
    return {};
  }

  private async stop(): Promise<Params> {
    return this.recording ? this.end() : { err_msg: "fail, not recording" };
  }

  private async end(): Promise<Params> {
    clearTimeout(this.tooLong);
    const recording = this.recording;
    this.recording = null;
    this.can.recorded();
    if (!recording) return { err_msg: "fail, not recording" };
    const localId = this.keep((await recording.stop()).bytes);
    return { localId, ...this.beside([localId]) };
  }

  private async withVoice(params: Params, act: (voice: Voice) => void): Promise<Params> {
    const { localId } = params;
    const bytes = this.file(localId);
    if (!bytes || typeof localId !== "string") return { err_msg: "fail, invalid localId" };
    const voice = this.voices.get(localId) ?? this.can.play(bytes, () => this.tell("onVoicePlayEnd", { localId }));
    this.voices.set(localId, voice);
    act(voice);
    return {};
  }

  private keep(file: Blob): string {
    const localId = `hutong-local://${++this.count}`;
    this.files.set(localId, file);
    return localId;
  }

  private beside(localIds: string[]): Params {
    return { hutongFiles: Object.fromEntries(localIds.map((id) => [id, this.files.get(id)])) };
  }
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
