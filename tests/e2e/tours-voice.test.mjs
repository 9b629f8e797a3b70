// Answers through a link, as a young person gives them on a phone, and what comes of them; and the
// sample of an audit, as it is drawn and as two agencies see it.
import { answersOf } from "./help/answers.mjs";
import { dayFromNow } from "./help/days.mjs";
import { expect, expectEqual, expectIn, expectNotIn } from "./help/expect.mjs";
import { Tour } from "./help/tour.mjs";

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const today = dayFromNow(0);
const worker = "partnership-office/participation-worker";

// An asking that has begun, with a link on the wall; the path of its page.
async function asking(stage) {
  const tour = new Tour(stage, { lastDay: "2026-06-26" });
  await tour.as(worker);
  const dates = { "voice-from": "2026-06-01", "voice-to": "2026-06-26" };
  await tour.open({ open: "voice-feedback", people: [], with: "voice-plan", answers: dates });
  await tour.moveOn({ move: "asking" });
  await tour.go("/links");
  await tour.press('main a:text("Make a link")', "way to make a link");
  await tour.answer({ label: "Poster in the hub" });
  await tour.submit();
  const address = (await tour.person.links()).find((href) => href?.includes("/a/"));
  expect(address, tour.fail("no address is shown"));
  await tour.press('main a[href$="/poster"]', "poster");
  expectIn("Scan the code", await tour.person.words(), "the poster");
  const drawn = await tour.page.$eval(".ls-poster__code", (code) => code.naturalWidth);
  expect(drawn > 0, "the code of the poster is not drawn");
  return { tour, path: new URL(address).pathname };
}

function wellMade({ auditor }) {
  expect(auditor.wrong.length === 0, auditor.wrong.join("\n"));
}

async function fits(person, what) {
  const over = await person.page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  expect(over <= 0, `${what} is ${over} pixels too wide`);
}

async function answers(person, { rating, well, consent = "no" }) {
  const { page } = person;
  const choose = (name, value) =>
    page.locator(`input[name="${name}"][value="${value}"]`).check({ force: true });
  await choose("fb-rating", rating);
  if (well) await page.fill("textarea#fb-well", well);
  await choose("fb-who", "child");
  await choose("fb-consent", consent);
}

async function sends(person) {
  await person.press(person.page.locator('main form.ls-easy button[type="submit"]'));
}

const howMany = async (tour) => {
  await tour.person.go(`/records/${tour.ref}/links`);
  return (await tour.person.words()).replace(/\s+/g, " ");
};

async function byPhone(stage, scripts) {
  const { tour, path } = await asking(stage);
  const auditor = scripts ? tour.auditor : undefined;
  const options = { ...phone, javaScriptEnabled: scripts, auditor };
  const young = await stage.anybody(options);
  expectEqual(await young.go(path), 200, path);
  await fits(young, "the page to answer");
  for (const words of ["We do not know who you are", "call 999", "How was it?"]) {
    expectIn(words, await young.words(), "the page to answer");
  }
  // Nothing said is no answer.
  await sends(young);
  expectIn("Choose a face, or write something.", await young.words(), "the empty form");
  await fits(young, "the page with its errors");
  await answers(young, { rating: 4, well: "He texts me back.", consent: "yes" });
  await sends(young);
  expectIn("Thank you", await young.words(), "the page after sending");
  expectIn("What happens next", await young.words(), "the page after sending");
  await fits(young, "the page after sending");
  expectEqual((await young.context.cookies()).length, 0, "cookies of somebody unknown");
  // Back, and sent once more: it is one answer.
  await young.page.goBack();
  if ((await young.page.inputValue("textarea#fb-well")) !== "") {
    await sends(young);
    expectIn("Thank you", await young.words(), "the page after sending again");
  }
  expectIn("Answers 1", await howMany(tour), "the links of the record");
  expectEqual(await young.go("/a/k7qf-29mx-ab3d"), 404, "an unknown address");
  expectIn("We cannot find this page", await young.words(), "an unknown address");
  wellMade(tour);
}

async function awayAndBack(stage) {
  const { path } = await asking(stage);
  const young = await stage.anybody(phone);
  await young.go(path);
  await answers(young, { rating: 4, well: "It was good to be asked." });
  await young.go("/you-said");
  await young.page.goBack();
  expectEqual(
    await young.page.inputValue("textarea#fb-well"),
    "It was good to be asked.",
    "what was typed before going away",
  );
  await sends(young);
  expectIn("Thank you", await young.words(), "the page after coming back");
}

// ---- an audit

async function audit(stage) {
  const tour = new Tour(stage, { lastDay: "2026-06-26" });
  const school = "croft-lea-first/safeguarding-lead";
  await tour.as(school);
  await stage.house.call("croft-lea-first.safeguarding-lead", "POST", "/records", {
    pathway: "child-contact-referral",
    people: [{ role: "subject", new: { given_name: "Ada", family_name: "Toursample" } }],
    answers: answersOf("marf"),
  });
  await tour.as("partnership-office/qa-lead");
  const plan = {
    "audit-drawn": "system",
    "audit-agencies": ["croft-lea-first", "nhcft"],
    "audit-from": today,
    "audit-to": today,
  };
  tour.move = (given) => given;
  await tour.open({
    open: "multi-agency-case-file-audit",
    people: [],
    with: "audit-plan",
    without: Object.keys(answersOf("audit-plan")).filter((name) =>
      ["audit-drawn", "audit-population", "audit-from", "audit-to", "audit-sample", "audit-size",
        "audit-seed"].includes(name),
    ),
    answers: { "audit-agencies": plan["audit-agencies"] },
  });
  await tour.moveOn({ move: "sample", with: "audit-plan", answers: plan });
  await tour.go("/sample");
  await tour.press('main a[href$="/sample/child-contact-referral"]', "records to draw from");
  await tour.answer({ by: "opened", size: 200, seed: "42" });
  await tour.person.press(tour.page.locator('button[name="do"][value="count"]'));
  expectIn("Nothing has been drawn.", await tour.person.words(), "the count");
  await tour.submit(tour.page.locator('button[name="do"][value="draw"]'));
  expectIn("CR-", await tour.person.words(), "the sample");
  await tour.moveOn({ move: "returns" });
  await tour.go("/sample");
  const cases = await tour.page.$$eval('main a[href^="/records/AUC-"]', (links) =>
    links.map((link) => link.getAttribute("href").split("/")[2]),
  );
  expect(cases.length > 0, tour.fail("no record was opened"));
  const auditRef = tour.ref;
  await tour.as(school);
  await tour.person.go("/");
  const asked = (await tour.person.words()).match(/AUC-\d+-\d+/g) ?? [];
  tour.ref = cases.find((ref) => asked.includes(ref));
  expect(tour.ref, tour.fail("the school is asked about none of its records"));
  await tour.reply({ reply: { with: "audit-return" } });
  expectEqual(await tour.person.go(`/records/${auditRef}/sample`), 404, "the sample, to a school");
  await tour.as("nhcft/auditor");
  expectEqual(await tour.person.go(`/records/${tour.ref}`), 404, "a record that is not theirs");
  await tour.as("partnership-office/qa-lead");
  tour.ref = auditRef;
  await tour.go("/sample");
  expectIn("Good", await tour.person.words(), "the school's return");
  expectNotIn("Toursample", await tour.person.words(), "the sample");
  wellMade(tour);
}

export const tests = {
  "a young person answers by a link on a phone": (stage) => byPhone(stage, true),
  "a young person answers by a link without scripts": (stage) => byPhone(stage, false),
  "what was typed is there after going away and back": awayAndBack,
  "an audit draws its sample, and each agency sees its own part": audit,
};
