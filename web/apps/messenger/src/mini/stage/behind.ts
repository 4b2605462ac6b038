/** A program stands in front of the messenger, not in place of it: the page it was opened from stays where it is. */
import { useBrowserLocation, useSearch as useBrowserSearch } from "wouter/use-browser-location";

const PROGRAM = /^\/mini\/[^/]+\/?$/;
/** Behind a program that was opened by its address. */
let behind = { path: "/lane", search: "" };
let hasBehind = false;

export const isProgramPath = (path: string): boolean => PROGRAM.test(path);

function pageBehind(): typeof behind {
  if (!isProgramPath(location.pathname)) {
    hasBehind = true;
    if (behind.path !== location.pathname || behind.search !== location.search) behind = { path: location.pathname, search: location.search };
  }
  return behind;
}

/** Whether one came from a page of ours, to which the way back leads. */
export const cameFromHere = (): boolean => (pageBehind(), hasBehind);

/** For a `Router`: where the messenger is, whatever stands in front of it. */
export const useLocationBehind: typeof useBrowserLocation = (options) => {
  const [, go] = useBrowserLocation(options);
  return [pageBehind().path, go];
};

export const useSearchBehind: typeof useBrowserSearch = (options) => {
  useBrowserSearch(options);
  return pageBehind().search;
};
