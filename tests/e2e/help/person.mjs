// Somebody at work in a browser of their own.
import { complete } from "./forms.mjs";

export const desktop = { viewport: { width: 1280, height: 900 } };

export class Person {
  constructor(house, context, page) {
    Object.assign(this, { house, context, page, complaints: [] });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("console", (line) => {
      const isAnswer = line.text().startsWith("Failed to load resource");
      if (line.type() === "error" && !isAnswer) this.complaints.push(line.text());
    });
  }

  // `auditor` judges every page they come to; `careful` sends every form incomplete first.
  static async of(house, browser, { auditor, careful = false, ...options } = {}) {
    const context = await browser.newContext({
      baseURL: house.origin,
      locale: "en-GB",
      timezoneId: "Europe/London",
      ...desktop,
      ...options,
    });
    context.setDefaultTimeout(20_000);
    const person = new Person(house, context, await context.newPage());
    const scripts = options.javaScriptEnabled !== false;
    return Object.assign(person, { auditor, careful, scripts, tried: new Set() });
  }

  async signIn(who) {
    const { name, password } = this.house.person(who);
    await this.go("/sign-in");
    await this.page.fill("#name", name);
    await this.page.fill("#password", password);
    await Promise.all([
      this.page.waitForURL((url) => url.pathname !== "/sign-in", {
        waitUntil: "domcontentloaded",
      }),
      this.page.click("main form button[type=submit]"),
    ]);
    await this.landed();
    return this;
  }

  async go(path) {
    const reply = await this.page.goto(path, { waitUntil: "domcontentloaded" });
    await this.landed();
    return reply.status();
  }

  path() {
    return new URL(this.page.url()).pathname;
  }

  main() {
    return this.page.locator("main");
  }

  words() {
    return this.main().innerText();
  }

  links(selector = "main a") {
    return this.page.$$eval(selector, (all) => all.map((link) => link.getAttribute("href")));
  }

  // Presses a link or button that leads to another page.
  async press(one) {
    await Promise.all([this.page.waitForEvent("domcontentloaded"), one.click()]);
    await this.landed();
  }

  async landed() {
    await this.auditor?.judge(this);
  }

  // Opens a form, fills in what is known and sends it.
  async answer(path, answers, button) {
    const status = await this.go(path);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    await complete(this, answers, button);
  }

  async close() {
    await this.context.close();
  }
}
