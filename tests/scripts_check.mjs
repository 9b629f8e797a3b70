// What the scripts promise, in a browser with its clock turned by hand: a board that refreshes
// without losing one's place, drafts kept while one types, long lists that can be searched, and an
// answer as one types.
// Usage: node tests/scripts_check.mjs ASSETS_FOLDER
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join, normalize } from "node:path";

import { chromium } from "playwright-core";

const [assets] = process.argv.slice(2);

const frame = (main) => `<!DOCTYPE html><html lang="en" class="govuk-template"><head><title>x</title>
<link rel="stylesheet" href="/assets/longstone.css">
<script type="module" src="/assets/longstone.js"></script></head>
<body class="govuk-template__body"><script src="/assets/start.js"></script>
<main id="main">${main}</main></body></html>`;

// What the server holds, changed by the tests as they go.
const state = { rows: [], drafts: [], draftStatus: 204, signedOut: false, boards: 0 };

const pages = {
  "/board": () => {
    state.boards += 1;
    const rows = state.rows.map((row) => `<p id="${row}"><a href="/r/${row}">${row}</a></p>`);
    return frame(`<div id="board" data-refresh="30">${rows.join("")}</div>`);
  },
  "/form": () =>
    frame(`<form action="/form" method="post" data-draft="/drafts/form">
      <input type="hidden" name="csrf_token" value="t">
      <label for="words">Words</label><input id="words" name="words">
      <label for="secret">Secret</label><input id="secret" name="secret" type="password">
      <label for="agency">Agency</label><select id="agency" name="agency" data-autocomplete>
      <option value="">Choose</option><option value="p">Police</option>
      <option value="h">Housing</option></select></form>`),
  "/search": (url) =>
    frame(`<form action="/search" method="get" data-live="answers">
      <label for="q">Search</label><input id="q" name="words"></form>
      <div id="answers">${(url.searchParams.get("words") ?? "").replace(/[^a-z ]/gi, "")}</div>`),
};

const types = { css: "text/css", js: "text/javascript", svg: "image/svg+xml" };
const server = createServer((request, reply) => {
  const url = new URL(request.url, "http://x");
  reply.setHeader("Content-Security-Policy",
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'");
  if (request.method === "POST") {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      state.drafts.push(new URLSearchParams(body));
      reply.writeHead(state.draftStatus).end();
    });
    return;
  }
  if (url.pathname === "/board" && state.signedOut) {
    return reply.writeHead(302, { Location: "/sign-in" }).end();
  }
  if (pages[url.pathname] || url.pathname === "/sign-in") {
    reply.setHeader("Content-Type", "text/html; charset=utf-8");
    return reply.end(pages[url.pathname]?.(url) ?? frame("Sign in"));
  }
  const file = join(assets, normalize(url.pathname).replace("/assets/", ""));
  if (!url.pathname.startsWith("/assets/") || !existsSync(file)) return reply.writeHead(404).end();
  reply.setHeader("Content-Type", types[file.split(".").pop()] ?? "text/plain");
  reply.end(readFileSync(file));
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
  ],
});

let passed = 0;
const failures = [];
async function test(name, body) {
  const context = await browser.newContext({ viewport: { width: 900, height: 500 } });
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(String(error)));
  await page.clock.install({ time: new Date("2026-11-13T14:05:00Z") });
  try {
    await body(page);
    if (wrong.length > 0) throw new Error(wrong.join("; "));
    passed += 1;
  } catch (error) {
    failures.push(`${name}: ${error.message}`);
  }
  await context.close();
}
function equal(actual, expected, what) {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${what}: ${left}, not ${right}`);
}
// Until the page says so, the browser's clock standing still.
const shows = (page, words) => page.getByText(words).waitFor({ timeout: 5000 });

await test("a board brings itself up to date and keeps the focus and the place", async (page) => {
  state.rows = Array.from({ length: 60 }, (_, at) => `row${at}`);
  await page.goto(`${origin}/board`);
  await page.focus("#row40 a");
  await page.evaluate(() => document.getElementById("row40").scrollIntoView());
  const before = await page.evaluate(() => document.getElementById("row40").getBoundingClientRect().top);
  state.rows = ["new1", "new2", "new3", ...state.rows];
  await page.clock.fastForward(31_000);
  await page.waitForSelector("#new1");
  equal(await page.evaluate(() => document.activeElement.textContent), "row40", "focus");
  const after = await page.evaluate(() => document.getElementById("row40").getBoundingClientRect().top);
  // The line that says so appears above and pushes nothing in view.
  equal(Math.abs(after - before) < 60, true, `place, moved by ${after - before}`);
  await shows(page, "Brought up to date");
});

await test("a board that has not changed says nothing", async (page) => {
  state.rows = ["only"];
  await page.goto(`${origin}/board`);
  const asked = state.boards;
  await page.clock.fastForward(31_000);
  while (state.boards === asked) await new Promise((later) => setTimeout(later, 20));
  equal(await page.locator(".ls-status").textContent(), "", "status");
});

await test("a board stops when one has been signed out", async (page) => {
  state.rows = ["only"];
  await page.goto(`${origin}/board`);
  state.signedOut = true;
  await page.clock.fastForward(31_000);
  await shows(page, "You have been signed out");
  equal(await page.locator("#only").count(), 1, "what was there stays");
  state.signedOut = false;
});

await test("a draft is kept a moment after the last key, without the password", async (page) => {
  state.drafts = [];
  await page.goto(`${origin}/form`);
  await page.fill("#words", "Half a sen");
  await page.fill("#secret", "hunter2");
  equal(state.drafts.length, 0, "not at once");
  await page.clock.fastForward(2_500);
  await shows(page, "Draft kept at 14:05");
  equal(state.drafts.length, 1, "sent once");
  equal(state.drafts[0].get("words"), "Half a sen", "words");
  equal(state.drafts[0].get("csrf_token"), "t", "token");
  equal(state.drafts[0].has("secret"), false, "password");
});

await test("a draft that cannot be kept says so, and is tried again", async (page) => {
  state.drafts = [];
  state.draftStatus = 500;
  await page.goto(`${origin}/form`);
  await page.fill("#words", "Half");
  await page.clock.fastForward(2_500);
  await shows(page, "could not be kept");
  equal(await page.inputValue("#words"), "Half", "what was typed");
  state.draftStatus = 204;
  await page.clock.fastForward(2_500);
  await shows(page, "Draft kept");
});

await test("a long list is searched, and the form sends what the list holds", async (page) => {
  await page.goto(`${origin}/form`);
  await page.locator("input#agency").fill("hou");
  await page.clock.fastForward(500);
  await page.getByRole("option", { name: "Housing" }).click();
  equal(await page.locator("select[name=agency]").inputValue(), "h", "chosen");
});

await test("a search answers as one types and its address can be kept", async (page) => {
  await page.goto(`${origin}/search`);
  await page.locator("#q").pressSequentially("maisie");
  await page.clock.fastForward(300);
  await page.locator("#answers", { hasText: "maisie" }).waitFor({ timeout: 5000 });
  equal(new URL(page.url()).search, "?words=maisie", "address");
  equal(await page.evaluate(() => document.activeElement.id), "q", "focus");
});

await browser.close();
server.close();
for (const failure of failures) console.error(failure);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
