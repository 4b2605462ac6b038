/** What an owner is writing, and whether it may be sent. */
import type { Keyword, Reply, ReplyKind, ReplyRule } from "./types";

export const limits = { textLetters: 600, nameLetters: 60, keywordLetters: 30, keywords: 10, replies: 5 } as const;

export interface RuleDraft {
  id: string | null;
  name: string;
  keywords: Keyword[];
  replies: Reply[];
  picksOne: boolean;
}

export type Mistake = "name" | "keywords" | "replies";

export const emptyReply = (kind: ReplyKind = "text"): Reply => ({
  kind,
  text: "",
  media_id: "",
  article_id: "",
  title: "",
  media_url: null,
});

export const firstRule = (): RuleDraft => ({
  id: null,
  name: "",
  keywords: [{ text: "", match: "contain" }],
  replies: [emptyReply()],
  picksOne: false,
});

export const draftOf = (rule: ReplyRule): RuleDraft => ({
  id: rule.id,
  name: rule.name,
  keywords: rule.keywords,
  replies: rule.replies,
  picksOne: rule.picks_one,
});

/** Whether a message says anything. */
export function isWhole(reply: Reply): boolean {
  if (reply.kind === "text") return reply.text.trim() !== "" && [...reply.text].length <= limits.textLetters;
  return reply.kind === "articles" ? reply.article_id !== "" : reply.media_id !== "";
}

export function mistakesIn(draft: RuleDraft): Mistake[] {
  const words = draft.keywords.map(({ text, match }) => `${match} ${text.trim()}`);
  const areWrong = draft.keywords.some(({ text }) => text.trim() === "" || [...text.trim()].length > limits.keywordLetters);
  const name = [...draft.name.trim()].length;
  const found: Mistake[] = [];
  if (name === 0 || name > limits.nameLetters) found.push("name");
  if (areWrong || words.length === 0 || new Set(words).size < words.length) found.push("keywords");
  if (draft.replies.length === 0 || !draft.replies.every(isWhole)) found.push("replies");
  return found;
}

/** A message as the server takes it. */
export function toRequest(reply: Reply): Partial<Reply> {
  if (reply.kind === "text") return { kind: "text", text: reply.text };
  if (reply.kind === "articles") return { kind: "articles", article_id: reply.article_id };
  return { kind: reply.kind, media_id: reply.media_id };
}

/** The places of a template's text, each once. */
export const placesIn = (content: string): string[] => [
  ...new Set([...content.matchAll(/\{\{([A-Za-z]\w*)\.DATA\}\}/g)].map((found) => found[1] ?? "")),
];
