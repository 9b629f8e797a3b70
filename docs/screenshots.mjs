// Takes the pictures in docs/screenshots/ of the main pages, from the demonstration.
// Usage: LONGSTONE=build/release/longstone node docs/screenshots.mjs
import { mkdirSync, statSync } from "node:fs";

import { chromium } from "playwright-core";

import { openHouse } from "../tests/e2e/help/house.mjs";

const folder = new URL("screenshots/", import.meta.url).pathname;
const largest = 150 * 1024;
const desktop = { viewport: { width: 1240, height: 760 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

const house = await openHouse();
const { password } = JSON.parse(house.demo.trim().split("\n").at(-1));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
});

async function visitor(name, options) {
  const context = await browser.newContext({ baseURL: house.origin, locale: "en-GB", ...options });
  const page = await context.newPage();
  if (!name) return page;
  await page.goto("/sign-in");
  await page.fill("#name", name);
  await page.fill("#password", password);
  await Promise.all([
    page.waitForURL((url) => url.pathname !== "/sign-in"),
    page.click("main form button[type=submit]"),
  ]);
  return page;
}

async function picture(page, name) {
  const path = `${folder}${name}.png`;
  await page.screenshot({ path });
  const { size } = statSync(path);
  if (size > largest) console.log(`${name}.png is ${Math.round(size / 1024)} KB`);
}

const firstLink = (page, selector) =>
  page.$eval(selector, (link) => link.getAttribute("href")).catch(() => null);

// Pictures as {name: path}, or {name: page => path} where the way leads over another page.
const from = (start, selector, rest = "") => async (page) => {
  await page.goto(start);
  const found = await firstLink(page, selector);
  return found && found.split("#")[0] + rest;
};
const record = 'main table a[href^="/records/MC-"]';
const views = [
  ["thabo.mbeki-lowe", desktop, {
    "my-work": "/",
    board: "/boards/hub",
    record: from("/boards/hub", record),
    answers: from("/boards/hub", record, "/answers"),
    meetings: from("/boards/hub", record, "/meetings"),
    person: async (page) => from(await from("/boards/hub", record, "/people")(page),
      'main table a[href^="/people/"]')(page),
    search: async (page) => {
      await page.fill("#site-search", "Tait");
      const [reply] = await Promise.all([
        page.waitForNavigation(), page.click(".ls-header__find")]);
      return reply;
    },
  }],
  ["neil.forster", desktop, { "partner-check": from("/", 'main a[href^="/requests/"]') }],
  ["becky.turnbull", desktop, {
    "referral-tasks": from("/referrals", 'main a[href^="/referrals/drafts/"]'),
  }],
  ["sam.whitfield", desktop, { users: "/users", pathway: "/pathways/child-mash" }],
  ["ingrid.falk", desktop, { "access-log": "/access-log" }],
  [null, desktop, { "public-report": "/report" }],
  ["thabo.mbeki-lowe", phone, { "phone-my-work": "/", "phone-record": from("/boards/hub", record) }],
  ["neil.forster", phone, { "phone-partner-check": from("/", 'main a[href^="/requests/"]') }],
  [null, phone, { "phone-public-report": "/report" }],
];

mkdirSync(folder, { recursive: true });
let failed = 0;
try {
  for (const [who, options, pictures] of views) {
    const page = await visitor(who, options);
    for (const [name, way] of Object.entries(pictures)) {
      const path = typeof way === "function" ? await way(page) : way;
      const reply = typeof path === "string" ? await page.goto(path) : path;
      if (reply?.status() === 200) {
        await picture(page, name);
      } else {
        failed += 1;
        console.log(`${name}: ${path ?? "no way there"} ${reply?.status?.() ?? ""}`);
      }
    }
    await page.context().close();
  }
} finally {
  await browser.close();
  await house.stop();
}
process.exit(failed === 0 ? 0 : 1);
