/** Style sheets of the program in the order the platform gives them: our looks, the app's, components', pages'. */
import { withFiles } from "./style";

export interface SheetsHost {
  resolve(source: string, kind: "image" | "font"): string;
  /** Programs without dark mode always see the light one. */
  isDark(): boolean;
}

const PREFERS = /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi;
const FONT_FACE = /@font-face\s*\{[^}]*\}/gi;

export class Sheets {
  private readonly texts = new Map<string, string>();
  private readonly sheets = new Map<string, CSSStyleSheet>();

  constructor(
    private readonly host: SheetsHost,
    look: string,
  ) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(look);
    document.adoptedStyleSheets = [sheet];
  }

  /** Looks of our own that come late still stand before everything of the program's. */
  addLook(look: string): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(look);
    const [first, ...rest] = document.adoptedStyleSheets;
    document.adoptedStyleSheets = [...(first === undefined ? [] : [first]), sheet, ...rest];
  }

  /** A package came. */
  learn(styles: Record<string, string>): void {
    for (const [path, css] of Object.entries(styles)) this.texts.set(path, css);
  }

  /** Every path from now on has its sheet; those already there keep their place. */
  ensure(paths: readonly string[]): void {
    const added: CSSStyleSheet[] = [];
    for (const path of paths) {
      const css = this.texts.get(path);
      if (css === undefined || css === "" || this.sheets.has(path)) continue;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(this.ready(css));
      this.sheets.set(path, sheet);
      added.push(sheet);
    }
    if (added.length > 0) document.adoptedStyleSheets = [...document.adoptedStyleSheets, ...added];
  }

  /** The lamp was lit or put out. */
  repaint(): void {
    for (const [path, sheet] of this.sheets) {
      const css = this.texts.get(path) ?? "";
      if (css.search(PREFERS) >= 0) sheet.replaceSync(this.ready(css));
    }
  }

  private ready(css: string): string {
    const fonts = css.replace(FONT_FACE, (face) => withFiles(face, (source) => this.host.resolve(source, "font")));
    const files = withFiles(fonts, (source) => (/^(blob|data):|\/proxy\//.test(source) ? source : this.host.resolve(source, "image")));
    return schemed(files, this.host.isDark());
  }
}

/** The scheme is the messenger's, not the machine's. */
export function schemed(css: string, isDark: boolean): string {
  return css.replace(PREFERS, (_whole, wanted: string) =>
    (wanted.toLowerCase() === "dark") === isDark ? "(min-width: 0px)" : "(max-width: 0px)",
  );
}
