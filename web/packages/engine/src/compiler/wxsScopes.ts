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
  if (isFunction(node)) return walkFunction(node, known, free);
  // What a switch looks at is read outside of its block.
  if (node.type === "SwitchStatement") walk(node.discriminant as Any, known, free);
  let inner = known;
  if (isBlock(node) || node.type === "CatchClause" || node.type.startsWith("For")) {
    const own = declaredIn(node);
    if (own.size > 0) inner = new Set([...known, ...own]);
  }
  for (const child of childrenOf(node)) if (child !== node.discriminant) walk(child, inner, free);
}

/** Values of parameters left out are worked out before the body exists: they don't see its names. */
function walkFunction(node: Any, known: ReadonlySet<string>, free: Map<string, number>): void {
  const outer = new Set([...known, "arguments"]);
  const { id, body } = node as { id?: Any | null; body: Any } & Any;
  if (id) {
    if (node.type === "FunctionExpression") outer.add(id.name as string);
    walk(id, outer, free);
  }
  for (const parameter of node.params as Any[]) patternNames(parameter, outer);
  for (const parameter of node.params as Any[]) walk(parameter, outer, free);
  walk(body, new Set([...outer, ...declaredIn(node)]), free);
}

/**
 * Names declared by a scope, exactly as strict code sees them. Counting one too many would open the way to a global of
 * that name, so functions and `let` count where they stand directly, and only `var` for the whole function.
 */
function declaredIn(scope: Any): Set<string> {
  const names = new Set<string>();
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
  const body = isFunction(scope) ? (scope.body as Any) : scope;
  if (!isFunction(scope) || isBlock(body)) for (const child of childrenOf(body)) collect(child, true);
  return names;
}

function patternNames(node: Any, names: Set<string>): void {
  if (node.type === "Identifier") names.add(node.name as string);
  else if (node.type === "AssignmentPattern") patternNames(node.left as Any, names);
  else if (node.type === "RestElement") patternNames(node.argument as Any, names);
  else if (node.type === "ArrayPattern") for (const one of (node.elements as (Any | null)[]).filter((one) => one !== null)) patternNames(one, names);
  else if (node.type === "ObjectPattern") for (const one of node.properties as Any[]) patternNames((one.value ?? one.argument) as Any, names);
}

function isFunction(node: Any): boolean {
  return node.type === "FunctionDeclaration" || node.type === "FunctionExpression" || node.type === "ArrowFunctionExpression";
}

function isBlock(node: Any): boolean {
  return node.type === "BlockStatement" || node.type === "SwitchStatement";
}
