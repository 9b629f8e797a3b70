// What is wrong with a page whoever looks at it: what axe finds, and on a phone what is too wide.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const options = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
  rules: { "target-size": { enabled: true } },
  resultTypes: ["violations"],
};

export async function violations(page) {
  await page.evaluate(source);
  // What axe passes is a hundred times what it finds, so only the finds leave the page.
  return page.evaluate(async (given) => {
    const found = await window.axe.run(document, given);
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.target).join(" | ")}`,
    );
  }, options);
}

// What a page is made of, as a number: its address without what differs each time, and each sort of
// element in it. A page with an error or a new part is another kind; one with more lines is not.
function kindOf(page) {
  return page.evaluate(() => {
    const sorts = new Set();
    for (const each of document.body.querySelectorAll("*")) {
      const said = ["role", "type", "aria-expanded"].map((name) => each.getAttribute(name) ?? "");
      sorts.add(`${each.tagName}.${each.getAttribute("class") ?? ""}[${said}]`);
    }
    const at = location.pathname.replace(/[A-Z]{2,}-\d{4}-\d+|[\w-]{20,}|\d+/g, "#");
    let number = 7;
    for (const letter of [at, ...[...sorts].sort()].join("\n")) {
      number = Math.imul(number, 31) + letter.codePointAt(0) | 0;
    }
    return `${at} ${number}`;
  });
}

// Judges every page that somebody comes to, each kind of it once. Scripts are needed for axe.
export class Auditor {
  constructor({ axe = true, phone = false } = {}) {
    Object.assign(this, { axe, phone, wrong: [], seen: new Set() });
  }

  async judge(person) {
    const { page } = person;
    const kind = await kindOf(page);
    if (this.seen.has(kind)) return;
    this.seen.add(kind);
    const at = `${person.who ?? "anybody"} ${person.path()} “${await page.title()}”`;
    if (this.axe) {
      for (const each of await violations(page)) this.wrong.push(`${at}: ${each}`);
    }
    if (!this.phone) return;
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    if (over > 0) this.wrong.push(`${at}: ${over} pixels too wide`);
  }
}
