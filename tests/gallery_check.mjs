// Opens every page of the components' gallery as a browser would meet it, under the strict policy
// the server sends, and checks it: valid markup, no accessibility violation at any width, nothing
// wider than a phone, nothing refused by the policy, and whole without scripts.
// Usage: node tests/gallery_check.mjs GALLERY_PROGRAM ASSETS_FOLDER [folder for pictures]
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, normalize } from "node:path";

import { HtmlValidate } from "html-validate";
import { chromium } from "playwright-core";

const [program, assets, pictures] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "gallery-"));
execFileSync(program, [folder]);
const names = readdirSync(folder).map((file) => file.replace(".html", ""));

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
  "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const types = { css: "text/css", js: "text/javascript", svg: "image/svg+xml", html: "text/html" };
const server = createServer((request, reply) => {
  const path = normalize(new URL(request.url, "http://x").pathname);
  const file = path.startsWith("/assets/") ? join(assets, path.slice(8)) : join(folder, path);
  if (!existsSync(file)) return reply.writeHead(404).end();
  reply.setHeader("Content-Type", types[file.split(".").pop()] + "; charset=utf-8");
  reply.setHeader("Content-Security-Policy", policy);
  reply.end(readFileSync(file));
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const origin = `http://127.0.0.1:${server.address().port}`;

const problems = [];
let passed = 0;
function hold(name, wrong) {
  if (wrong.length === 0) passed += 1;
  for (const each of wrong) problems.push(`${name}: ${each}`);
}

// Our frame writes its pages on one line and closes no void element; the rest of the standard rules.
const validator = new HtmlValidate({
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // A hidden part with an id of its own, and autocomplete on a search box, are as the design
    // system has them; its roles repeat what a phone's style takes from a table.
    "no-redundant-role": "off",
    "prefer-native-element": "off",
    "long-title": "off",
    "no-inline-style": "error",
    "require-sri": "off",
    "valid-id": ["error", { relaxed: true }],
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
  },
});
for (const name of names) {
  const report = await validator.validateString(readFileSync(join(folder, `${name}.html`), "utf8"));
  const wrong = report.results.flatMap((result) =>
    result.messages.map((m) => `${m.ruleId} at ${m.column}: ${m.message} ${m.selector ?? ""}`),
  );
  hold(`${name}, markup`, wrong);
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
  ],
});
for (const scripts of [true, false]) {
  for (const width of [1280, 390, 320]) {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      javaScriptEnabled: scripts,
    });
    for (const name of names) {
      const where = `${name}, ${width} wide, ${scripts ? "with" : "without"} scripts`;
      const page = await context.newPage();
      const wrong = [];
      page.on("console", (message) => {
        if (message.type() === "error") wrong.push(message.text());
      });
      page.on("pageerror", (error) => wrong.push(String(error)));
      page.on("response", (reply) => {
        if (reply.status() >= 400) wrong.push(`${reply.status()} ${reply.url()}`);
      });
      await page.goto(`${origin}/${name}.html`, { waitUntil: "load" });
      if (scripts) {
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        if (wide > width) wrong.push(`${wide} pixels wide`);
        // Evaluated by the browser's own tools, so the page's policy stays as it is.
        await page.evaluate(axe);
        const result = await page.evaluate(() => window.axe.run());
        for (const violation of result.violations) {
          const nodes = violation.nodes.map((node) => node.target.join(" ")).join(", ");
          wrong.push(`${violation.id}: ${violation.help}: ${nodes}`);
        }
      }
      if (pictures && width !== 320) {
        const file = `${name}-${width}${scripts ? "" : "-plain"}.png`;
        await page.screenshot({ path: join(pictures, file), fullPage: true });
      }
      hold(where, wrong);
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
server.close();
rmSync(folder, { recursive: true });

for (const problem of problems) console.error(problem);
console.log(`${passed} passed, ${problems.length} failed`);
process.exit(problems.length === 0 ? 0 : 1);
