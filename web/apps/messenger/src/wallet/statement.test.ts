import type { Movement } from "@hutong/api";
import { expect, test } from "vitest";
import { byMonth, joinTotals, monthOf } from "./statement";

const move = (id: string, at: string, amount_fen: number): Movement => ({
  id, at, amount_fen, number: id, kind: "payment", title: "", counterparty: null, means_label: "", memo: "", state: "done", subject: { type: "order", id },
});

test("a month begins at midnight in Beijing, whatever the reader's own clock says", () => {
  expect(monthOf("2026-10-31T15:59:59.999Z")).toBe("2026-10");
  expect(monthOf("2026-10-31T16:00:00.000Z")).toBe("2026-11");
});

test("movements stand under their months, and the server's totals hold over what is loaded", () => {
  const items = [move("3", "2026-11-20T02:00:00Z", -8_640), move("2", "2026-11-02T02:00:00Z", 5_000), move("1", "2026-10-09T02:00:00Z", -100)];
  const months = byMonth(items, [{ month: "2026-11", in_fen: 99_000, out_fen: 12_345 }]);
  expect(months.map(({ month, items: some }) => [month, some.map(({ id }) => id)])).toEqual([["2026-11", ["3", "2"]], ["2026-10", ["1"]]]);
  expect(months[0]).toMatchObject({ in_fen: 99_000, out_fen: 12_345 });
  expect(months[1]).toMatchObject({ in_fen: 0, out_fen: 100 });
});

test("a further page's word about a month is the newer one", () => {
  expect(joinTotals([{ month: "2026-11", in_fen: 1, out_fen: 1 }], [{ month: "2026-11", in_fen: 2, out_fen: 1 }, { month: "2026-10", in_fen: 0, out_fen: 5 }])).toEqual([
    { month: "2026-11", in_fen: 2, out_fen: 1 },
    { month: "2026-10", in_fen: 0, out_fen: 5 },
  ]);
});
