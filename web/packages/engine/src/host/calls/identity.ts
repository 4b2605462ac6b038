/** Who the person is, what they allow, what they hand over; and paying. */
import { Refused, isRefused } from "../backend";
import { text, texts } from "../desk";
import type { Args, Desk, Handlers } from "../desk";
import { TAP_ONLY } from "../gestures";

export function identityCalls(desk: Desk): Handlers {
  const { backend, prompts, permissions, privacy, gestures } = desk;

  const authSetting = async (args: Args): Promise<Args> => ({
    authSetting: permissions.all(),
    ...(args.withSubscriptions === true && { subscriptionsSetting: await backend.subscriptionSettings() }),
  });
  const openSetting = async (args: Args): Promise<Args> => {
    gestures.take();
    await prompts.settings();
    await permissions.reload();
    return authSetting(args);
  };
  const profile = async (args: Args, purpose: string): Promise<Args> => {
    gestures.take();
    if (!(await prompts.userInfo({ purpose }))) throw new Refused("auth deny", { errno: 103 });
    await permissions.decide("scope.userInfo", true);
    return { ...(await backend.userInfo({ withCredentials: true, lang: text(args.lang, "en"), consented: true })) };
  };

  return {
    login: () => backend.login(),
    checkSession: async () => {
      if (!(await backend.checkSession())) throw new Refused("session time out, need relogin");
    },
    getUserInfo: (args) =>
      backend.userInfo({ withCredentials: args.withCredentials === true, lang: text(args.lang, "en"), consented: permissions.has("scope.userInfo") }),
    getUserProfile: (args) => profile(args, text(args.desc)),
    authorize: (args) => permissions.need(text(args.scope)),
    getSetting: authSetting,
    openSetting,
    chooseAddress: async () => {
      const address = await prompts.address();
      if (!address) throw new Refused("cancel");
      return { ...address };
    },
    requestPayment: async (args) => {
      const outcome = await prompts.payment({
        timeStamp: text(args.timeStamp), nonceStr: text(args.nonceStr), package: text(args.package), signType: text(args.signType, "MD5"), paySign: text(args.paySign),
      });
      if (outcome === "cancelled") throw new Refused("cancel");
      if (outcome !== "paid") throw new Refused(outcome.failed);
      // Who has just paid may be asked for messages without a further press.
      gestures.note();
    },
    requestSubscribeMessage: (args) =>
      subscribe(desk, texts(args.tmplIds)).catch((problem: unknown) => {
        // These refusals are told as errCode; all others as errno.
        throw isRefused(problem) && problem.errno !== undefined && problem.errno >= 10_000 && problem.reason !== TAP_ONLY
          ? new Refused(problem.reason, { errCode: problem.errno }) : problem;
      }),
    getPrivacySetting: () => ({ needAuthorization: privacy.isNeeded, privacyContractName: privacy.name }),
    openPrivacyContract: () => prompts.privacy().then(() => undefined),
    requirePrivacyAuthorize: () => undefined,
    getUserCryptoKey: () => {
      throw new Refused("not supported");
    },

    "openType.getPhoneNumber": async () => {
      gestures.take();
      if (!(await prompts.phone())) throw new Refused("user deny", { errno: 103 });
      return { ...(await backend.phone()) };
    },
    "openType.getUserInfo": (args) => profile(args, ""),
    "openType.chooseAvatar": async () => {
      gestures.take();
      const blob = await prompts.avatar();
      if (!blob) throw new Refused("cancel");
      return { avatarUrl: desk.files.temporary(blob, blob.type.split("/")[1] ?? "jpeg") };
    },
    "openType.openSetting": openSetting,
    "openType.agreePrivacyAuthorization": () => privacy.agree(),
    "openType.feedback": () => prompts.customerService({ sessionFrom: "feedback" }),
    "openType.contact": (args) =>
      prompts.customerService({
        sessionFrom: text(args.sessionFrom),
        ...(args.showMessageCard === true && { card: { title: text(args.title), path: text(args.path), image: desk.files.address(text(args.imageUrl)) } }),
      }),
    "openType.launchApp": () => {
      throw new Refused("invalid scene");
    },
  };
}

/** Templates already decided on for good are not asked about again. */
async function subscribe({ backend, prompts, gestures }: Desk, ids: string[]): Promise<Args> {
  gestures.take();
  const { templates, settled } = await backend.subscribeTemplates(ids);
  const open = templates.filter(({ id }) => settled[id] === undefined);
  const decisions = (open.length === 0 ? null : await prompts.subscribe({ templates: open })) ?? {};
  for (const { id } of open) decisions[id] ??= "reject";
  const lasting = Object.fromEntries(Object.entries(settled).filter((entry): entry is [string, "accept"] => entry[1] === "accept"));
  // What the sheet gave goes on as it is: it remembers whether it was meant for good.
  for (const told of [lasting, decisions]) if (Object.keys(told).length > 0) await backend.subscribe(told);
  return { ...settled, ...decisions };
}
