import { expect, it } from "vitest";
import { domainCalls, measureCalls, privacyCalls, versionCalls } from "./calls";
import type { Domains, Measures, Privacy, Program } from "./types";

const t = (key: string) => key;

it("names what is there: pages, categories, domains, purposes, the last day that is over", () => {
  const program = { categories: [{ first: 3, second: 304 }], trial: { pages: ["pages/menu/menu"], description: "Prices" } } as Program;
  expect(versionCalls(t, program)[0]?.body).toEqual({
    item_list: [{ address: "pages/menu/menu", tag: "menu", title: "Menu", first_id: 3, second_id: 304 }], version_desc: "Prices",
  });
  const domains = { lists: { request: ["https://a.example.com"], webview: ["https://b.example.com"] } } as unknown as Domains;
  expect(domainCalls(t, domains).map(({ body }) => body)).toMatchObject([{ requestdomain: ["https://a.example.com"] }, { webviewdomain: ["https://b.example.com"] }]);
  const privacy = { uses: [{ key: "PhoneNumber", text: "to deliver" }], contact: { contact_email: "us@example.com" }, notice: "" } as unknown as Privacy;
  expect(privacyCalls(t, privacy)[0]?.body).toEqual({
    owner_setting: { contact_email: "us@example.com", notice_method: "" }, setting_list: [{ privacy_key: "PhoneNumber", privacy_text: "to deliver" }],
  });
  const measures = { days: [{ day: "2026-11-21" }, { day: "2026-11-22" }] } as Measures;
  expect(measureCalls(t, measures)[0]?.body).toEqual({ begin_date: "20261121", end_date: "20261121" });
});
