// The main steps with scripts turned off: every page works as it is sent.
import { answersOf } from "./help/answers.mjs";
import { expectIn } from "./help/expect.mjs";
import { answerSections, moveOn, reply } from "./help/record.mjs";
import { refer } from "./help/referral.mjs";
import { pagesFor } from "./help/pages.mjs";

const plain = { javaScriptEnabled: false };

export const tests = {
  async "a referral is made, taken on and told about without scripts"(stage) {
    const school = await stage.person("school", plain);
    const ref = await refer(school, {
      pathway: "child-contact-referral",
      people: [
        { role: "subject", "given-name": "Una", "family-name": "Plainpage" },
        { role: "father", "given-name": "Tom", "family-name": "Plainfather" },
        { role: "man-in-household", "given-name": "Kit", "family-name": "Plainfriend" },
      ],
      answers: answersOf("marf"),
    });
    const contact = await stage.person("contact", plain);
    await answerSections(contact, ref, answersOf("contact-log"));
    await moveOn(contact, ref, "decision");
    await contact.answer(`/records/${ref}/outcome/referrer`, {
      how: "telephone",
      words: "We have it and are looking.",
    });
    await school.go(`/records/${ref}`);
    expectIn("We have it and are looking.", await school.words(), "the school's part");
  },

  async "an agency answers what it was asked without scripts"(stage) {
    const asked = (await pagesFor(stage.house, "police")).at(-1);
    const hospital = await stage.person("hospital", plain);
    await reply(hospital, asked.split("/")[2], answersOf("check-hospital"));
    expectIn("Your answer has been sent.", await hospital.words(), "the page of the check");
  },
};
