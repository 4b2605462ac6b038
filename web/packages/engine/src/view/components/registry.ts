/** All built-in components, by tag. A tag that isn't here is a plain element: `view`, `block`, `cover-view`. */
import type { Hover } from "../nodes";
import type { ComponentFactory } from "./component";
import { formComponents } from "./forms";

/** Made with the element. */
export const EAGER: Readonly<Record<string, ComponentFactory | undefined>> = {
  ...formComponents,
};

/** Made when one of these properties comes: most of these elements never need it. */
export const LAZY: Readonly<Record<string, { properties: readonly string[]; factory: ComponentFactory } | undefined>> = {};

/** Press feedback that is there without being asked for. */
export const HOVERS: Readonly<Record<string, Hover | undefined>> = {
  button: { className: "button-hover", startMs: 20, stayMs: 70, stops: false },
  navigator: { className: "navigator-hover", startMs: 50, stayMs: 600, stops: false },
};
