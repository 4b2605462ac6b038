/** What a <navigator> asks for, done by the function of wx that means the same. */

const FUNCTIONS: Readonly<Record<string, string>> = {
  navigate: "navigateTo",
  redirect: "redirectTo",
  switchTab: "switchTab",
  reLaunch: "reLaunch",
  navigateBack: "navigateBack",
  exit: "exitMiniProgram",
};

export function navigated(wx: Record<string, unknown>, data: Record<string, unknown>): Promise<unknown> | undefined {
  const openType = typeof data.openType === "string" && data.openType !== "" ? data.openType : "navigate";
  const isElsewhere = data.target === "miniProgram" && openType !== "exit";
  const run = wx[isElsewhere ? "navigateToMiniProgram" : (FUNCTIONS[openType] ?? "")];
  if (typeof run !== "function") return undefined;
  const { appId, path, extraData, envVersion, shortLink, url, delta } = data;
  const options = isElsewhere ? { appId, path, extraData, envVersion, shortLink } : openType === "navigateBack" ? { delta: Number(delta) || 1 } : { url };
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined && value !== ""));
  return run.call(wx, given) as Promise<unknown>;
}
