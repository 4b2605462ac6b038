/** What the console asks about replies and templates. */
import { useQuery } from "@tanstack/react-query";
import { http } from "../api";
import { appKey } from "../apps/queries";
import { toRequest, type RuleDraft } from "./draft";
import type { Replies, Reply, Templates } from "./types";

const at = (appId: string, part: string) => `/api/console/apps/${encodeURIComponent(appId)}${part}`;

export const repliesKey = (appId: string) => appKey(appId, "replies");
export const templatesKey = (appId: string) => appKey(appId, "templates");

export const useReplies = (appId: string) =>
  useQuery({ queryKey: repliesKey(appId), queryFn: () => http.get<Replies>(at(appId, "/replies")) });

export interface Settings {
  greetingOn: boolean;
  greeting: Reply | null;
  answeringOn: boolean;
  default: Reply | null;
}

export const setReplies = (appId: string, settings: Settings) =>
  http.put<Replies>(at(appId, "/replies"), {
    greeting_on: settings.greetingOn,
    greeting: settings.greeting && toRequest(settings.greeting),
    answering_on: settings.answeringOn,
    default: settings.default && toRequest(settings.default),
  });

export function saveRule(appId: string, rule: RuleDraft): Promise<Replies> {
  const body = {
    name: rule.name.trim(),
    keywords: rule.keywords.map(({ text, match }) => ({ text: text.trim(), match })),
    replies: rule.replies.map(toRequest),
    picks_one: rule.picksOne,
  };
  if (rule.id === null) return http.post<Replies>(at(appId, "/replies/rules"), body);
  return http.put<Replies>(at(appId, `/replies/rules/${rule.id}`), body);
}

export const deleteRule = (appId: string, id: string) => http.delete<Replies>(at(appId, `/replies/rules/${id}`));

export const tryReply = (appId: string, text: string) =>
  http.post<{ rule_id: string | null; replies: Reply[] }>(at(appId, "/replies/try"), { text });

export const uploadReplyMedia = (appId: string, kind: string, file: File) =>
  http.upload<Reply>("POST", at(appId, "/replies/media"), file, { kind, name: file.name });

export const useOfferedArticles = (appId: string) =>
  useQuery({
    queryKey: appKey(appId, "replies", "articles"),
    queryFn: () => http.get<{ articles: { article_id: string; title: string }[] }>(at(appId, "/replies/articles")),
  });

const inLanguage = (language: string) => ({ language: language === "en" ? "en" : "zh" });

export const useTemplates = (appId: string, language: string) =>
  useQuery({
    queryKey: [...templatesKey(appId), language],
    queryFn: () => http.get<Templates>(at(appId, "/templates"), inLanguage(language)),
  });

export const addTemplate = (appId: string, language: string, made: unknown) =>
  http.post<Templates>(at(appId, `/templates?language=${inLanguage(language).language}`), made);

export const deleteTemplate = (appId: string, id: string) => http.delete<Templates>(at(appId, `/templates/${id}`));
