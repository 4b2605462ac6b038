/** How much room there is: a phone, a tablet, a desk. */
import { useSyncExternalStore } from "react";

export type Width = "phone" | "tablet" | "desk";

const phone = matchMedia("(max-width: 639px)");
const tablet = matchMedia("(max-width: 1099px)");

export function useWidth(): Width {
  return useSyncExternalStore(subscribe, read);
}

function subscribe(listener: () => void): () => void {
  phone.addEventListener("change", listener);
  tablet.addEventListener("change", listener);
  return () => {
    phone.removeEventListener("change", listener);
    tablet.removeEventListener("change", listener);
  };
}

function read(): Width {
  return phone.matches ? "phone" : tablet.matches ? "tablet" : "desk";
}
