/** Mini programs in the messenger: found, opened, asked, answered, taken back, sent on and left. */
import { Messenger } from "../support/messenger";
import { aProgram, OpenProgram } from "../support/program";
import { expect, fresh, test } from "../support/test";

test("a program is found by its name, opens beside the lane, signs its person in, and its pages lead back", async ({ page, lane, m }) => {
  const program = await aProgram(lane, fresh("Pizza"));
  const person = await lane.person(fresh("Li"));
  await lane.enter(page, person, "/lane");
  await page.getByRole("searchbox").fill(program.name);
  await page.getByRole("link", { name: program.name }).click();
  const open = new OpenProgram(page, m, program);
  await expect(open.title).toHaveText("Menu");
  await expect(open.frame.locator("#deep")).toBeVisible();
  const tabs = open.place.getByRole("navigation", { name: m("mini.tabs") });
  await expect(tabs.getByRole("button", { name: /Orders/ })).toContainText("2");

  await open.tap("login");
  await expect(open.told).toContainText("login:ok");
  const { code } = JSON.parse((await open.told.textContent()) ?? "{}") as { code: string };
  const session = await lane.wechat<{ openid: string; session_key: string }>(
    "GET",
    `/sns/jscode2session?appid=${program.app_id}&secret=${program.secret}&js_code=${code}&grant_type=authorization_code`,
  );
  expect(session.openid).toMatch(/^[\w-]{28}$/);

  await tabs.getByRole("button", { name: /Orders/ }).click();
  await expect(open.frame.locator("#orders")).toBeVisible();
  await tabs.getByRole("button", { name: "Menu" }).click();
  await open.tap("deep");
  await expect(open.title).toHaveText("Pizza");
  await open.frame.locator(".more").last().click();
  await expect(open.frame.locator(".pizza").last()).toHaveText("Pizza 2");
  // The browser's own way back is the program's first, and then the way out of it.
  await page.goBack();
  await expect(open.frame.locator(".pizza").last()).toHaveText("Pizza 1");
  await open.place.getByRole("button", { name: m("app.back"), exact: true }).click();
  await expect(open.title).toHaveText("Menu");
  await open.close();
  await expect(page).toHaveURL(/\/lane$/);
  await expect(open.place).toBeHidden();

  // What one opened stands first, and goes on where it was left.
  await page.getByRole("searchbox").fill("");
  await page.getByRole("link", { name: program.name }).first().click();
  await expect(open.told).toContainText(code);
});

test("a program asks on the house's sheets: refused, granted in its settings, and taken back", async ({ page, lane, m, context }) => {
  await context.grantPermissions(["geolocation"]);
  await context.setGeolocation({ latitude: 39.9408, longitude: 116.3896 });
  const program = await aProgram(lane, fresh("Oven"));
  const person = await lane.person(fresh("Li"));
  await lane.enter(page, person, `/mini/${program.app_id}`);
  const open = new OpenProgram(page, m, program);

  await open.tap("place");
  const question = open.dialog(m("mini.wants.userLocation", { name: program.name }));
  await expect(question.getByText("To find the nearest oven")).toBeVisible();
  await expect(question.getByRole("img", { name: /./ }).first()).toBeVisible();
  await open.answer("mini.wants.userLocation", "mini.refuse");
  await expect(open.told).toContainText("getLocation:fail auth deny");
  // Refused once, it is not asked again.
  await open.tap("place");
  await expect(open.frame.locator("#count")).toHaveText("2");
  await expect(open.dialog()).toHaveCount(0);

  const settings = open.dialog(m("mini.settings"));
  const place = settings.getByRole("switch", { name: m("mini.scope.userLocation") });
  await open.more("mini.settings");
  await expect(place).toHaveAttribute("aria-checked", "false");
  await place.click();
  await expect(place).toHaveAttribute("aria-checked", "true");
  await settings.getByRole("button", { name: m("app.close") }).click();
  await open.tap("place");
  await expect(open.told).toContainText("getLocation:ok");
  await expect(open.told).toContainText("39.94");

  await open.more("mini.settings");
  await place.click();
  await expect(place).toHaveAttribute("aria-checked", "false");
  await page.keyboard.press("Escape");
  await open.tap("place");
  await expect(open.told).toContainText("getLocation:fail auth deny");
});

test("an address is written once, and the program sees the chosen one alone", async ({ page, lane, m }) => {
  const program = await aProgram(lane, fresh("Courier"));
  const person = await lane.person(fresh("Li"));
  await lane.enter(page, person, `/mini/${program.app_id}`);
  const open = new OpenProgram(page, m, program);
  await open.tap("address");
  await open.answer("address.choose", "address.new");
  const form = open.dialog(m("address.new"));
  await form.getByRole("button", { name: m("address.save") }).click();
  await expect(form.getByText(m("address.wrong.name"))).toBeVisible();
  await form.getByLabel(m("address.name"), { exact: true }).fill("李雷");
  await form.getByLabel(m("address.phone")).fill("13800138000");
  await form.getByLabel(m("address.province")).selectOption("北京市");
  await form.getByLabel(m("address.district")).selectOption("东城区");
  await form.getByLabel(m("address.detail"), { exact: true }).fill("帽儿胡同 9 号");
  await form.getByRole("button", { name: m("address.save") }).click();
  await expect(open.told).toContainText("chooseAddress:ok");
  for (const part of ["李雷", "13800138000", "北京市", "东城区", "帽儿胡同 9 号", "110101"]) await expect(open.told).toContainText(part);

  // The next time it is there already.
  await open.tap("address");
  await open.dialog(m("address.choose")).getByRole("button", { name: /李雷/ }).click();
  await expect(open.frame.locator("#count")).toHaveText("2");
  await page.goto("/addresses");
  await expect(page.getByRole("list").getByText("北京市 东城区 帽儿胡同 9 号")).toBeVisible();
  await expect(page.getByText(m("address.isDefault"), { exact: true })).toBeVisible();
});

test("modals, sheets and toasts are the house's own; a telephone number is shown before it is handed over", async ({ page, lane, m }) => {
  const program = await aProgram(lane, fresh("Bakery"));
  const person = await lane.person(fresh("Li"));
  await lane.enter(page, person, `/mini/${program.app_id}`);
  const open = new OpenProgram(page, m, program);
  await open.tap("modal");
  // The yes has the focus: a keyboard alone is enough.
  await expect(open.dialog("Order it?").getByRole("button").last()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(open.told).toContainText('"confirm":true');
  await open.tap("sheet");
  await open.dialog(m("mini.choose")).getByRole("button", { name: "Large" }).click();
  await expect(open.told).toContainText('"tapIndex":1');
  await open.tap("toast");
  await expect(open.place.getByRole("status").getByText("Added")).toBeVisible();
  await open.tap("login");
  await expect(open.told).toContainText("login:ok");
  await open.tap("phone");
  await expect(open.dialog(m("mini.wantsPhone", { name: program.name })).getByText(/\*{4}/)).toBeVisible();
  await open.answer("mini.wantsPhone", "mini.tellPhone");
  await expect(open.told).toContainText('"code"');
  await open.tap("phone");
  await page.keyboard.press("Escape");
  await expect(open.told).toContainText("getPhoneNumber:fail user deny");
});

test("a page goes to a friend as a card, and opens there where it led", async ({ page, lane, m, another }) => {
  const program = await aProgram(lane, fresh("Pizza"));
  const [li, han] = [await lane.person(fresh("Li")), await lane.person(fresh("Han"))];
  const conversation = await lane.chat(li, han);
  await lane.say(li, conversation, "Hungry?");
  await lane.enter(page, li, `/mini/${program.app_id}`);
  const open = new OpenProgram(page, m, program);
  await open.tap("share");
  await open.dialog(m("mini.shareTo")).getByRole("button", { name: han.name }).click();
  await expect(open.dialog()).toHaveCount(0);

  const { page: hers } = await another();
  await lane.enter(hers, han, `/c/${conversation}`);
  await new Messenger(hers, m).log.getByRole("link", { name: /A pizza for us/ }).click();
  await expect(new OpenProgram(hers, m, program).told).toHaveText('{"from":"card"}');
});

test("a program that is not there says so, and leads back", async ({ page, lane, m }) => {
  await lane.enter(page, await lane.person(), "/mini/wx0000000000000000");
  await expect(page.getByRole("alert").getByText(m("errors.program_not_found"))).toBeVisible();
  await page.getByRole("alert").getByRole("button", { name: m("app.back") }).click();
  await expect(page).toHaveURL(/\/lane$/);
});
