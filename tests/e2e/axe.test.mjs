// No accessibility violation on any main page, for each kind of user.
import { violations } from "./help/audit.mjs";
import { expect, expectEqual } from "./help/expect.mjs";
import { pagesFor } from "./help/pages.mjs";

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
  [
    "anybody",
    "school",
    "contact",
    "hubWorker",
    "police",
    "administrator",
    "protection",
    "business",
    "dataManager",
  ].map((who) => [`pages of ${who}`, check(who)]),
);
