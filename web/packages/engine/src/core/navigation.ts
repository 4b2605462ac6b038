/** What stands around the page: navigation bar, tab bar, menus. The core keeps their state and tells it whole. */
import { themed } from "../protocol/manifest";
import type { Manifest, PageConfig } from "../protocol/manifest";
import type { NavigationState, PageOptions, TabBarState } from "../protocol";
import type { NavigationChange, TabBarDraft } from "./seam";

export interface PageAround {
  id: number;
  path: string;
  isTab: boolean;
  navigation: NavigationState;
}

export class Surroundings {
  private readonly tabs: TabBarState | undefined;
  private top: PageAround | undefined;
  theme: "light" | "dark";

  constructor(
    private readonly manifest: Manifest,
    theme: "light" | "dark",
    private readonly tell: (name: string, data: unknown) => void,
  ) {
    this.theme = theme;
    this.tabs = this.firstTabs();
  }

  /** Settings of a page over those of the window, theme names looked up. */
  config(path: string): PageConfig {
    const own = this.manifest.components[path]?.config ?? {};
    const mode = this.manifest.darkmode ? this.theme : "light";
    const merged: PageConfig = { ...this.manifest.window, ...own };
    return Object.fromEntries(Object.entries(merged).map(([name, value]) => [name, themed(value, this.manifest.theme, mode)]));
  }

  tabIndex(path: string): number {
    return this.manifest.tabBar?.list.findIndex((tab) => tab.pagePath === path) ?? -1;
  }

  navigationOf(page: { id: number; path: string; isTab: boolean }, depth: number): NavigationState {
    const config = this.config(page.path);
    const isHome = page.path === this.manifest.entry || page.isTab;
    return {
      page: page.id,
      title: config.navigationBarTitleText ?? "",
      backgroundColor: config.navigationBarBackgroundColor ?? "#000000",
      textStyle: config.navigationBarTextStyle === "black" ? "black" : "white",
      loading: false,
      custom: config.navigationStyle === "custom",
      canGoBack: depth > 1,
      homeButton: depth === 1 && !isHome && config.homeButton !== false,
      menus: { share: true, timeline: false, favorite: false },
    };
  }

  optionsOf(page: { path: string; isTab: boolean }, scope: string, wants: { scroll: boolean; bottom: boolean }): PageOptions {
    const config = this.config(page.path);
    const options: PageOptions = {
      scope,
      enablePullDownRefresh: config.enablePullDownRefresh === true,
      onReachBottomDistance: typeof config.onReachBottomDistance === "number" ? config.onReachBottomDistance : 50,
      disableScroll: config.disableScroll === true,
      wantsScroll: wants.scroll,
      wantsReachBottom: wants.bottom,
      navigationStyle: config.navigationStyle === "custom" ? "custom" : "default",
      hasTabBar: page.isTab && this.manifest.tabBar?.custom !== true,
      style: String(config.style ?? this.manifest.style ?? ""),
    };
    if (config.backgroundColor !== undefined) options.backgroundColor = config.backgroundColor;
    if (config.backgroundColorContent !== undefined) options.backgroundColorContent = config.backgroundColorContent;
    if (config.backgroundTextStyle === "dark" || config.backgroundTextStyle === "light") options.backgroundTextStyle = config.backgroundTextStyle;
    return options;
  }

  /** Another page is on top. */
  show(page: PageAround): void {
    this.top = page;
    this.tell("navigation", page.navigation);
    this.tellTabs();
  }

  change(page: PageAround, change: Partial<NavigationChange>): void {
    Object.assign(page.navigation, change);
    if (page === this.top) this.tell("navigation", page.navigation);
  }

  tabBar(): TabBarState | undefined {
    return this.tabs;
  }

  setTabs(change: (draft: TabBarDraft) => void): void {
    if (this.tabs === undefined) return;
    change(this.tabs);
    this.tellTabs();
  }

  themeChanged(theme: "light" | "dark", pages: PageAround[]): void {
    this.theme = theme;
    for (const page of pages) {
      const { backgroundColor, textStyle } = this.navigationOf(page, 1);
      Object.assign(page.navigation, { backgroundColor, textStyle });
    }
    if (this.tabs !== undefined) Object.assign(this.tabs, this.tabColours(), { items: mergedIcons(this.tabs, this.tabItems()) });
    if (this.top !== undefined) this.show(this.top);
  }

  private tellTabs(): void {
    if (this.tabs === undefined || this.top === undefined) return;
    this.tabs.visible = this.top.isTab;
    if (this.top.isTab) this.tabs.selected = this.tabIndex(this.top.path);
    this.tell("tabBar", this.tabs);
  }

  private firstTabs(): TabBarState | undefined {
    const tabBar = this.manifest.tabBar;
    if (tabBar === undefined) return undefined;
    return {
      custom: tabBar.custom,
      visible: false,
      hiddenByProgram: false,
      selected: 0,
      position: tabBar.position,
      ...this.tabColours(),
      items: this.tabItems(),
    };
  }

  private themed(value: string | undefined, otherwise: string): string {
    return themed(value, this.manifest.theme, this.manifest.darkmode ? this.theme : "light") ?? otherwise;
  }

  private tabColours(): Pick<TabBarState, "color" | "selectedColor" | "backgroundColor" | "borderStyle"> {
    const tabBar = this.manifest.tabBar;
    return {
      color: this.themed(tabBar?.color, "#7A7E83"),
      selectedColor: this.themed(tabBar?.selectedColor, "#3cc51f"),
      backgroundColor: this.themed(tabBar?.backgroundColor, "#ffffff"),
      borderStyle: this.themed(tabBar?.borderStyle, "black"),
    };
  }

  private tabItems(): TabBarState["items"] {
    return (this.manifest.tabBar?.list ?? []).map((tab) => {
      const item: TabBarState["items"][number] = { pagePath: tab.pagePath, text: tab.text };
      if (tab.iconPath !== undefined) item.iconPath = this.themed(tab.iconPath, "");
      if (tab.selectedIconPath !== undefined) item.selectedIconPath = this.themed(tab.selectedIconPath, "");
      return item;
    });
  }
}

/** Badges and dots the program set stay when icons change with the theme. */
function mergedIcons(before: TabBarState, fresh: TabBarState["items"]): TabBarState["items"] {
  return fresh.map((item, index) => ({ ...before.items[index], ...item }));
}
