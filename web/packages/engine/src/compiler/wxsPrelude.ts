/** What stands in front of the WXS of a package, in the core and in the view. */

/** Everything a WXS module may name without declaring it. */
export const GLOBALS: ReadonlySet<string> = new Set(
  (
    "require exports module console Math JSON Number String Boolean Array Object Date parseInt parseFloat isNaN isFinite decodeURI decodeURIComponent " +
    "encodeURI encodeURIComponent getRegExp getDate undefined NaN Infinity"
  ).split(" "),
);

/** Names of our own, which a program must not hide. */
export const RESERVED = /^__wxs_|^__hutong/;

/**
 * The outer names hide what really bears them: `Object`, `Array` and the like keep only harmless members, so that no
 * function of the frame is reached through them.
 */
export const PRELUDE = `var __wxs_barred=/^(?:constructor|prototype|caller|callee|__.*__)$/;
function __wxs_type(x){if(x===null||x===undefined)return undefined;if(Array.isArray(x))return"Array";switch(typeof x){case"number":return"Number";case"string":return"String";case"boolean":return"Boolean";case"function":return"Function"}
var t=Object.prototype.toString.call(x);return t==="[object Date]"?"Date":t==="[object RegExp]"?"RegExp":"Object"}
function __wxs_key(k){if(typeof k==="number")return k;k=String(k);return __wxs_barred.test(k)?"":k}
var __wxs_safe=(function(){function pick(of,names){var to=Object.create(null);names.split(" ").forEach(function(n){to[n]=typeof of[n]==="function"?function(){return of[n].apply(of,arguments)}:of[n]});return Object.freeze(to)}
function kind(of,names){var to=function(x){return arguments.length?of(x):of()};names.split(" ").forEach(function(n){to[n]=of[n]});return Object.freeze(to)}
return{Math:pick(Math,"E LN10 LN2 LOG2E LOG10E PI SQRT1_2 SQRT2 abs acos asin atan atan2 ceil cos exp floor log max min pow random round sin sqrt tan"),
JSON:pick(JSON,"stringify parse"),
Object:pick({keys:Object.keys,values:Object.values,entries:Object.entries,assign:function(){return Object.assign.apply(null,arguments)}},"keys values entries assign"),
Array:pick(Array,"isArray"),
Number:kind(Number,"MAX_VALUE MIN_VALUE NEGATIVE_INFINITY POSITIVE_INFINITY"),String:kind(String,"fromCharCode"),Boolean:kind(Boolean,""),
Date:pick({now:Date.now,parse:Date.parse,UTC:Date.UTC},"now parse UTC"),
console:pick(console,"log info warn error debug"),
getRegExp:function(t,f){return new RegExp(t,f)},
getDate:function(){return new(Function.prototype.bind.apply(Date,[null].concat([].slice.call(arguments))))}}})();
`;

/** Opens and closes the scope in which modules see the harmless names. */
export const OPENING = `(function(Math,JSON,Object,Array,Number,String,Boolean,Date,console,getRegExp,getDate){"use strict";\n`;
export const CLOSING = `})(__wxs_safe.Math,__wxs_safe.JSON,__wxs_safe.Object,__wxs_safe.Array,__wxs_safe.Number,__wxs_safe.String,__wxs_safe.Boolean,__wxs_safe.Date,__wxs_safe.console,__wxs_safe.getRegExp,__wxs_safe.getDate);\n`;
