// A partner's referral from the list of tasks to its reference.
import { expect, expectIn } from "./expect.mjs";
import { complete, send } from "./forms.mjs";

// Names one person; when others are offered who might be the same, says it is none of them.
export async function namePerson(person, path, named) {
  await person.answer(path, named);
  const nobody = person.page.locator("main input[type=radio]").last();
  if (person.path() === path && (await nobody.count()) === 1) {
    await nobody.check({ force: true });
    await send(person);
  }
}

async function tasksOf(person, base) {
  await person.go(base);
  const hrefs = (await person.links()).filter((href) => href?.startsWith(`${base}/`));
  const isSection = (href) => !["/people", "/check", "/delete"].includes(href.slice(base.length));
  return [...new Set(hrefs)].filter(isSection);
}

// Opens a draft, names everybody, goes through the tasks, and leaves it ready to be checked.
export async function draftReferral(person, { pathway, people, answers }) {
  await person.go("/referrals/new");
  await complete(person, { pathway });
  const base = person.path();
  for (const { role, ...named } of people) {
    await namePerson(person, `${base}/people/add/${role}`, named);
  }
  const done = new Set();
  for (let more = true; more; ) {
    const open = (await tasksOf(person, base)).filter((href) => !done.has(href));
    for (const href of open) {
      done.add(href);
      await person.answer(href, answers);
    }
    more = open.length > 0;
  }
  return base;
}

// Checks the answers and sends. Gives the reference.
export async function sendReferral(person, base) {
  await person.go(`${base}/check`);
  expectIn("Check your answers", await person.words(), "the last page");
  await send(person);
  const ref = /\/referrals\/([A-Z]+-[^/]+)\/sent/.exec(person.path())?.[1];
  expect(ref, `not sent: ${person.path()} ${await person.words()}`);
  expectIn(ref, await person.words(), "the page after sending");
  return ref;
}

export async function refer(person, referral) {
  return sendReferral(person, await draftReferral(person, referral));
}
