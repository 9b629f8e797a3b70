// What people do with a record on its pages, as the record's first page leads them.
import { expect } from "./expect.mjs";
import { complete, fill, send } from "./forms.mjs";

// Every section open to this person for which there are answers.
export async function answerSections(person, ref, answers) {
  const base = `/records/${ref}/answers/`;
  await person.go(`/records/${ref}/answers`);
  const sections = new Set(
    (await person.links()).filter((href) => href?.startsWith(base)).map((href) => href.split("#")[0]),
  );
  for (const section of sections) {
    await person.go(section);
    if ((await fill(person.page, answers)) === 0) continue;
    await person.go(section);
    await complete(person, answers);
  }
}

// Moves the record on by the button on its first page.
export async function moveOn(person, ref, to, reason = "Said by a test.") {
  await person.go(`/records/${ref}`);
  const button = person.page.locator(`main a[href="/records/${ref}/move/${to}"]`).first();
  expect((await button.count()) === 1, `no way to ${to}: ${await person.words()}`);
  await person.press(button);
  await complete(person, { reason });
  const record = await person.house.call(person.who, "GET", `/records/${ref}`);
  expect(record.stage === to, `${ref} should stand at ${to}, it stands at ${record.stage}`);
}


export async function ask(person, ref, agencies, words) {
  await person.answer(`/records/${ref}/checks/ask/partner-check`, { agencies, words });
}

// An agency answers what waits for it on "My work".
export async function reply(person, ref, answers) {
  await person.go("/");
  const line = person.page.locator("main tr", { hasText: ref }).first();
  await person.press(line.locator('a[href^="/requests/"]'));
  await complete(person, answers, person.page.locator('main button[name="step"][value="send"]'));
}

// Tells everybody whom the record's own list still names.
export async function tellEverybody(person, ref, words) {
  for (let tries = 0; tries < 12; ++tries) {
    await person.go(`/records/${ref}/outcome`);
    const owed = person.page.locator("main a", { hasText: /^Tell / }).first();
    if ((await owed.count()) === 0) return;
    await person.press(owed);
    await complete(person, { how: "telephone", words });
  }
  throw new Error(`${ref}: somebody still has to be told`);
}

// Of each earlier record about anybody on this one: looked at.
export async function reviewHistory(person, ref) {
  await person.go(`/records/${ref}/history`);
  const boxes = person.page.locator('main input[type=radio][value="opened"]');
  if ((await boxes.count()) === 0) return;
  for (const box of await boxes.all()) await box.check({ force: true });
  await send(person);
}

// The record that this one led to, which this person reaches too.
export async function followOn(person, ref, start) {
  const { links } = await person.house.call(person.who, "GET", `/records/${ref}`);
  const found = links.map(({ record }) => record).find((other) => other?.startsWith(`${start}-`));
  expect(found, `${ref} leads nowhere: ${JSON.stringify(links)}`);
  return found;
}

// Calls a meeting with these agencies and records that all of them came.
export async function holdMeeting(person, ref, rule, agencies, answers) {
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  await person.answer(`/records/${ref}/meetings/call/${rule}`, {
    at: soon,
    place: "Room 4",
    seats: agencies,
  });
  await person.go(`/records/${ref}/meetings`);
  const called = (await person.links()).find((href) => /\/meetings\/(?!call|hold)[^/]+$/.test(href));
  await person.answer(`${called}/hold`, {
    ...answers,
    seats: agencies.map((agency) => ({ agency, name: "A member", came: "attended" })),
  });
  await person.go(`/records/${ref}/meetings`);
  expect((await person.words()).includes("Held"), `not held: ${await person.words()}`);
}
