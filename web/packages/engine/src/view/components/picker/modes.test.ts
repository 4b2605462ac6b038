import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { daysIn, parseDay, parseTime, writeDay } from "./dates";
import { choose, readDivisions, startingValue, words, type PickerProps } from "./modes";

const today = { year: 2026, month: 11, day: 22 };
const open = (mode: string, props: PickerProps, language: "zh_CN" | "en" = "zh_CN") => choose(mode, props, language, today, china);
const china = readDivisions(readFileSync(new URL("./regions.txt", import.meta.url), "utf8"));

describe("selector", () => {
  test("tells the index as text", () => {
    const fruit = open("selector", { range: ["梨", "桃", "柿子"], value: 1 });
    expect(fruit).toMatchObject({ columns: [["梨", "桃", "柿子"]], indexes: [1] });
    expect(fruit.turn(0, 2).detail()).toEqual({ value: "2" });
  });

  test("shows the range-key of objects, and an index outside is held inside", () => {
    const people = open("selector", { range: [{ name: "李雷" }, { name: 7 }, {}], rangeKey: "name", value: "9" });
    expect(people).toMatchObject({ columns: [["李雷", "7", ""]], indexes: [2] });
    expect(open("selector", { range: null, value: "x" })).toMatchObject({ columns: [[]], indexes: [0] });
    expect(words([1, null, "a"], undefined)).toEqual(["1", "", "a"]);
  });
});

describe("multiSelector", () => {
  const props = { range: [["a", "b"], ["1", "2", "3"]], value: [1, 5] };

  test("holds every column", () => expect(open("multiSelector", props)).toMatchObject({ indexes: [1, 2] }));

  test("tells all columns", () => expect(open("multiSelector", props).turn(0, 0).detail()).toEqual({ value: [0, 2] }));

  test("a missing value chooses the first of each", () => expect(open("multiSelector", { range: props.range }).indexes).toEqual([0, 0]));
});

describe("time", () => {
  test("goes round the day", () => {
    const noon = open("time", { value: "12:01" });
    expect(noon.columns.map((column) => column.length)).toEqual([24, 60]);
    expect(noon.turn(1, 30).detail()).toEqual({ value: "12:30" });
  });

  test("start and end cut the minutes of their own hour only", () => {
    const office = open("time", { value: "08:00", start: "09:30", end: "17:15" });
    expect(office.detail()).toEqual({ value: "09:30" });
    expect(office.columns[0]).toHaveLength(9);
    expect(office.columns[1]?.[0]).toBe("30");
    const late = office.turn(0, 8);
    expect(late.detail()).toEqual({ value: "17:15" });
    expect(late.columns[1]).toHaveLength(16);
    expect(office.turn(0, 1).columns[1]).toHaveLength(60);
  });

  test("what is no time is midnight", () => {
    expect([parseTime("24:00"), parseTime("9:5"), parseTime("x")]).toEqual([null, 545, null]);
    expect(open("time", { value: "99:99" }).detail()).toEqual({ value: "00:00" });
  });
});

describe("date", () => {
  test("a month knows its days", () => {
    expect([daysIn(2024, 2), daysIn(2023, 2), daysIn(1900, 2), daysIn(2000, 2), daysIn(2024, 4)]).toEqual([29, 28, 28, 29, 30]);
    expect([parseDay("2023-02-29"), parseDay("2016-13-01"), parseDay("abc")]).toEqual([null, null, null]);
    expect(writeDay({ year: 2016, month: 9, day: 1 }, "month")).toBe("2016-09");
  });

  test("31 January turned to February is its last day", () => {
    expect(open("date", { value: "2024-01-31" }).turn(1, 1).detail()).toEqual({ value: "2024-02-29" });
  });

  test("29 February turned to a common year is the 28th", () => {
    const leap = open("date", { value: "2024-02-29", start: "2020-01-01" });
    expect(leap.turn(0, 3).detail()).toEqual({ value: "2023-02-28" });
  });

  test("start and end cut months and days of their own year", () => {
    const season = open("date", { value: "2015-01-01", start: "2015-09-10", end: "2017-09-01" });
    expect(season.detail()).toEqual({ value: "2015-09-10" });
    expect(season.columns.map((column) => column.length)).toEqual([3, 4, 21]);
    const last = season.turn(0, 2);
    expect(last.detail()).toEqual({ value: "2017-09-01" });
    expect(last.columns.map((column) => column.length)).toEqual([3, 9, 1]);
  });

  test("fields decide the columns and the value", () => {
    expect(open("date", { value: "2016-09", fields: "month" })).toMatchObject({ columns: { length: 2 } });
    expect(open("date", { value: "2016", fields: "year", end: "2020" }).detail()).toEqual({ value: "2016" });
    expect(open("date", { value: "2017-11", fields: "month", end: "2017" }).detail()).toEqual({ value: "2017-11" });
  });

  test("today when nothing is given, in the words of the language", () => {
    expect(open("date", {}).detail()).toEqual({ value: "2026-11-22" });
    const day = open("date", { value: "2016-09-01" });
    expect(day.columns.map((column, at) => column[day.indexes[at] ?? 0])).toEqual(["2016年", "9月", "1日"]);
    const english = open("date", { value: "2016-09-01" }, "en");
    expect(english.columns.map((column, at) => column[english.indexes[at] ?? 0])).toEqual(["2016", "Sep", "1"]);
  });

  test("a start after the end leaves one day", () => {
    expect(open("date", { value: "2016-09-01", start: "2020-01-01", end: "2019-01-01" }).detail()).toEqual({ value: "2020-01-01" });
  });
});

describe("region", () => {
  test("every division has a code of six digits and a name", () => {
    const counties = china.flatMap((province) => province.below).flatMap((city) => city.below);
    expect([china.length, counties.length > 2_800]).toEqual([34, true]);
    const all = [...china, ...china.flatMap((province) => province.below), ...counties];
    expect(all.filter((one) => !/^\d{6}$/.test(one.code) || one.name === "" || /\d/.test(one.name))).toEqual([]);
    expect(new Set(all.map((one) => one.code)).size).toBe(all.length);
  });

  test("names find their place; names and codes are told", () => {
    const guangzhou = open("region", { value: ["广东省", "广州市", "海珠区"] });
    expect(guangzhou.detail()).toEqual({ value: ["广东省", "广州市", "海珠区"], code: ["440000", "440100", "440105"], postcode: "" });
    expect(open("region", { value: ["110000", "110100", "110108"] }).detail()).toMatchObject({ value: ["北京市", "北京市", "海淀区"] });
  });

  test("turning a province begins its cities anew", () => {
    const elsewhere = open("region", { value: ["广东省", "深圳市", "南山区"] }).turn(0, 0);
    expect(elsewhere.detail()).toMatchObject({ value: ["北京市", "北京市", "东城区"] });
  });

  test("a custom item stands first in every column", () => {
    const all = open("region", { customItem: "全部", value: ["广东省", "全部", "全部"] });
    expect(all.detail()).toEqual({ value: ["广东省", "全部", "全部"], code: ["440000"], postcode: "" });
    expect(all.turn(0, 0).detail()).toMatchObject({ value: ["全部", "全部", "全部"], code: [] });
  });

  test("a level ends the way down", () => {
    expect(open("region", { level: "city", value: ["广东省", "广州市"] }).detail()).toMatchObject({ code: ["440000", "440100"] });
    expect(open("region", { level: "province", value: [] }).columns).toHaveLength(1);
  });
});

test("a form collects the value of a picker nobody opened", () => {
  expect([startingValue("selector", undefined), startingValue("date", "2016-09-01"), startingValue("multiSelector", undefined), startingValue("time", 5)])
    .toEqual(["0", "2016-09-01", [], ""]);
});
