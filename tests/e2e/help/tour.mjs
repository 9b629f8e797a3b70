// Plays a story on the pages, in the words of tests/scenarios: each step is done by whoever holds
// the post, on the page where they would do it. A page that refuses ends the tour with its words.
import { answersOf } from "./answers.mjs";
import { Auditor } from "./audit.mjs";
import { expect, expectEqual, expectIn } from "./expect.mjs";
import { fill, mainButton, problemsOn } from "./forms.mjs";
import { posts } from "./house.mjs";

const week = 7 * 86_400_000;
const list = (one) => (one === undefined ? [] : [one].flat());
const isGroup = (value) => Array.isArray(value) && typeof value[0] === "object";

// The days of a story that ended on `lastDay`, told as if that was within the last week: moved by
// whole weeks, so that a working day stays one.
function movedBy(lastDay) {
  const by = Math.floor((Date.now() - Date.parse(`${lastDay}T12:00:00Z`)) / week) * week;
  const move = (given) => {
    if (Array.isArray(given)) return given.map(move);
    if (typeof given === "object" && given !== null) {
      return Object.fromEntries(Object.entries(given).map(([name, each]) => [name, move(each)]));
    }
    if (typeof given !== "string" || !/^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(given)) return given;
    const at = new Date(Date.parse(given) + by).toISOString();
    return given.length === 10 ? at.slice(0, 10) : at;
  };
  return move;
}

// What stands on the form that is open: of each name, the values and words that may be chosen.
function offeredOn(page) {
  return page.evaluate(() => {
    const found = {};
    for (const each of document.querySelectorAll("main [name]")) {
      if (each.type === "hidden" || each.tagName === "BUTTON") continue;
      const choices = (found[each.name] ??= []);
      const options = each.tagName === "SELECT" ? [...each.options] : [each];
      for (const one of options) {
        const words = one.labels?.[0]?.innerText ?? one.text ?? "";
        if (each.tagName === "SELECT" || ["radio", "checkbox"].includes(one.type)) {
          choices.push({ value: one.value, words: words.trim() });
        }
      }
    }
    return found;
  });
}

// A person is chosen by name, as stories name them; everything else by its id.
function chosen(choices, value, name) {
  if (!choices?.length) return value;
  const pick = (each) => {
    const words = String(each);
    if (choices.some((choice) => choice.value === words)) return words;
    const found = choices.find((choice) => choice.words.startsWith(words))?.value;
    const offered = choices.map((choice) => choice.value).join(", ");
    expect(found, `${name} does not offer ${words}, only ${offered}`);
    return found;
  };
  return Array.isArray(value) ? value.map(pick) : pick(value);
}

export class Tour {
  constructor(stage, { lastDay, axe = true }) {
    Object.assign(this, { stage, house: stage.house, move: movedBy(lastDay) });
    Object.assign(this, { auditor: new Auditor({ axe }), here: new Map(), refs: {} });
  }

  // ---- who, and which record

  async as(post) {
    const who = post.replace("/", ".");
    posts[who] ??= post;
    if (!this.here.has(post)) {
      this.here.set(post, await this.stage.person(who, { auditor: this.auditor }));
    }
    this.person = this.here.get(post);
    return this.person;
  }

  get page() {
    return this.person.page;
  }

  record() {
    return this.house.call(this.person.who, "GET", `/records/${this.ref}`);
  }

  fail(what) {
    return `${this.person.who} on ${this.ref ?? "no record"}, ${this.person.path()}: ${what}`;
  }

  // ---- pages

  async go(rest = "") {
    const path = `/records/${this.ref}${rest}`;
    const status = await this.person.go(path);
    expect(status === 200, this.fail(`${path} answered ${status}`));
  }

  async press(selector, what) {
    const one = this.page.locator(selector).filter({ visible: true }).first();
    if ((await one.count()) === 0) {
      throw new Error(this.fail(`there is no ${what}: ${await this.person.words()}`));
    }
    await this.person.press(one);
  }

  // Presses the button; what the page says is wrong is given back, or thrown.
  async submit(button = mainButton(this.page), mayRefuse = false) {
    await this.person.press(button);
    const problems = await problemsOn(this.page);
    const [warning] = await this.page.$$eval(
      "main .govuk-warning-text",
      (all) => (document.title.startsWith("Error") ? all.map((each) => each.innerText) : []),
    );
    if (problems.length === 0 && warning) problems.push({ at: "", words: warning });
    if (mayRefuse || problems.length === 0) return problems;
    const said = problems.map(({ at, words }) => `${words} (${at})`).join("; ");
    throw new Error(this.fail(`refused: ${said}`));
  }

  // As many items as there are to give, each pressed for.
  async makeRoom(answers) {
    for (const [name, items] of Object.entries(answers)) {
      if (!isGroup(items)) continue;
      const add = this.page.locator(`main button[name="add-item"][value="${name}"]`);
      if ((await add.count()) === 0) continue;
      const count = this.page.locator(`main input[name="${name}.count"]`);
      while (Number(await count.inputValue()) < items.length) await this.person.press(add);
    }
  }

  async answerShown(answers) {
    await this.makeRoom(answers);
    const offered = await offeredOn(this.page);
    const asked = new Set(Object.keys(offered).map((name) => name.split(".")[0]));
    const known = Object.entries(answers).filter(([name]) => asked.has(name));
    const given = known.map(([name, value]) => {
      if (!isGroup(value)) return [name, chosen(offered[name], value, name)];
      const items = value.map((item, at) =>
        Object.fromEntries(
          Object.entries(item).map(([part, each]) => [
            part,
            chosen(offered[`${name}.${at + 1}.${part}`], each, part),
          ]),
        ),
      );
      return [name, items];
    });
    if (given.length > 0) await fill(this.page, Object.fromEntries(given));
    return known.map(([name]) => name);
  }

  // Answers what the form asks and `answers` knows, also what the answers make it ask; gives the
  // names of what it asks.
  async answer(answers) {
    const names = await this.answerShown(answers);
    const follow = this.page.locator('main button[name="redraw"]').first();
    const unasked = () => Object.keys(answers).filter((name) => !names.includes(name));
    for (let found = names; found.length > 0 && unasked().length > 0; ) {
      if ((await follow.count()) === 0) break;
      await this.person.press(follow);
      const left = unasked().map((name) => [name, answers[name]]);
      found = await this.answerShown(Object.fromEntries(left));
      names.push(...found);
    }
    return names;
  }

  // `with` names answers of the scenarios, `answers` gives more, `without` leaves some out.
  answersOf({ with: sets, without, answers = {} }) {
    const given = answersOf(...list(sets), answers);
    for (const name of list(without)) delete given[name];
    return this.move(given);
  }

  // ---- what people do

  async nameSomebody(base, { role, born, expected, ...rest }) {
    await this.person.go(`${base}/people/add/${role}`);
    const named = { ...rest };
    if (born) named["birth-date"] = born;
    if (expected) named["expected-date"] = this.move(expected);
    await this.answer(named);
    await this.submit();
    if (this.person.path() === `${base}/people`) return;
    await this.page.locator("main input[type=radio]").last().check({ force: true });
    await this.submit();
  }

  // Every page of questions, and those that an answer brings.
  async answerTasks(base, answers) {
    const own = ["/people", "/check", "/delete"];
    const done = new Set();
    for (let open = [base]; open.length > 0; ) {
      await this.person.go(base);
      const hrefs = new Set(await this.person.links());
      open = [...hrefs].filter(
        (href) =>
          href?.startsWith(`${base}/`) && !own.includes(href.slice(base.length)) && !done.has(href),
      );
      for (const href of open) {
        done.add(href);
        await this.person.go(href);
        for (const name of await this.answer(answers)) this.unused.delete(name);
        await this.submit();
      }
    }
  }

  async open({ open: pathway, people = [], remember, ...given }) {
    const answers = this.answersOf(given);
    this.unused = new Set(Object.keys(answers));
    await this.person.go("/referrals/new");
    await this.answer({ pathway });
    await this.submit();
    const base = this.person.path();
    for (const each of people) await this.nameSomebody(base, each);
    await this.answerTasks(base, answers);
    expect(this.unused.size === 0, this.fail(`no page asks for ${[...this.unused]}`));
    await this.person.go(`${base}/check`);
    await this.submit();
    this.ref = /\/referrals\/([A-Z]+-[^/]+)\/sent/.exec(this.person.path())?.[1];
    expect(this.ref, this.fail(`not sent: ${await this.person.words()}`));
    expectIn(this.ref, await this.person.words(), "the page after sending");
    if (remember) this.refs[remember] = this.ref;
  }

  // The sections as their list has them, and again when an answer has brought more.
  async answerRecord(given) {
    const answers = this.answersOf(given);
    const left = new Set(Object.keys(answers));
    const base = `/records/${this.ref}/answers/`;
    const done = new Set();
    for (let open = []; left.size > 0; ) {
      if (open.length === 0) {
        await this.go("/answers");
        const links = (await this.person.links()).filter((href) => href?.startsWith(base));
        const sections = new Set(links.map((href) => href.split("#")[0]));
        open = [...sections].filter((section) => !done.has(section));
      }
      const next = open.shift();
      expect(next, this.fail(`no page asks for ${[...left]}`));
      done.add(next);
      await this.person.go(next);
      const names = await this.answer(answers);
      if (names.length > 0) await this.submit();
      names.forEach((name) => left.delete(name));
    }
  }

  async moveOn({ move: to, reason, refused, expect: wanted, ...given }) {
    await this.answerRecord(given);
    await this.go();
    await this.press(`main a[href="/records/${this.ref}/move/${to}"]`, `way to ${to}`);
    const button = mainButton(this.page);
    if ((await button.count()) === 0) {
      const missing = await this.page.$$eval("main ul.govuk-list--bullet a", (links) =>
        links.map((link) => `${link.textContent} (${link.getAttribute("href")})`),
      );
      expect(refused, this.fail(`the move waits for ${missing.join("; ")}`));
      for (const each of refused) {
        expect(missing.some((line) => line.includes(each)), this.fail(`${each} not in ${missing}`));
      }
      return;
    }
    if (reason) await this.answer({ reason });
    const problems = await this.submit(button, Boolean(refused));
    if (refused) {
      expect(problems.length > 0, this.fail(`it moved to ${to} without ${refused}`));
      return;
    }
    await this.stands({ stage: to, ...wanted });
  }

  async meet({ meet: { meeting, attended, at, ...given } }) {
    await this.go("/meetings");
    await this.press(`main a[href$="/meetings/hold/${meeting}"]`, `way to hold ${meeting}`);
    const invited = await this.page.$$eval('main select[name^="seats."][name$=".agency"]', (all) =>
      all.map((each) => each.value).filter(Boolean),
    );
    const away = invited.filter((agency) => !attended.includes(agency));
    const seats = [
      ...invited.map((agency) => ({ agency, came: away.includes(agency) ? "absent" : "attended" })),
      ...attended
        .filter((agency) => !invited.includes(agency))
        .map((agency) => ({ agency, came: "attended" })),
    ].map((seat) => ({ ...seat, name: "A member" }));
    const answers = { ...this.answersOf(given), ...(at && { "held-at": this.move(at) }), seats };
    const names = await this.answer(answers);
    const unasked = Object.keys(answers).filter((name) => !names.includes(name));
    expect(unasked.length === 0, this.fail(`${meeting} does not ask for ${unasked}`));
    await this.submit();
  }

  async ask({ ask: { request, ...given } }) {
    await this.go("/checks");
    await this.press(`main a[href$="/checks/ask/${request}"]`, `way to ask ${request}`);
    await this.answer(given);
    await this.submit();
  }

  // What waits for their agency stands on "My work".
  async reply({ reply: given }) {
    await this.person.go("/");
    await this.press(
      `main tr:has-text("${this.ref}") a[href^="/requests/"]`,
      `request about ${this.ref} on “My work”`,
    );
    const answers = this.answersOf(given);
    const names = await this.answer(answers);
    const unasked = Object.keys(answers).filter((name) => !names.includes(name));
    expect(unasked.length === 0, this.fail(`the request does not ask for ${unasked}`));
    await this.submit(this.page.locator('main button[name="step"][value="send"]'));
  }

  async tell({ tell: { whom, how, words } }) {
    await this.go("/outcome");
    const at = `/records/${this.ref}/outcome/${whom}`;
    await this.press(`main a[href="${at}"], main a[href^="${at}?"]`, `way to tell ${whom}`);
    await this.answer({ how, words });
    await this.submit();
  }

  // Of each earlier record that waits to be looked at; a move that needs it says so by itself.
  async lookAtHistory({ history: { all, reason } }) {
    await this.go("/history");
    const names = Object.keys(await offeredOn(this.page)).filter((name) => !/^why\//.test(name));
    if (names.length === 0) return;
    const each = names.map((name) => [
      [name, all],
      [name.replace(/^history/, "why"), reason ?? ""],
    ]);
    await this.answer(Object.fromEntries(each.flat()));
    await this.submit();
  }

  async birth({ birth: { person, born, sex, "given-name": given, "family-name": family } }) {
    await this.go("/people");
    await this.press(`main a[href^="/people/"]:has-text("${person}")`, `${person} on the record`);
    await this.press('main a[href$="/born"]', "way to record the birth");
    await this.answer({ born: this.move(born), sex, given, family, source: "Midwifery" });
    await this.submit();
    expectIn(given, await this.person.words(), "the baby's page");
  }

  async action({ action: { end, what, evidence, ...given } }) {
    await this.go("/actions");
    if (!end) {
      await this.press('main a[href$="/actions/add"]', "way to set an action");
      await this.answer(this.move({ what, ...given }));
    } else {
      await this.press(`main tr:has-text("${what}") a[href*="/actions/"]`, `way to close ${what}`);
      await this.answer({ status: end, evidence });
    }
    await this.submit();
  }

  // ---- where it stands

  async stands({ stage, opened = [], words = [], unseen = [] }) {
    if (stage) expectEqual((await this.record()).stage, stage, this.ref);
    const links = opened.length > 0 ? (await this.record()).links : [];
    for (const pathway of opened) {
      const found = links.some((link) => link.pathway === pathway);
      expect(found, this.fail(`nothing of ${pathway} opened: ${JSON.stringify(links)}`));
    }
    if (words.length === 0 && unseen.length === 0) return;
    await this.go("/answers");
    const said = await this.person.words();
    for (const each of words) expectIn(each, said, this.ref);
    for (const each of unseen) expect(!said.includes(each), this.fail(`should not say ${each}`));
  }

  // Whoever may not see a record is told that there is none.
  async findsNothing() {
    expectEqual(await this.person.go(`/records/${this.ref}`), 404, this.fail("to be hidden"));
  }

  // The record that this one led to, as somebody learns it who works on this one.
  async follow(pathway) {
    for (const person of [this.person, ...this.here.values()]) {
      const record = await this.house
        .call(person.who, "GET", `/records/${this.ref}`)
        .catch(() => ({}));
      const found = record.links?.find((link) => link.pathway === pathway);
      if (found) return (this.ref = found.record);
    }
    throw new Error(this.fail(`it leads to no ${pathway}`));
  }

  async step(step) {
    if (step.as) await this.as(step.as);
    if (step.record) this.ref = this.refs[step.record];
    if (step.follow) await this.follow(step.follow);
    if (step.open) await this.open(step);
    else if (step.move) await this.moveOn(step);
    else if (step.with || step.answers) await this.answerRecord(step);
    if (step.meet) await this.meet(step);
    if (step.ask) await this.ask(step);
    if (step.reply) await this.reply(step);
    if (step.tell) await this.tell(step);
    if (step.history) await this.lookAtHistory(step);
    if (step.birth) await this.birth(step);
    if (step.action) await this.action(step);
    if (step.hidden) await this.findsNothing();
    if (step.remember) this.refs[step.remember] = this.ref;
    if (step.see) await this.stands(step.see);
  }

  async play(steps) {
    for (const [n, step] of steps.entries()) {
      try {
        await this.step(step);
      } catch (error) {
        error.message = `step ${n + 1} ${JSON.stringify(step).slice(0, 200)}: ${error.message}`;
        throw error;
      }
    }
    expect(this.auditor.wrong.length === 0, this.auditor.wrong.join("\n"));
  }
}

// A test out of a story.
export const tour = (options, steps) => (stage) => new Tour(stage, options).play(steps);
