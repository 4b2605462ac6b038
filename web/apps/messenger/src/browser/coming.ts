/** How long a document that was loaded may take to say where it is; one that is no page never does. */
const PATIENCE_MS = 1000;

/**
 * A page that comes is heard of twice, in either order: the frame has loaded, and the page itself says where it is.
 * It has come, at that address, when both were heard.
 */
export class Coming {
  private address: string | null = null;
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly came: (address: string) => void) {}

  /** A new page says where it is. */
  told(address: string): void {
    if (this.waiting === undefined) this.address = address;
    else this.arrive(address);
  }

  /** The frame has loaded; `before` is the address for one that says nothing. */
  loaded(before: string): void {
    if (this.address !== null) return this.arrive(this.address);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.arrive(before), PATIENCE_MS);
  }

  stop(): void {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    this.address = null;
  }

  private arrive(address: string): void {
    this.stop();
    this.came(address);
  }
}
