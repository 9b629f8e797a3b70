// Fills any form that is drawn from a definition: what a field is called there, its inputs are
// called here (`id`, `id.day`, `group.1.part`).
import { expect } from "./expect.mjs";

const datePart = /\.(day|month|year|time)$/;

// "2026-07-05T10:30:00Z" as its parts in London.
function dateParts(text) {
  if (text.length <= 10) {
    const [year, month, day] = text.split("-");
    return { day: String(Number(day)), month: String(Number(month)), year };
  }
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/London",
    day: "numeric",
    month: "numeric",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(new Date(text));
  const part = (type) => parts.find((each) => each.type === type).value;
  return {
    day: part("day"),
    month: part("month"),
    year: part("year"),
    time: `${part("hour")}:${part("minute")}`,
  };
}

// {plan: [{who: x}]} as {"plan.1.who": x}, dates in parts, everything as a list of words.
function flat(answers) {
  const values = {};
  const put = (name, value) => {
    const words = Array.isArray(value) ? value.map(String) : [String(value)];
    values[name] = words;
    if (/^\d{4}-\d\d-\d\d/.test(words[0])) {
      for (const [part, piece] of Object.entries(dateParts(words[0]))) {
        values[`${name}.${part}`] = [piece];
      }
    }
  };
  for (const [name, value] of Object.entries(answers)) {
    const isGroup = Array.isArray(value) && typeof value[0] === "object";
    if (!isGroup) {
      put(name, value);
      continue;
    }
    value.forEach((item, at) => {
      for (const [part, words] of Object.entries(item)) put(`${name}.${at + 1}.${part}`, words);
    });
  }
  return values;
}

// The inputs somebody can see now, in the order in which they stand.
function inputsOf(page) {
  return page.evaluate(() => {
    const seen = (element) => {
      const shown = element.type === "radio" || element.type === "checkbox"
        ? element.closest(".govuk-radios__item, .govuk-checkboxes__item") ?? element
        : element;
      return shown.getClientRects().length > 0;
    };
    return [...document.querySelectorAll("main input, main select, main textarea")]
      .filter((element) => element.name && element.type !== "hidden" && seen(element))
      .map((element) => ({
        name: element.name,
        type: element.tagName === "INPUT" ? element.type : element.tagName.toLowerCase(),
        value: element.value,
      }));
  });
}

async function put(page, input, words) {
  const quoted = JSON.stringify(input.name);
  if (input.type === "radio" || input.type === "checkbox") {
    const one = page.locator(`main input[name=${quoted}][value=${JSON.stringify(input.value)}]`);
    const wanted = words.includes(input.value);
    if ((await one.isChecked()) !== wanted && (wanted || input.type === "checkbox")) {
      await one.setChecked(wanted, { force: true });
    }
    return;
  }
  const one = page.locator(`main [name=${quoted}]`).first();
  if (input.type === "select") await one.selectOption(words[0]);
  else await one.fill(words[0]);
}

// Fills what the page asks and `answers` knows, and again what that made appear. Gives how many
// questions it answered.
export async function fill(page, answers) {
  const values = flat(answers);
  const done = new Set();
  for (let again = true; again; ) {
    again = false;
    for (const input of await inputsOf(page)) {
      const key = input.type === "radio" || input.type === "checkbox"
        ? `${input.name}=${input.value}`
        : input.name;
      if (done.has(key) || !(input.name in values)) continue;
      done.add(key);
      again = true;
      await put(page, input, values[input.name]);
    }
  }
  return done.size;
}

// What the page says is wrong: [{at, words}].
export function problemsOn(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll(".govuk-error-summary__list li")].map((item) => ({
      at: item.querySelector("a")?.getAttribute("href")?.split("#")[1] ?? "",
      words: item.textContent.trim(),
    })),
  );
}

// Gives something to whatever the page still misses; true when it could answer all of it.
export async function fillMissing(page) {
  const problems = await problemsOn(page);
  const inputs = await inputsOf(page);
  let answered = 0;
  for (const { at } of problems) {
    const mine = inputs.filter(({ name }) => name === at || name === at.replace(datePart, "") ||
      name.replace(datePart, "") === at.replace(datePart, ""));
    if (mine.length === 0) continue;
    const today = dateParts(new Date().toISOString());
    if (datePart.test(mine[0].name)) {
      for (const input of mine) await put(page, input, [today[datePart.exec(input.name)[1]]]);
    } else if (mine[0].type === "radio" || mine[0].type === "checkbox") {
      await put(page, mine[0], [mine[0].value]);
    } else if (mine[0].type === "select") {
      await page.locator(`main [name=${JSON.stringify(mine[0].name)}]`).selectOption({ index: 1 });
    } else {
      await put(page, mine[0], ["Said by a test."]);
    }
    answered += 1;
  }
  return problems.length > 0 && answered === problems.length;
}

export function mainButton(page) {
  return page
    .locator("main form button.govuk-button:not(.govuk-button--secondary)")
    .filter({ visible: true })
    .last();
}

// Sends the page's form; what it still asks for is given, and anything else wrong is thrown.
export async function send(person, button = mainButton(person.page)) {
  const { page } = person;
  for (let tries = 0; tries < 4; ++tries) {
    await person.press(button);
    const problems = await problemsOn(page);
    if (problems.length === 0) return;
    if (!(await fillMissing(page))) break;
  }
  const said = (await problemsOn(page)).map(({ at, words }) => `${words} (${at})`).join("; ");
  throw new Error(`${new URL(page.url()).pathname} refused: ${said}`);
}

// What a refused page must do: say so in its title, and list what is wrong with a way to each.
async function expectRefusal(person) {
  const { page } = person;
  const at = person.path();
  expect((await page.title()).startsWith("Error: "), `${at}: the title does not say “Error”`);
  const lost = await page.$$eval(".govuk-error-summary__list a", (links) =>
    links
      .map((link) => link.getAttribute("href"))
      .filter((to) => !document.getElementById(to.slice(1))),
  );
  expect(lost.length === 0, `${at}: the summary leads to nothing: ${lost}`);
  const beside = await page.locator("main .govuk-error-message").count();
  const listed = await page.locator(".govuk-error-summary__list a").count();
  expect(beside > 0 || listed === 0, `${at}: nothing is said beside the fields`);
  if (!person.scripts) return;
  await page.waitForFunction(
    () => document.activeElement?.classList.contains("govuk-error-summary"),
  );
}

// What stands in the form: {name: [values]}.
function typed(page) {
  return page.evaluate(() => {
    const found = {};
    for (const each of document.querySelectorAll("main input, main select, main textarea")) {
      const unset = (each.type === "radio" || each.type === "checkbox") && !each.checked;
      if (!each.name || each.type === "hidden" || unset || each.value === "") continue;
      (found[each.name] ??= []).push(each.value.replace(/\r\n/g, "\n"));
    }
    return found;
  });
}

// Sends the form as empty as it can be, then with one thing left out: it is refused and loses
// nothing. True when the form was taken as it came, so that nothing is left to send.
async function sendIncomplete(person, answers, button) {
  const { page } = person;
  const at = person.path();
  if (person.tried.has(at) || (await inputsOf(page)).length === 0) return false;
  person.tried.add(at);
  // What the page has ticked by itself would make it complete.
  for (const name of Object.keys(answers)) {
    const ticked = page.locator(`main [type=checkbox][name=${JSON.stringify(name)}]:checked`);
    while ((await ticked.count()) > 0) await ticked.first().setChecked(false, { force: true });
  }
  await person.press(button);
  const [first] = await problemsOn(page);
  if (!first) {
    // An answer may be saved as far as it is known; its page is there to go on with.
    const stands = (await person.go(at)) === 200 && (await inputsOf(page)).length > 0;
    return !stands;
  }
  await expectRefusal(person);
  const left = first.at.replace(datePart, "");
  const rest = Object.entries(answers).filter(([name]) => name !== left);
  await fill(page, Object.fromEntries(rest));
  const before = await typed(page);
  await person.press(button);
  if ((await problemsOn(page)).length === 0) return true;
  await expectRefusal(person);
  const after = await typed(page);
  for (const [name, values] of Object.entries(before)) {
    const kept = JSON.stringify(after[name]) === JSON.stringify(values);
    expect(kept, `${at}: “${name}” held ${values} and now ${after[name]}`);
  }
  return false;
}

// Answers the form that is open and sends it. Somebody careful sends it incomplete first. Gives
// how many questions it answered.
export async function complete(person, answers, button = mainButton(person.page)) {
  if (person.careful && (await sendIncomplete(person, answers, button))) return 0;
  const answered = await fill(person.page, answers);
  await send(person, button);
  return answered;
}
