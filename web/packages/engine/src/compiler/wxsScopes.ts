/** Which names a WXS module uses without declaring them. */

import { childrenOf, type Any } from "./wxs";

/** Names that belong to nobody inside, each with the place of its first use. */
export function freeNames(program: Any): Map<string, number> {
  const free = new Map<string, number>();
  walk(program, declaredIn(program), free);
  return free;
}

function walk(node: Any, known: ReadonlySet<string>, free: Map<string, number>): void {
  if (node.type === "Identifier") {
    const name = node.name as string;
    if (!known.has(name) && !free.has(name)) free.set(name, node.start);
    return;
  }
  let inner = known;
  if (isFunction(node) || isBlock(node) || node.type === "CatchClause" || node.type.startsWith("For")) {
    const own = declaredIn(node);
    if (own.size > 0) inner = new Set([...known, ...own]);
  }
  for (const child of childrenOf(node)) walk(child, inner, free);
}

/**
 * Names declared by a scope, exactly as strict code sees them. Counting one too many would open the way to a global of
 * that name, so functions and `let` count where they stand directly, and only `var` for the whole function.
 */
function declaredIn(scope: Any): Set<string> {
  const names = new Set<string>();
  if (isFunction(scope)) {
    names.add("arguments");
    for (const parameter of scope.params as Any[]) patternNames(parameter, names);
    if (scope.id && scope.type === "FunctionExpression") names.add((scope.id as Any).name as string);
  }
  if (scope.type === "CatchClause" && scope.param) patternNames(scope.param as Any, names);
  const isHome = isFunction(scope) || scope.type === "Program";
  const collect = (node: Any, isDirect: boolean): void => {
    if (node.type === "FunctionDeclaration" && isDirect) names.add((node.id as Any).name as string);
    if (node.type === "VariableDeclaration" && (isDirect || (isHome && node.kind === "var"))) {
      for (const one of node.declarations as Any[]) patternNames(one.id as Any, names);
    }
    if (isFunction(node)) return;
    for (const child of childrenOf(node)) if (isHome || !isBlock(child)) collect(child, isDirect && !isBlock(node) && !node.type.startsWith("For"));
  };
  for (const child of childrenOf(scope)) {
    if (isFunction(scope) && child.type === "BlockStatement" && child === scope.body) for (const inside of childrenOf(child)) collect(inside, true);
    else collect(child, true);
  }
  return names;
}

function patternNames(node: Any, names: Set<string>): void {
  if (node.type === "Identifier") names.add(node.name as string);
  else if (node.type === "AssignmentPattern") patternNames(node.left as Any, names);
  else if (node.type === "RestElement") patternNames(node.argument as Any, names);
  else if (node.type === "ArrayPattern") for (const one of node.elements as (Any | null)[]) one && patternNames(one, names);
  else if (node.type === "ObjectPattern") for (const one of node.properties as Any[]) patternNames((one.value ?? one.argument) as Any, names);
}

function isFunction(node: Any): boolean {
  return node.type === "FunctionDeclaration" || node.type === "FunctionExpression" || node.type === "ArrowFunctionExpression";
}

function isBlock(node: Any): boolean {
  return node.type === "BlockStatement" || node.type === "SwitchStatement";
}
