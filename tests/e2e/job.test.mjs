// The whole job: somebody is worried, and in the end everybody has been told.
import { answersOf } from "./help/answers.mjs";
import { expectIn, expectNotIn } from "./help/expect.mjs";
import {
  answerSections,
  ask,
  followOn,
  holdMeeting,
  moveOn,
  reply,
  reviewHistory,
  tellEverybody,
} from "./help/record.mjs";
import { refer } from "./help/referral.mjs";

const child = [
  { role: "subject", "given-name": "Ada", "family-name": "Jobchild", "birth-date": "2019-03-03" },
  { role: "mother", "given-name": "Nell", "family-name": "Jobchild" },
  { role: "father", "given-name": "Tom", "family-name": "Jobfather" },
  { role: "man-in-household", "given-name": "Kit", "family-name": "Jobfriend" },
];
const adult = [
  { role: "subject", "given-name": "Edith", "family-name": "Jobadult", "birth-date": "1941-05-05" },
  { role: "source-of-harm", "given-name": "Ray", "family-name": "Jobadult" },
];
const differing = {
  "rag-disagreement": "Police see red and we see amber: they know of an earlier caution.",
  "criteria-reviewed": "yes",
};

// What the hub says and knows is not for whoever referred, or was asked.
async function seesOnlyTheirPart(person, ref, hidden) {
  await person.go(`/records/${ref}`);
  expectNotIn(hidden, await person.words(), `the part of ${person.who}`);
}

async function decideAtFrontDoor(stage, ref) {
  const contact = await stage.person("contact");
  await contact.go("/boards/front-door");
  expectIn(ref, await contact.words(), "the front door's board");
  await answerSections(contact, ref, answersOf("contact-log"));
  await moveOn(contact, ref, "decision");
  const supervisor = await stage.person("supervisor");
  await answerSections(
    supervisor,
    ref,
    answersOf("contact-reasons", {
      "contact-outcome": "cin-referral",
      "to-hub": "yes",
      rag: "amber",
      "rag-criteria": ["a-repeat", "a-hidden"],
      "rag-reason": "Second injury and an adult nobody knows.",
      "primary-need": "N1",
    }),
  );
  await moveOn(supervisor, ref, "decided");
  await tellEverybody(contact, ref, "The hub asks the agencies today.");
  await answerSections(contact, ref, answersOf("contact-feedback"));
  await moveOn(contact, ref, "closed");
  return followOn(supervisor, ref, "MC");
}

async function askChildHub(stage, manager, worker, ref) {
  await manager.go("/boards/hub");
  expectIn(ref, await manager.words(), "the hub's board");
  await moveOn(manager, ref, "family");
  await answerSections(worker, ref, answersOf("mash-family"));
  await moveOn(worker, ref, "checks");
  await ask(worker, ref, ["police", "nhcft"], "What do you know of the friend?");
  const police = await stage.person("police");
  await reply(police, ref, answersOf("check-police"));
  const hospital = await stage.person("hospital");
  await seesOnlyTheirPart(hospital, ref, "caution");
  await reply(hospital, ref, answersOf("check-hospital"));
  await answerSections(worker, ref, answersOf("mash-views"));
  await reviewHistory(worker, ref);
  await moveOn(worker, ref, "analysis");
}

async function decideAtChildHub(manager, worker, ref) {
  await answerSections(worker, ref, answersOf("mash-analysis", differing));
  await moveOn(worker, ref, "discussion");
  await holdMeeting(
    manager,
    ref,
    "hub-discussion",
    ["la-csc", "police", "nhcft"],
    answersOf("hub-discussion"),
  );
  await moveOn(manager, ref, "decision");
  await answerSections(
    manager,
    ref,
    answersOf("mash-reasons", "safety-plan", { "hub-outcome": "strategy" }),
  );
  await moveOn(manager, ref, "decided");
}

export const tests = {
  async "a child: six people, from the school's worry to everybody told"(stage) {
    const school = await stage.person("school");
    const contact = await refer(school, {
      pathway: "child-contact-referral",
      people: child,
      answers: answersOf("marf"),
    });
    const ref = await decideAtFrontDoor(stage, contact);
    const manager = await stage.person("hubManager");
    const worker = await stage.person("hubWorker");
    await askChildHub(stage, manager, worker, ref);
    await decideAtChildHub(manager, worker, ref);
    await followOn(manager, ref, "SD");
    await tellEverybody(worker, ref, "A joint enquiry has started.");
    await answerSections(worker, ref, answersOf("mash-feedback"));
    await moveOn(worker, ref, "closed");
    await seesOnlyTheirPart(school, contact, "Second injury and an adult nobody knows.");
    expectIn("The hub asks the agencies today.", await school.words(), "the school's part");
  },

  async "an adult: from the provider's concern to everybody told"(stage) {
    const provider = await stage.person("provider");
    const concern = await refer(provider, {
      pathway: "adult-safeguarding-concern",
      people: adult,
      answers: answersOf("adult-concern"),
    });
    const triage = await stage.person("triage");
    await answerSections(triage, concern, answersOf("adult-log"));
    await moveOn(triage, concern, "triage");
    await answerSections(triage, concern, answersOf("adult-rating", "adult-triage"));
    await moveOn(triage, concern, "decided");
    const ref = await followOn(triage, concern, "MA");
    await ask(triage, ref, ["police", "kelda-surgery"], "What do you know of the nephew?");
    await answerSections(triage, ref, answersOf("adult-background"));
    await moveOn(triage, ref, "conversation");
    await reply(await stage.person("police"), ref, answersOf("check-police-adult"));
    await reply(await stage.person("surgery"), ref, answersOf("check-surgery"));
    await answerSections(triage, ref, answersOf("adult-conversation"));
    await reviewHistory(triage, ref);
    await moveOn(triage, ref, "discussion");
    const decider = await stage.person("decider");
    await answerSections(decider, ref, answersOf(differing));
    await holdMeeting(
      decider,
      ref,
      "adult-discussion",
      ["la-asc", "police", "kelda-surgery"],
      answersOf("adult-discussion"),
    );
    await moveOn(decider, ref, "decision");
    await answerSections(decider, ref, answersOf("adult-reasons", "adult-plan"));
    await moveOn(decider, ref, "decided");
    await followOn(decider, ref, "SE");
    await tellEverybody(triage, ref, "An enquiry has started.");
    await answerSections(triage, ref, answersOf("adult-feedback"));
    await moveOn(triage, ref, "closed");
  },
};
