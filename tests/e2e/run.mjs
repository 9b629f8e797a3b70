// Drives a browser through the whole system as the people who use it. Starts a server of its own
// on an empty data folder and leaves nothing behind.
// Usage: node tests/e2e/run.mjs [words in a test's file or name]
// LONGSTONE names the program (build/release/longstone), CHROMIUM the browser.
import { readdirSync } from "node:fs";

import { chromium } from "playwright-core";

import { openHouse } from "./help/house.mjs";
import { Person } from "./help/person.mjs";

const only = process.argv[2] ?? "";
const longest = 600_000;
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// What a test is given: the house, and people who are gone when it ends.
class Stage {
  constructor(house, browser) {
    Object.assign(this, { house, browser, people: [] });
  }

  async anybody(options) {
    const person = await Person.of(this.house, this.browser, options);
    this.people.push(person);
    return person;
  }

  async person(who, options) {
    const person = await this.anybody(options);
    person.who = who;
    return person.signIn(who);
  }

  async close() {
    const complaints = this.people.flatMap((person) => person.complaints);
    for (const person of this.people) await person.close();
    if (complaints.length > 0) throw new Error(`The browser complained: ${complaints.join("; ")}`);
  }
}

function inTime(work) {
  let timer;
  const late = new Promise((_, failed) => {
    timer = setTimeout(() => failed(new Error("It took too long")), longest);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function perform(test, house, browser) {
  const stage = new Stage(house, browser);
  try {
    await inTime(test(stage));
  } catch (error) {
    if (process.env.PICTURES) {
      for (const [n, person] of stage.people.entries()) {
        const path = `${process.env.PICTURES}/failed-${n}.png`;
        await person.page.screenshot({ path, fullPage: true }).catch(() => {});
      }
    }
    stage.people.forEach((person) => (person.complaints = []));
    await stage.close().catch(() => {});
    throw error;
  }
  await stage.close();
}

let passed = 0;
let failed = 0;
let house;
let browser;
try {
  house = await openHouse();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: flags,
  });
  const folder = new URL(".", import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith(".test.mjs")).sort();
  for (const file of files) {
    const { tests } = await import(new URL(file, folder));
    for (const [name, test] of Object.entries(tests)) {
      const title = `${file.replace(".test.mjs", "")}: ${name}`;
      if (!title.includes(only)) continue;
      const began = Date.now();
      try {
        await perform(test, house, browser);
        passed += 1;
        console.log(`ok      ${title} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
      } catch (error) {
        failed += 1;
        console.log(`FAILED  ${title}\n        ${error.stack ?? error}`);
      }
    }
  }
} catch (error) {
  failed += 1;
  console.log(`FAILED  ${error.stack ?? error}`);
} finally {
  await browser?.close();
  await house?.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
