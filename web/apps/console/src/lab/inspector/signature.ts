/** Where two strings that should have been the same part ways, in bytes, because that is what gets signed. */
import { hex, utf8 } from "../../shared/bytes";

export interface Difference {
  /** Counted from 1, as an editor would. */
  byte: number;
  expected: Window;
  got: Window;
  expectedBytes: number;
  gotBytes: number;
}

/** The bytes just before the difference, and the differing byte itself or null where the string has ended. */
export interface Window {
  before: string;
  differing: string | null;
}

const bytesBefore = 4;

export function firstDifference(expected: string, got: string): Difference | null {
  const ours = utf8(expected);
  const theirs = utf8(got);
  const shorter = Math.min(ours.length, theirs.length);
  let index = 0;
  while (index < shorter && ours[index] === theirs[index]) index += 1;
  if (index === ours.length && index === theirs.length) return null;
  return {
    byte: index + 1,
    expected: windowAt(ours, index),
    got: windowAt(theirs, index),
    expectedBytes: ours.length,
    gotBytes: theirs.length,
  };
}

export interface SignedLine {
  text: string;
  /** A line feed closes this line; the last line of a wrongly built string often lacks it. */
  isClosed: boolean;
}

export function signedLines(text: string): SignedLine[] {
  const lines = text.split("\n").map((line, index, all) => ({ text: line, isClosed: index < all.length - 1 }));
  return lines.at(-1)?.text === "" && lines.length > 1 ? lines.slice(0, -1) : lines;
}

function windowAt(bytes: Uint8Array, index: number): Window {
  const differing = bytes[index];
  return {
    before: hex(bytes.slice(Math.max(0, index - bytesBefore), index)),
    differing: differing === undefined ? null : hex([differing]),
  };
}
