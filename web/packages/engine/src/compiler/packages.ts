/** The texts of a package: what the core runs, and what the view runs. */

import type { Graph } from "./graph";
import { definedAs, type Contents, type LinkedWxs } from "./link";
import { MappedText } from "./maps";
import { CLOSING, OPENING, PRELUDE } from "./wxsPrelude";

/**
 * Names a program must not find, as it would not find them in WeChat. This is for compatibility only: what keeps a
 * program in is the worker and the policy of its frame. `Function` stays, libraries look at its prototype.
 */
const HIDDEN =
  "window,document,self,globalThis,parent,top,frames,location,navigator,history,localStorage,sessionStorage,indexedDB,caches,fetch,XMLHttpRequest,WebSocket," +
  "EventSource,BroadcastChannel,Worker,SharedWorker,importScripts,postMessage,onmessage,addEventListener,removeEventListener,dispatchEvent,close,name,alert";

/** What generated templates refer to; templates and WXS modules of all packages know each other. */
const TEMPLATES = `(function(hutong){var G=hutong.templates,D=function(k){return function(){return hutong.script(k)}},R=new Proxy({},{get:function(_,k){return D(k)}});
var X=function(a){return a==null?Object.create(null):a},Y=function(a){return a==null?"":String(a)},Z=function(a,b){if(a===true)return true;if(a)return a[b]},P=function(a){return typeof a==="function"?a:function(){}},
Q={a:function(a){for(var i=0;i<a.length;i++)if(a[i])return a},b:function(b){var a=Object.values(b);for(var i=0;i<a.length;i++)if(a[i])return a},A:function(a){return a},B:function(a){return a}};
`;

export function serviceText(contents: Contents, graph: Graph): MappedText {
  const text = new MappedText();
  // The file begins with a comment's worth of nothing else: line 1 opens the scope of all scripts.
  text.add(`(function(hutong,${HIDDEN}){\n`);
  for (const { file, script, names } of contents.scripts) {
    text.add(`hutong.define(${JSON.stringify(definedAs(file))},function(require,module,exports){`);
    text.addSource(file, script.code);
    text.add(`}${namesText(names)});\n`);
  }
  text.add("})(__hutong);\n");
  text.add(wxsText(contents.wxs, "__hutong"));
  text.add(TEMPLATES);
  for (const path of contents.templates) text.add(`hutong.template(${JSON.stringify(path)},function(){return ${graph.templates.get(path)?.code ?? "undefined"}});\n`);
  text.add("})(__hutong);\n");
  return text;
}

export function wxsText(modules: readonly LinkedWxs[], receiver: string): string {
  if (modules.length === 0) return "";
  const parts = [`(function(hutong){\n${PRELUDE}${OPENING}`];
  for (const { key, code, names } of modules) parts.push(`hutong.wxs(${JSON.stringify(key)},function(require,exports,module){`, code, `\n}${namesText(names)});\n`);
  parts.push(CLOSING, `})(${receiver});\n`);
  return parts.join("");
}

function namesText(names: Record<string, string>): string {
  return Object.keys(names).length === 0 ? "" : `,${JSON.stringify(names)}`;
}
