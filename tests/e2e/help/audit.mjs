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

// A page's address without what differs each time, and each sort of element that it is made of.
function makingOf(page) {
  return page.evaluate(() => {
    const sorts = new Set();
    for (const each of document.body.querySelectorAll("*")) {
      const said = ["role", "type", "aria-expanded"].map((name) => each.getAttribute(name) ?? "");
      sorts.add(`${each.tagName}.${each.getAttribute("class") ?? ""}[${said}]`);
    }
    const at = location.pathname.replace(/[^/]*\d[^/]*/g, "#");
    return [...sorts].map((sort) => `${at} ${sort}`);
  });
}

// Judges every page that somebody comes to, until it has shown nothing new at its address: an error
// or another part is new, one more line is not. Scripts are needed for axe.
export class Auditor {
  constructor({ axe = true, phone = false } = {}) {
    Object.assign(this, { axe, phone, wrong: [], seen: new Set(), pages: 0 });
  }

  async judge(person) {
    const { page } = person;
    const unseen = (await makingOf(page)).filter((sort) => !this.seen.has(sort));
    if (unseen.length === 0) return;
    unseen.forEach((sort) => this.seen.add(sort));
    this.pages += 1;
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
