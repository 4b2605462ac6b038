/** What a person allowed a program: asked once for each scope, kept by the server, changed on the settings page. */
import type { Manifest } from "../protocol";
import { Refused } from "./backend";
import type { Backend } from "./backend";
import { SCOPES } from "./prompts";
import type { Prompts, Scope } from "./prompts";

/** Scopes that need no question any more: the sheet of the function itself asks. */
const ALWAYS: readonly Scope[] = ["scope.address", "scope.invoice", "scope.invoiceTitle"];
/** Names in app.json under which a reason for the question stands. */
const GRANTED_WITHOUT_SHEET: readonly Scope[] = ["scope.userInfo"];

export class Permissions {
  #scopes: Partial<Record<Scope, boolean>>;
  #asking: Promise<unknown> = Promise.resolve();

  constructor(
    decided: Partial<Record<Scope, boolean>>,
    private readonly backend: Backend,
    private readonly prompts: Prompts,
    private readonly manifest: Manifest,
  ) {
    this.#scopes = { ...decided };
  }

  has(scope: Scope): boolean {
    return this.#scopes[scope] === true;
  }

  all(): Record<string, boolean> {
    return { ...this.#scopes };
  }

  async reload(): Promise<void> {
    this.#scopes = { ...(await this.backend.scopes()) };
  }

  async decide(scope: Scope, allowed: boolean): Promise<void> {
    this.#scopes[scope] = allowed;
    await this.backend.setScope(scope, allowed);
  }

  /** Goes through when the scope is allowed, by now or by the person's answer; questions come one after another. */
  async need(scope: string): Promise<void> {
    if (!isScope(scope)) throw new Refused("invalid scope", { errno: 1001 });
    if (ALWAYS.includes(scope)) return;
    const turn = this.#asking.then(() => this.#ask(scope));
    this.#asking = turn.catch(() => undefined);
    await turn;
  }

  async #ask(scope: Scope): Promise<void> {
    if (this.#scopes[scope] === undefined && !GRANTED_WITHOUT_SHEET.includes(scope)) {
      const reason = this.manifest.permission[scope]?.desc ?? "";
      await this.decide(scope, await this.prompts.permission({ scope, reason }));
    }
    if (this.#scopes[scope] !== true) throw new Refused("auth deny", { errno: 103 });
  }
}

const isScope = (scope: string): scope is Scope => (SCOPES as readonly string[]).includes(scope);
