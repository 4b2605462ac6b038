/** The privacy notice of a program: who uses something personal for the first time agrees to it first. */
import { Refused } from "./backend";
import type { Backend, Opened } from "./backend";
import type { Handler, Handlers } from "./desk";
import type { Prompts } from "./prompts";

/** Functions that touch what is personal. */
const PERSONAL =
  "getUserInfo getUserProfile openType.getUserInfo openType.getPhoneNumber openType.chooseAvatar chooseAddress getLocation getFuzzyLocation chooseLocation startLocationUpdate " +
  "chooseImage chooseMedia chooseVideo chooseMessageFile saveImageToPhotosAlbum saveVideoToPhotosAlbum recorder getClipboardData requirePrivacyAuthorize";

export class Privacy {
  #isNeeded: boolean;
  readonly name: string;
  #asking: Promise<boolean> | undefined;

  constructor({ privacy }: Opened, private readonly backend: Backend, private readonly prompts: Prompts) {
    this.#isNeeded = privacy?.needed === true;
    this.name = privacy?.name ?? "";
  }

  get isNeeded(): boolean {
    return this.#isNeeded;
  }

  async agree(): Promise<void> {
    if (!this.#isNeeded) return;
    this.#isNeeded = false;
    await this.backend.agreePrivacy?.();
  }

  /** The same functions, each asking first while there is something to agree to; one sheet at a time. */
  guarding(handlers: Handlers): Handlers {
    const personal = new Set(PERSONAL.split(" "));
    return Object.fromEntries(Object.entries(handlers).map(([name, run]) => [name, personal.has(name) ? this.#guarded(run) : run]));
  }

  #guarded(run: Handler): Handler {
    return (args) => (this.#isNeeded ? this.#ask().then(() => run(args)) : run(args));
  }

  async #ask(): Promise<void> {
    this.#asking ??= this.prompts.privacy().finally(() => (this.#asking = undefined));
    if (!(await this.#asking)) throw new Refused("privacy permission is not authorized", { errno: 104 });
    await this.agree();
  }
}
