// No accessibility violation on any main page, for each kind of user.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { expect, expectEqual } from "./help/expect.mjs";
import { pagesFor } from "./help/pages.mjs";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

async function violations(page) {
  await page.evaluate(source);
  const options = { runOnly: tags, rules: { "target-size": { enabled: true } } };
  const found = await page.evaluate((given) => window.axe.run(document, given), options);
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.target).join(" | ")}`,
  );
}

const check = (who) => async (stage) => {
  const person = who === "anybody" ? await stage.anybody() : await stage.person(who);
  const wrong = [];
  for (const path of await pagesFor(stage.house, who)) {
    expectEqual(await person.go(path), 200, path);
    for (const each of await violations(person.page)) wrong.push(`${path}: ${each}`);
  }
  expect(wrong.length === 0, wrong.join("\n"));
};

export const tests = Object.fromEntries(
  ["anybody", "school", "contact", "hubWorker", "police", "administrator", "protection"].map(
    (who) => [`pages of ${who}`, check(who)],
  ),
);
