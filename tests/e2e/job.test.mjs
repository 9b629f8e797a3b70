// The whole job: somebody is worried, and in the end everybody has been told. Six people do it for
// a child and six for an adult: at a desk, on a phone, and with scripts turned off. Every form is
// sent incomplete first, and every page they come to is judged: at each width, what is new on each.
import { answersOf } from "./help/answers.mjs";
import { Auditor } from "./help/audit.mjs";
import { expect, expectIn, expectNotIn } from "./help/expect.mjs";
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

// A family of its own for each time the story runs.
const childrenOf = (family) => [
  { role: "subject", "given-name": "Ada", "family-name": family, "birth-date": "2019-03-03" },
  { role: "mother", "given-name": "Nell", "family-name": family },
  { role: "father", "given-name": "Tom", "family-name": `${family}father` },
  { role: "man-in-household", "given-name": "Kit", "family-name": `${family}friend` },
];
const adultsOf = (family) => [
  { role: "subject", "given-name": "Edith", "family-name": family, "birth-date": "1941-05-05" },
  { role: "source-of-harm", "given-name": "Ray", "family-name": family },
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

async function decideAtFrontDoor({ contact, supervisor }, ref) {
  await contact.go("/boards/front-door");
  expectIn(ref, await contact.words(), "the front door's board");
  await answerSections(contact, ref, answersOf("contact-log"));
  await moveOn(contact, ref, "decision");
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

async function askChildHub({ hubManager: manager, police, hospital }, ref) {
  await manager.go("/boards/hub");
  expectIn(ref, await manager.words(), "the hub's board");
  await moveOn(manager, ref, "family");
  await answerSections(manager, ref, answersOf("mash-family"));
  await moveOn(manager, ref, "checks");
  await ask(manager, ref, ["police", "nhcft"], "What do you know of the friend?");
  await reply(police, ref, answersOf("check-police"));
  await seesOnlyTheirPart(hospital, ref, "caution");
  await reply(hospital, ref, answersOf("check-hospital"));
  await answerSections(manager, ref, answersOf("mash-views"));
  await reviewHistory(manager, ref);
  await moveOn(manager, ref, "analysis");
}

async function decideAtChildHub({ hubManager: manager, supervisor }, ref) {
  await answerSections(manager, ref, answersOf("mash-analysis", differing));
  await moveOn(manager, ref, "discussion");
  await holdMeeting(
    manager,
    ref,
    "hub-discussion",
    ["la-csc", "police", "nhcft"],
    answersOf("hub-discussion"),
  );
  await moveOn(manager, ref, "decision");
  await answerSections(
    supervisor,
    ref,
    answersOf("mash-reasons", "safety-plan", {
      "hub-outcome": "strategy",
    }),
  );
  await moveOn(supervisor, ref, "decided");
}

// Every tab of the record, as somebody who sees all of it looks it over.
async function lookAround(person, ref) {
  await person.go(`/records/${ref}`);
  const tabs = await person.links('nav[aria-label="This record"] a');
  expect(tabs.length > 8, `${person.who} sees only ${tabs}`);
  for (const tab of [...tabs, `/records/${ref}/clocks`]) await person.go(tab);
}

async function childStory(people, family) {
  const { school, contact, hubManager, supervisor } = people;
  const first = await refer(school, {
    pathway: "child-contact-referral",
    people: childrenOf(family),
    answers: answersOf("marf"),
  });
  const ref = await decideAtFrontDoor(people, first);
  await askChildHub(people, ref);
  await decideAtChildHub(people, ref);
  await followOn(supervisor, ref, "SD");
  await tellEverybody(hubManager, ref, "A joint enquiry has started.");
  await answerSections(hubManager, ref, answersOf("mash-feedback"));
  await moveOn(hubManager, ref, "closed");
  await lookAround(hubManager, ref);
  await seesOnlyTheirPart(school, first, "Second injury and an adult nobody knows.");
  expectIn("The hub asks the agencies today.", await school.words(), "the school's part");
  await contact.go("/boards/front-door");
}

async function adultAtHub({ triage, adultManager, police, surgery }, ref) {
  await ask(triage, ref, ["police", "kelda-surgery"], "What do you know of the nephew?");
  await answerSections(triage, ref, answersOf("adult-background"));
  await moveOn(triage, ref, "conversation");
  await reply(police, ref, answersOf("check-police-adult"));
  await reply(surgery, ref, answersOf("check-surgery"));
  await answerSections(triage, ref, answersOf("adult-conversation"));
  await reviewHistory(triage, ref);
  await moveOn(triage, ref, "discussion");
  await answerSections(adultManager, ref, answersOf(differing));
  await holdMeeting(
    adultManager,
    ref,
    "adult-discussion",
    ["la-asc", "police", "kelda-surgery"],
    answersOf("adult-discussion"),
  );
  await moveOn(adultManager, ref, "decision");
}

async function adultStory(people, family) {
  const { provider, triage, decider } = people;
  const concern = await refer(provider, {
    pathway: "adult-safeguarding-concern",
    people: adultsOf(family),
    answers: answersOf("adult-concern"),
  });
  await answerSections(triage, concern, answersOf("adult-log"));
  await moveOn(triage, concern, "triage");
  await answerSections(triage, concern, answersOf("adult-rating", "adult-triage"));
  await moveOn(triage, concern, "decided");
  const ref = await followOn(triage, concern, "MA");
  await adultAtHub(people, ref);
  await answerSections(decider, ref, answersOf("adult-reasons", "adult-plan"));
  await moveOn(decider, ref, "decided");
  await followOn(decider, ref, "SE");
  await tellEverybody(triage, ref, "An enquiry has started.");
  await answerSections(triage, ref, answersOf("adult-feedback"));
  await moveOn(triage, ref, "closed");
  await lookAround(decider, ref);
}

const ways = {
  "at a desk": { family: "Deskjob", options: {}, auditor: new Auditor() },
  "on a phone": {
    family: "Phonejob",
    options: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
    auditor: new Auditor({ phone: true }),
  },
  "without scripts": {
    family: "Plainjob",
    options: { javaScriptEnabled: false },
    auditor: new Auditor({ axe: false }),
  },
};

const stories = {
  "a child": {
    story: childStory,
    six: ["school", "contact", "hubManager", "police", "hospital", "supervisor"],
  },
  "an adult": {
    story: adultStory,
    six: ["provider", "triage", "adultManager", "police", "surgery", "decider"],
  },
};

const told = ({ story, six }, { family, options, auditor }) => async (stage) => {
  const before = auditor.pages;
  const people = {};
  for (const who of six) {
    people[who] = await stage.person(who, { ...options, auditor, careful: true });
  }
  await story(people, family);
  const wrong = auditor.wrong.splice(0);
  expect(wrong.length === 0, wrong.join("\n"));
  const judged = auditor.pages - before;
  expect(judged > 20, `only ${judged} pages were judged`);
};

export const tests = Object.fromEntries(
  Object.entries(stories).flatMap(([whom, story]) =>
    Object.entries(ways).map(([how, way]) => [
      `${whom}: six people, from the worry to everybody told, ${how}`,
      told(story, way),
    ]),
  ),
);
