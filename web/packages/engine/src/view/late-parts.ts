/** Asks for the second file of the view, once, when the first element needs it. */
import type { ComponentFactory } from "./components/component";
import { runFile } from "./trust";

export interface LateParts {
  components: Record<string, ComponentFactory>;
  look: string;
}

/** Written in by the build: the name of the file beside this one. */
declare const LATE_FILE: string;

let asked: Promise<LateParts> | null = null;

export function lateParts(): Promise<LateParts> {
  asked ??= new Promise((resolve, reject) => {
    const take = (parts: LateParts): void => {
      Reflect.deleteProperty(globalThis, "__hutongLate");
      resolve(parts);
    };
    Object.defineProperty(globalThis, "__hutongLate", { value: take, configurable: true });
    runFile(LATE_FILE, () => reject(new Error("a part of the engine did not come")));
  });
  return asked;
}
