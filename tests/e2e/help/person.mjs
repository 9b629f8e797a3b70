// Somebody at work in a browser of their own.
import { fill, send } from "./forms.mjs";

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

  static async of(house, browser, options = {}) {
    const context = await browser.newContext({
      baseURL: house.origin,
      locale: "en-GB",
      timezoneId: "Europe/London",
      ...desktop,
      ...options,
    });
    context.setDefaultTimeout(8000);
    return new Person(house, context, await context.newPage());
  }

  async signIn(who) {
    const { name, password } = this.house.person(who);
    await this.go("/sign-in");
    await this.page.fill("#name", name);
    await this.page.fill("#password", password);
    await Promise.all([
      this.page.waitForURL((url) => url.pathname !== "/sign-in"),
      this.page.click("main form button[type=submit]"),
    ]);
    return this;
  }

  async go(path) {
    const reply = await this.page.goto(path, { waitUntil: "domcontentloaded" });
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

  async follow(words) {
    await Promise.all([
      this.page.waitForEvent("domcontentloaded"),
      this.main().getByRole("link", { name: words }).first().click(),
    ]);
  }

  // Opens a form, fills in what is known and sends it.
  async answer(path, answers, button) {
    const status = await this.go(path);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    await fill(this.page, answers);
    await send(this.page, button);
  }

  async close() {
    await this.context.close();
  }
}
