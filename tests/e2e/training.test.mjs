// A course from the catalogue to its certificate: a learner on a phone, the manager who approves,
// a second learner who waits, the trainer on the day, and the workforce lead afterwards.
import { answersOf } from "./help/answers.mjs";
import { Auditor } from "./help/audit.mjs";
import { dayFromNow } from "./help/days.mjs";
import { expect, expectEqual, expectIn, expectNotIn } from "./help/expect.mjs";

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const title = "Safeguarding on tour";

// Open for booking, with one place; it begins in the last minute of the day `more` from today, so
// that it can be booked and its register taken.
async function openCourse(house, more, answers = {}) {
  const { ref } = await house.call("workforce", "POST", "/records", {
    pathway: "multi-agency-training",
    answers: answersOf("course-need", { "course-title": title }),
  });
  const move = (to, given = {}) =>
    house.call("workforce", "POST", `/records/${ref}/moves`, { to, answers: given });
  await move("set-up");
  await move(
    "open",
    answersOf("course-session", {
      "course-first-on": dayFromNow(more),
      "course-last-on": dayFromNow(more),
      "course-times": "23:58 to 23:59",
      "course-capacity": 1,
      ...answers,
    }),
  );
  return ref;
}

const picture = (person, name) =>
  process.env.PICTURES &&
  person.page.screenshot({ path: `${process.env.PICTURES}/${name}.png`, fullPage: true });

const button = (person, words) => person.press(person.main().getByRole("button", { name: words }));
const link = (person, words) =>
  person.press(person.main().getByRole("link", { name: words }).first());

async function choose(person, field, words) {
  await person.page.fill(`#${field}`, words);
  await person.page.locator(`#${field}__listbox li`).first().click();
}

export const tests = {
  "a course from its catalogue to its certificate": async (stage) => {
    const { house } = stage;
    const ref = await openCourse(house, 0);
    const path = `/training/${ref}`;
    const auditor = new Auditor();
    const onPhone = new Auditor({ phone: true });

    // The learner finds it, forgets whom to ask, asks.
    const learner = await stage.person("learner", { ...phone, auditor: onPhone });
    await learner.go("/");
    await learner.go("/training");
    await learner.page.fill("#words", title);
    await button(learner, "Show");
    await picture(learner, "catalogue-phone");
    await link(learner, title);
    await picture(learner, "course-phone");
    await button(learner, "Ask for a place");
    expectIn("Choose your manager", await learner.words(), "without a manager");
    await choose(learner, "manager", house.person("police").shown);
    await learner.page.fill("#needs", "A hearing loop");
    await button(learner, "Ask for a place");
    expectIn("Waits for approval", (await learner.words()), path);

    // Somebody else waits.
    const second = await stage.person("hospital", { auditor });
    await second.go(path);
    await choose(second, "manager", "Helen Wake");
    await second.page.check("#wait");
    await button(second, "Join the waiting list");
    expectIn("Waits for approval", await second.words(), path);

    // The manager approves, from their own work.
    const manager = await stage.person("police", { auditor });
    await manager.go("/");
    expectIn("Approve a place", await manager.words(), "my work");
    await picture(manager, "my-work");
    await link(manager, "Approve a place");
    await picture(manager, "approvals");
    await button(manager, /^Do not approve/);
    expectIn("Say why", await manager.words(), "declined without a reason");
    await button(manager, /^Approve/);
    await learner.go(path);
    expectIn("Booked", await learner.words(), path);
    const file = await learner.page.request.get(`${path}/calendar.ics`);
    expectIn(`SUMMARY:${title}`, await file.text(), "the calendar file");
    expectEqual((await second.page.request.get(`${path}/calendar.ics`)).status(), 404, "theirs");

    // The trainer's register, with somebody who had not booked.
    const trainer = await stage.person("trainer", { auditor });
    await trainer.go(path);
    await picture(trainer, "course");
    await link(trainer, "Who has booked, and who came");
    expectIn("A hearing loop", await trainer.words(), "the register");
    await trainer.page.locator("main select[name^=came-]").first().selectOption("yes");
    await trainer.page.getByText("Somebody came who had not booked").click();
    await trainer.page.fill("#walk-in-name-1", "Bea Storey");
    await trainer.page.selectOption("#walk-in-agency-1", "la-education");
    await picture(trainer, "register");
    await button(trainer, "Save the register with them");
    expectIn("Bea Storey", await trainer.words(), "the register");
    await picture(trainer, "register-after");

    // What they say of it, and the certificate, which anybody may check.
    await learner.go("/training/mine");
    await picture(learner, "mine-phone");
    await link(learner, "On the day");
    await picture(learner, "evaluation-phone");
    await button(learner, "Send");
    expectIn("There is a problem", await learner.words(), "an empty evaluation");
    await learner.answer(
      learner.path(),
      { "pl-was": 3, "pl-after": 8, "pl-worth": "very", "pl-do": "Ask for fathers." },
    );
    expectNotIn("On the day", await learner.words(), "my training");
    await link(learner, "Certificate");
    await picture(learner, "certificate-phone");
    const number = learner.path().split("/").at(-1);
    const anybody = await stage.anybody({ auditor });
    expectEqual(await anybody.go(`/certificates/${number}`), 200, "a certificate");
    expectIn(title, await anybody.words(), "a certificate that is checked");
    expectNotIn("Learner Tester", await anybody.words(), "a certificate that is checked");

    // Learned elsewhere, and confirmed.
    await second.go("/training/mine/elsewhere");
    await second.page.fill("#title", "Level 3 online");
    await second.page.fill("#provider", "The trust");
    await second.page.fill("#on", dayFromNow(-3));
    await second.page.selectOption("#requirement", "children-3");
    await second.page.selectOption("#manager", { index: 1 });
    await button(second, "Send it to be confirmed");
    expectIn("Level 3 online", await second.words(), "my training");
    await picture(second, "mine");

    // Who is up to date: the lead sees everybody.
    const lead = await stage.person("workforce", { auditor });
    await lead.go("/training/competence");
    expectIn("Learner Tester", await lead.words(), "who is up to date");
    await picture(lead, "competence");
    await lead.page.selectOption("#standing", "out");
    await button(lead, "Show");
    expectEqual(await learner.go("/training/competence"), 404, "for a learner");

    const wrong = [...auditor.wrong, ...onPhone.wrong];
    expect(wrong.length === 0, wrong.join("\n"));
  },

  "a place is given back, and whoever waits has it": async (stage) => {
    const { house } = stage;
    const ref = await openCourse(house, 20, { "course-approval": "no" });
    const learner = await stage.person("learner", { ...phone, javaScriptEnabled: false });
    await learner.go(`/training/${ref}`);
    await button(learner, "Book a place");
    const second = await stage.person("hospital", phone);
    await second.go(`/training/${ref}`);
    await button(second, "Join the waiting list");
    expectIn("All places are taken", await second.words(), "without saying so");
    await second.page.check("#wait");
    await button(second, "Join the waiting list");
    expectIn("number 1", (await second.words()).toLowerCase(), "the waiting list");
    await learner.go(`/training/${ref}`);
    await button(learner, "Give my place back");
    await second.go(`/training/${ref}`);
    expectIn("Booked", await second.words(), "the place");
  },
};
