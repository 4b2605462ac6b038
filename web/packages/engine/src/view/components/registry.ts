/** All built-in components, by tag. A tag that isn't here is a plain element: `view`, `block`, `cover-view`. */
import type { Hover } from "../nodes";
import type { ComponentFactory } from "./component";
import { movableArea, movableView } from "./container/movable";
import { navigationBar, pageMeta } from "./container/meta";
import { coverView, openData, unoffered, webView } from "./container/outside";
import { pageContainer } from "./container/page-container";
import { matchMedia, rootPortal } from "./container/placed";
import { scrollView } from "./container/scroll-view";
import { swiper, swiperItem } from "./container/swiper";
import { button } from "./content/button";
import { icon } from "./content/icon";
import { image } from "./content/image";
import { navigator } from "./content/navigator";
import { progress } from "./content/progress";
import { richText } from "./content/rich-text";
import { text } from "./content/text";
import { formComponents } from "./forms";
import { mediaComponents } from "./media";

/** Made with the element. */
export const EAGER: Readonly<Record<string, ComponentFactory | undefined>> = {
  ...formComponents,
  ...mediaComponents,
  button,
  icon,
  image,
  "cover-image": image,
  navigator,
  progress,
  "rich-text": richText,
  "scroll-view": scrollView,
  swiper,
  "swiper-item": swiperItem,
  "movable-area": movableArea,
  "movable-view": movableView,
  "page-container": pageContainer,
  "root-portal": rootPortal,
  "match-media": matchMedia,
  "page-meta": pageMeta,
  "navigation-bar": navigationBar,
  "web-view": webView,
  "open-data": openData,
  ad: unoffered,
  "ad-custom": unoffered,
  "official-account": unoffered,
};

/** Made when one of these properties comes: most of these elements never need it. */
export const LAZY: Readonly<Record<string, { properties: readonly string[]; factory: ComponentFactory } | undefined>> = {
  text: { properties: ["decode", "space", "selectable", "userSelect"], factory: text },
  "cover-view": { properties: ["scrollTop"], factory: coverView },
};

/** What comes with a file of its own when the first of them is made: large, and on few pages. */
export const LATE: ReadonlySet<string> = new Set([
  "picker", "picker-view", "picker-view-column", "editor", "video", "audio", "camera", "map",
]);

/** Press feedback that is there without being asked for. */
export const HOVERS: Readonly<Record<string, Hover | undefined>> = {
  button: { className: "button-hover", startMs: 20, stayMs: 70, stops: false },
  navigator: { className: "navigator-hover", startMs: 50, stayMs: 600, stops: false },
};
