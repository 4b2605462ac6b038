/** What the view says: events, values, presses that need the host, calls of WXS, and how the page is moved. */
import type { Element as TreeElement } from "glass-easel";
import type { ViewEvent, ViewToCore } from "../protocol/messages";
import { Op } from "../protocol/ops";
import type { Core } from "./core";
import { isRecord } from "./definitions";
import { dispatch } from "./events";
import { faceOf } from "./faces";
import { customFieldsOf, withCustomFields } from "./forms";
import { navigated } from "./navigator";

export function received(core: Core, message: ViewToCore): void {
  switch (message.t) {
    case "event":
      return event(core, message);
    case "value":
      core.tree.treeNode(message.node)?.models?.get(message.name)?.(message.value);
      return;
    case "open":
      return open(core, message.node, message.openType, message.data);
    case "navigate":
      return navigate(core, message.data, core.tree.element(message.node));
    case "wxs":
      return calledByWxs(core, message);
    case "error":
      return core.tellError(Object.assign(new Error(message.message), { stack: message.stack }), "view", "view");
    case "ready":
      return core.host.tell("pageReady", { page: message.page });
    case "scroll":
    case "bottom":
    case "pull":
    case "resize":
      return ofPage(core, message);
  }
}

function event(core: Core, message: ViewEvent): void {
  const element = core.tree.element(message.node);
  if (element === undefined) return;
  if (message.type === "submit") message.detail = withCustomFields(element, message.detail);
  if (message.type === "reset") for (const field of customFieldsOf(element)) field.triggerLifetime("formReset", []);
  const returned = dispatch(element, message);
  if (message.type === "input") answerInput(core, message.node, returned);
}

/** A field waits to hear that its text was seen, and what a handler made of it. */
function answerInput(core: Core, node: number, returned: unknown[]): void {
  const last = returned.filter((value) => typeof value === "string" || (isRecord(value) && typeof value.then !== "function")).pop();
  core.tree.write(Op.METHOD, node, "handled", last === undefined ? [{}] : [{ value: last }], 0);
}

const OPEN_EVENTS: Readonly<Record<string, string>> = {
  getPhoneNumber: "getphonenumber",
  getRealtimePhoneNumber: "getrealtimephonenumber",
  getUserInfo: "getuserinfo",
  chooseAvatar: "chooseavatar",
  contact: "contact",
  openSetting: "opensetting",
  launchApp: "launchapp",
  agreePrivacyAuthorization: "agreeprivacyauthorization",
};

/** A button that needs the person's consent: the host asks, the program hears of it by an event. */
function open(core: Core, node: number, openType: string, data: Record<string, unknown>): void {
  const answered = (detail: unknown): void => {
    core.view.post({ t: "openDone", node, openType, detail });
    const element = core.tree.element(node);
    const type = OPEN_EVENTS[openType];
    if (element === undefined || type === undefined) return;
    dispatch(element, plain(core, node, type, detail));
  };
  core.host.call(`openType.${openType}`, { ...data, node, page: core.stack.top?.path ?? "" }).then(answered, (refusal: { errMsg?: string; result?: unknown }) => {
    answered(isRecord(refusal.result) ? refusal.result : { errMsg: refusal.errMsg ?? `${openType}:fail` });
  });
}

function navigate(core: Core, data: Record<string, unknown>, element: TreeElement | undefined): void {
  const fire = (type: string, detail: unknown): void => {
    if (element !== undefined) dispatch(element, plain(core, 0, type, detail));
  };
  navigated(core.wx, data)?.then(
    (result) => {
      fire("success", result);
      fire("complete", result);
    },
    (problem: unknown) => {
      fire("fail", problem);
      fire("complete", problem);
    },
  );
}

function plain(core: Core, node: number, type: string, detail: unknown): ViewEvent {
  return { t: "event", node, type, detail, bubbles: false, composed: false, timeStamp: core.now() };
}

/** A WXS function in the view calls the component it belongs to. */
function calledByWxs(core: Core, message: Extract<ViewToCore, { t: "wxs" }>): void {
  const component = core.tree.element(message.component)?.asGeneralComponent();
  if (component === null || component === undefined) return;
  const face = faceOf(component);
  if (message.kind === "trigger") {
    (face.triggerEvent as (...args: unknown[]) => void)(message.type, message.detail, message.options);
    return;
  }
  const method = face[message.method];
  if (typeof method === "function") core.guarded(`${component.is} ${message.method}`, () => method.call(face, message.args) as unknown);
}

function ofPage(core: Core, message: Extract<ViewToCore, { t: "scroll" | "bottom" | "pull" | "resize" }>): void {
  const page = core.stack.byId(message.page);
  if (page === undefined) return;
  if (message.t === "scroll") core.pages.call(page, "onPageScroll", { scrollTop: message.top });
  else if (message.t === "bottom") core.pages.call(page, "onReachBottom");
  else if (message.t === "pull") core.pages.call(page, "onPullDownRefresh");
  else {
    const detail = { size: message.size };
    core.pages.call(page, "onResize", detail);
    core.pages.lifetimes(page, "resize", message.size);
    core.program.fire("resize", detail);
  }
}
