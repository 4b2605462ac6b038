/**
 * WXS runs in the document of the frame, so it is read, checked and rewritten before it gets there: it may name only
 * what WXS offers, and no spelling of a member leads to a constructor or a prototype.
 */

import { parse, type Node } from "acorn";
import MagicString from "magic-string";
import { compileFunction } from "node:vm";
import type { Kind, Params } from "../problems/kinds";
import type { Problem } from "../protocol/manifest";
import { position, problem } from "./problems";
import { freeNames } from "./wxsScopes";
import { GLOBALS, RESERVED } from "./wxsPrelude";

export interface WxsModule {
  /** The body of function(require, exports, module). */
  code: string;
  requires: string[];
  problems: Problem[];
}

type Any = Node & Record<string, unknown>;
type Say = (offset: number, kind: Kind, name?: string) => void;

const ALLOWED = new Set(
  (
    "Program ExpressionStatement BlockStatement EmptyStatement ReturnStatement LabeledStatement BreakStatement ContinueStatement IfStatement SwitchStatement " +
    "SwitchCase ThrowStatement TryStatement CatchClause WhileStatement DoWhileStatement ForStatement ForInStatement ForOfStatement FunctionDeclaration " +
    "VariableDeclaration VariableDeclarator ThisExpression ArrayExpression ObjectExpression Property FunctionExpression ArrowFunctionExpression UnaryExpression " +
    "UpdateExpression BinaryExpression AssignmentExpression LogicalExpression MemberExpression ConditionalExpression CallExpression SequenceExpression " +
    "TemplateLiteral TemplateElement SpreadElement RestElement ObjectPattern ArrayPattern AssignmentPattern Identifier Literal ChainExpression ParenthesizedExpression"
  ).split(" "),
);
const FORBIDDEN = /^(?:constructor|prototype|caller|callee|__.*__)$/;

/** `line` and `column` are where the text begins in its file, for scripts that stand in a template. */
export function compileWxs(file: string, source: string, begin = { line: 1, column: 1 }): WxsModule {
  const problems: Problem[] = [];
  let isBroken = false;
  const say: Say = (offset, kind, name) => {
    isBroken = true;
    tell("error", offset, kind, name === undefined ? {} : { name });
  };
  const tell = (severity: Problem["severity"], offset: number, kind: Kind, params: Params): void => {
    const { line, column } = position(source, offset);
    const place = { file, line: begin.line + line - 1, column: line === 1 ? begin.column + column - 1 : column };
    problems.push(problem(severity, place, kind, params));
  };
  let program: Any;
  try {
    program = parse(source, { ecmaVersion: 2020, sourceType: "module", allowReturnOutsideFunction: true, preserveParens: true }) as unknown as Any;
  } catch (fault) {
    const { pos, message } = fault as { pos: number; message: string };
    tell("error", pos, "wxs_broken", { reason: message.replace(/ \(\d+:\d+\)$/, "") });
    return { code: "", requires: [], problems };
  }
  const checked = new Check(source, say);
  checked.visit(program);
  const undeclared = [...freeNames(program)].filter(([name]) => !GLOBALS.has(name));
  for (const [name, offset] of undeclared) tell("warning", offset, "wxs_undeclared", { name });
  // Declared here, such a name can never mean something of the frame.
  if (undeclared.length > 0) checked.text.prepend(`var ${undeclared.map(([name]) => name).join(",")};`);
  const code = checked.text.toString();
  if (!isBroken && !isReadable(code)) say(0, "wxs_writes");
  return isBroken ? { code: "", requires: [], problems } : { code, requires: checked.requires, problems };
}

function isReadable(code: string): boolean {
  try {
    compileFunction(`"use strict";${code}\n`, ["require", "exports", "module"]);
    return true;
  } catch {
    return false;
  }
}

class Check {
  readonly text: MagicString;
  readonly requires: string[] = [];

  constructor(
    source: string,
    private readonly say: Say,
  ) {
    this.text = new MagicString(source);
  }

  visit(node: Any, parent?: Any): void {
    if (!ALLOWED.has(node.type)) {
      const word = node.type === "NewExpression" ? "new" : node.type.replace(/Expression|Statement|Declaration/, "").toLowerCase();
      if (word === "new") this.say(node.start, "wxs_no_new");
      else this.say(node.start, "wxs_no_syntax", word);
      return;
    }
    if (node.async === true || node.generator === true) this.say(node.start, "wxs_no_async");
    if (node.type === "Identifier") this.identifier(node);
    if (node.type === "MemberExpression") this.member(node, parent);
    if (node.type === "Property") this.property(node);
    if (node.type === "CallExpression") this.call(node);
    for (const child of childrenOf(node)) this.visit(child, node);
  }

  private identifier(node: Any): void {
    if (RESERVED.test(node.name as string)) this.say(node.start, "wxs_reserved", node.name as string);
  }

  /** `x.constructor` is the name of a type in WXS; other members by computed names go through a gate. */
  private member(node: Any, parent?: Any): void {
    const object = node.object as Any;
    const property = node.property as Any;
    const name = node.computed ? (property.type === "Literal" ? String(property.value) : undefined) : (property.name as string);
    if (name === "constructor") {
      const isWritten = parent && ((parent.type === "AssignmentExpression" && parent.left === node) || parent.type === "UpdateExpression" || (parent.type === "UnaryExpression" && parent.operator === "delete"));
      if (isWritten) this.say(node.start, "wxs_constructor");
      this.text.appendLeft(object.start, "__wxs_type(");
      this.text.overwrite(object.end, node.end, ")");
    } else if (name !== undefined) {
      if (FORBIDDEN.test(name)) this.say(node.start, "wxs_no_member", name);
    } else if (!isNumber(property)) {
      this.text.appendLeft(property.start, "__wxs_key(");
      this.text.appendRight(property.end, ")");
    }
  }

  /** "\\d" with one backslash is what everybody writes here, and it means a digit. */
  private pattern(node: Any): void {
    if (node.type === "BinaryExpression") for (const side of [node.left, node.right] as Any[]) this.pattern(side);
    if (node.type !== "Literal" || typeof node.value !== "string") return;
    const raw = node.raw as string;
    const kept = raw.replace(/\\([^])/g, (whole, letter: string) => (/[\\'"nrtfvxu0\n]/.test(letter) ? whole : `\\\\${letter}`));
    if (kept !== raw) this.text.overwrite(node.start, node.end, kept);
  }

  private property(node: Any): void {
    const key = node.key as Any;
    if (node.kind !== "init" || node.method) this.say(node.start, "wxs_no_accessors");
    if (node.computed) this.say(node.start, "wxs_no_computed");
    else if (FORBIDDEN.test(String(key.name ?? key.value))) this.say(node.start, "wxs_no_name", String(key.name ?? key.value));
  }

  private call(node: Any): void {
    const callee = node.callee as Any;
    const [first] = node.arguments as Any[];
    if (callee.type === "Identifier" && callee.name === "getRegExp" && first) this.pattern(first);
    if (callee.type !== "Identifier" || callee.name !== "require") return;
    if (first?.type === "Literal" && typeof first.value === "string") this.requires.push(first.value);
    else this.say(node.start, "wxs_require");
  }
}

function isNumber(node: Any): boolean {
  return (node.type === "Literal" && typeof node.value === "number") || (node.type === "UpdateExpression") || (node.type === "UnaryExpression" && "+-~".includes(node.operator as string));
}

export function childrenOf(node: Any): Any[] {
  const children: Any[] = [];
  for (const [name, value] of Object.entries(node)) {
    if (name === "property" && node.type === "MemberExpression" && !node.computed) continue;
    if (name === "key" && node.type === "Property" && !node.computed) continue;
    if (name === "label") continue;
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && typeof one === "object" && typeof (one as Any).type === "string") children.push(one as Any);
    }
  }
  return children;
}

export type { Any };
