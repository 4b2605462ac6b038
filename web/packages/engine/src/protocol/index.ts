/** The words the parts of an open program speak: manifest, messages, operations. */
export * from "./checks";
export * from "./manifest";
export * from "./messages";
export * from "./ops";
