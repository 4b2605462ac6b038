/** What the compiler writes about a program, and everybody after it reads. */

export const PROTOCOL = 1;

export interface Manifest {
  protocol: 1;
  /** The page that opens when none is asked for. */
  entry: string;
  /** All pages of all packages, in the order of app.json; sub packages follow the main one. */
  pages: string[];
  packages: Package[];
  /** Values such as "@background" are names in `theme`. */
  window: PageConfig;
  tabBar?: TabBar;
  /** Page path to what should be fetched while it is shown. */
  preloadRule: Record<string, { network: string; packages: string[] }>;
  networkTimeout: NetworkTimeout;
  permission: Record<string, { desc: string }>;
  darkmode: boolean;
  theme?: Theme;
  usesWeui: boolean;
  requiredPrivateInfos: string[];
  requiredBackgroundModes: string[];
  debug: boolean;
  style?: "v2";
  lazyCodeLoading?: string;
  /** Folder of worker code, when the program has one. */
  workers?: string;
  embeddedAppIdList: string[];
  /** What ext.json says for the program's own code, where it counts. */
  ext?: Record<string, unknown>;
  rendererOptions: RendererOptions;
  components: Record<string, ComponentInfo>;
  files: Record<string, FileInfo>;
  problems: Problem[];
  /** What the program asks for and this engine doesn't have, as "plugin:name". */
  missing: string[];
}

export interface Package {
  /** "main", or the root of a sub package with "/" as ".". */
  name: string;
  /** "" for the main package, else without slashes at the ends. */
  root: string;
  pages: string[];
  independent: boolean;
  /** Other name for preloadRule, if the program gives one. */
  alias?: string;
  /** Script that runs as soon as the package is there, before its pages. */
  entry?: string;
  /** Digest of the package's three files together. */
  hash: string;
  bytes: number;
}

/** A page or a component, by its path without an ending. */
export interface ComponentInfo {
  package: string;
  /** json says "component": true. */
  isComponent: boolean;
  isPage: boolean;
  /** Whether a template and a script exist. */
  hasTemplate: boolean;
  hasScript: boolean;
  /** Tag to component path; components of app.json are among them when the template names them. */
  using: Record<string, string>;
  placeholders: Record<string, string>;
  generics: Record<string, { default?: string }>;
  /** Class prefix of isolated styles; unique in the program. */
  scope: string;
  /** Decides how the sheet was written: classes carry the scope in front unless it is "shared" or "page-shared". */
  isolation: Isolation;
  /** The sheet selects by tag, id or attribute: every element of its template needs the class "<scope>--in". */
  marks: boolean;
  config: PageConfig;
  pureDataPattern?: string;
}

export type Isolation = "isolated" | "apply-shared" | "shared" | "page-isolated" | "page-apply-shared" | "page-shared";

/** The look of a page: keys of page.json or of "window" in app.json. A value beginning with "@" is a name in the theme. */
export interface PageConfig {
  navigationBarTitleText?: string;
  navigationBarBackgroundColor?: string;
  navigationBarTextStyle?: string;
  navigationStyle?: string;
  homeButton?: boolean;
  backgroundColor?: string;
  backgroundColorContent?: string;
  backgroundTextStyle?: string;
  backgroundColorTop?: string;
  backgroundColorBottom?: string;
  enablePullDownRefresh?: boolean;
  onReachBottomDistance?: number;
  pageOrientation?: string;
  disableScroll?: boolean;
  restartStrategy?: string;
  visualEffectInBackground?: string;
  [key: string]: unknown;
}

export interface TabBar {
  color?: string;
  selectedColor?: string;
  backgroundColor?: string;
  borderStyle?: string;
  position: "bottom" | "top";
  custom: boolean;
  /** Icons are names in `files`. */
  list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[];
}

export interface NetworkTimeout {
  request: number;
  connectSocket: number;
  uploadFile: number;
  downloadFile: number;
}

export interface RendererOptions {
  defaultDisplayBlock: boolean;
  defaultContentBox: boolean;
}

export interface Theme {
  light: Record<string, string>;
  dark: Record<string, string>;
}

export interface FileInfo {
  bytes: number;
  hash: string;
}

export interface Problem {
  severity: "error" | "warning";
  file: string;
  /** From 1; 0 when the whole file is meant. */
  line: number;
  column: number;
  /** What kind of problem it is, for words in another language than these; missing in what was compiled before. */
  code?: string;
  params?: Record<string, string>;
  what: string;
  whatToDo: string;
}

/** The value of a setting in a theme: "@name" is looked up, everything else is itself. */
export function themed<Value>(value: Value, theme: Theme | undefined, mode: "light" | "dark"): Value | string | undefined {
  if (typeof value !== "string" || !value.startsWith("@")) return value;
  return theme?.[mode][value.slice(1)];
}
