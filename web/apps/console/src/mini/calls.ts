/** What the pages of a program do, as calls of its server: with what is there filled in. */
import type { PageCall } from "../shared/code/CodeDrawer";
import type { Domains, HeldCategory, Measures, Privacy, Program, Testers } from "./types";

type Word = (key: string) => string;

const post = (name: string, path: string, body: unknown): PageCall => ({ name, method: "POST", path, query: { access_token: "ACCESS_TOKEN" }, body });
const get = (name: string, path: string): PageCall => ({ name, method: "GET", path, query: { access_token: "ACCESS_TOKEN" } });

export function versionCalls(t: Word, program: Program | undefined): PageCall[] {
  const first = program?.categories[0];
  const page = { address: program?.trial?.pages[0] ?? "pages/index/index", tag: "menu", title: "Menu", ...(first && { first_id: first.first, second_id: first.second }) };
  return [
    post(t("mini.submit"), "/wxa/submit_audit", { item_list: [page], version_desc: program?.trial?.description ?? "" }),
    get(t("mini.reviewTitle"), "/wxa/get_latest_auditstatus"),
    post(t("mini.kind.release"), "/wxa/release", {}),
    post(t("mini.grey"), "/wxa/grayrelease", { gray_percentage: program?.grey?.percent ?? 10 }),
    get(t("mini.goBack"), "/wxa/revertcoderelease"),
  ];
}

export function categoryCalls(t: Word, held: HeldCategory[]): PageCall[] {
  const { first, second } = held[0] ?? { first: 1, second: 101 };
  return [get(t("nav.categories"), "/cgi-bin/wxopen/getcategory"), post(t("categories.add"), "/cgi-bin/wxopen/addcategory", { categories: [{ first, second }] })];
}

export function domainCalls(t: Word, { lists }: Domains): PageCall[] {
  const named = { requestdomain: lists["request"], wsrequestdomain: lists["socket"], uploaddomain: lists["upload"], downloaddomain: lists["download"] };
  return [
    post(t("domains.lists"), "/wxa/modify_domain", { action: "set", ...named }),
    post(t("domains.kind.webview"), "/wxa/setwebviewdomain", { action: "set", webviewdomain: lists["webview"] ?? [] }),
  ];
}

export function testerCalls(t: Word, { items }: Testers): PageCall[] {
  return [
    post(t("testers.add"), "/wxa/bind_tester", { wechatid: "WECHAT_ID" }),
    post(t("nav.testers"), "/wxa/memberauth", { action: "get_experiencer" }),
    post(t("testers.removal"), "/wxa/unbind_tester", { userstr: items[0]?.openid ?? "OPENID" }),
  ];
}

export function privacyCalls(t: Word, { uses, contact, notice }: Privacy): PageCall[] {
  const setting_list = uses.map(({ key, text }) => ({ privacy_key: key, privacy_text: text }));
  return [post(t("privacy.save"), "/cgi-bin/component/setprivacysetting", { owner_setting: { ...contact, notice_method: notice }, setting_list })];
}

export function measureCalls(t: Word, { days }: Measures): PageCall[] {
  // Figures are told of days that are over.
  const day = (days.at(-2) ?? days.at(-1))?.day.replaceAll("-", "") ?? "";
  const span = { begin_date: day, end_date: day };
  return [
    post(t("measures.opens"), "/datacube/getweanalysisappiddailyvisittrend", span),
    post(t("mini.page"), "/datacube/getweanalysisappidvisitpage", span),
    post(t("measures.sources"), "/datacube/getweanalysisappidvisitdistribution", span),
  ];
}
