// A school without an account answers what it is asked: the officer gives it a link, the school keeps
// a draft and answers on a phone without scripts, and the link shows nothing any more.
import { Auditor } from "./help/audit.mjs";
import { expect, expectEqual, expectIn, expectNotIn } from "./help/expect.mjs";

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

async function asked(stage) {
  const opened = await stage.house.call("schools", "POST", "/records", {
    pathway: "section-175-157-audit",
    answers: {
      "sa-school": "hartlaw-high",
      "sa-year": "2026-27",
      "sa-phase": "high",
      "sa-line": "Audit of a school without an account",
    },
  });
  return opened.ref;
}

// Gives a link on the record's checks; the path of its page.
async function given(one, ref) {
  await one.go(`/records/${ref}/checks`);
  await one.press(one.main().getByRole("link", { name: "give a link" }).first());
  await one.page.fill("#label", "Mrs Ord, head teacher");
  await one.press(one.main().getByRole("button", { name: "Give the link" }));
  const words = await one.words();
  const path = words.match(/\/q\/[0-9a-z-]+/)?.[0];
  expect(path, `no address is shown: ${words}`);
  return path;
}

const texts = {
  "sr-lead": "The head of year",
  "sr-deputies": "2",
  "sr-hsb": "3",
  "sr-lado": "1",
  "sr-absence": "9.1",
  "sr-children-say": "I would tell my form tutor.",
  "sr-signed": "Head teacher",
};
const choices = {
  "sr-governor": "yes",
  "sr-record": "yes",
  "sr-filtering": "yes",
  "sr-relationships": "yes",
  "sr-encompass": "no",
  "sr-hsb-audit": "no",
  "sr-rag": "amber",
  "sr-share": "yes",
};

async function answers(school) {
  for (const [field, words] of Object.entries(texts)) await school.page.fill(`[name="${field}"]`, words);
  for (const [field, value] of Object.entries(choices))
    await school.page.locator(`input[name="${field}"][value="${value}"]`).check({ force: true });
  for (const field of ["sr-lead-trained", "sr-staff-trained", "sr-policy-on"]) {
    await school.page.fill(`[name="${field}.day"]`, "3");
    await school.page.fill(`[name="${field}.month"]`, "2");
    await school.page.fill(`[name="${field}.year"]`, "2026");
  }
}

const press = (school, words) =>
  school.press(school.page.locator(`main form button:has-text("${words}")`));

export const tests = {
  "a school without an account answers by a link, once": async (stage) => {
    const auditor = new Auditor();
    const ref = await asked(stage);
    const officer = await stage.person("schools", { auditor });
    const path = await given(officer, ref);

    const looked = new Auditor({ phone: true });
    const reader = await stage.anybody({ ...phone, auditor: looked });
    expectEqual(await reader.go(path), 200, path);
    expectNotIn(ref, await reader.words(), "the question");
    const over = await reader.page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(over <= 0, `the question is ${over} pixels too wide`);
    expectEqual((await reader.context.cookies()).length, 0, "cookies of somebody unknown");

    const school = await stage.anybody({ ...phone, javaScriptEnabled: false });
    await school.go(path);
    await school.page.fill('[name="sr-lead"]', "The head of year");
    await press(school, "Keep it and come back later");
    expectIn("Nobody has read it", await school.words(), "the draft");
    await school.go(path);
    expectEqual(await school.page.inputValue('[name="sr-lead"]'), "The head of year", "the draft");
    await answers(school);
    await press(school, "Send the answer");
    expectIn("Say who you are", await school.words(), "an answer of nobody");
    await school.page.fill('[name="answered-as"]', "Ann Ord, head teacher");
    await press(school, "Send the answer");
    expectIn("Your answer has arrived.", await school.words(), "the page after sending");
    expectEqual(await reader.go(path), 410, "a link that was used");
    expectNotIn("head of year", await reader.words(), "a link that was used");

    await officer.go(`/records/${ref}/checks`);
    expectIn("Answered by Ann Ord, head teacher", await officer.words(), "the checks");
    expect(auditor.wrong.length + looked.wrong.length === 0,
      [...auditor.wrong, ...looked.wrong].join("\n"));
  },
};
