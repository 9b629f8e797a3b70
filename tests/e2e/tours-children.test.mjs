// The long stories of children, as the people who work at them.
import { tour } from "./help/tour.mjs";

const opened = { all: "opened", reason: "" };

const expecting = [
  // The midwife is worried; the professionals meet and the agencies say what they know.
  {
    as: "nhcft/midwife",
    open: "pre-birth",
    people: [
      {
        role: "subject",
        "given-name": "Unborn",
        "family-name": "Tourbaby",
        expected: "2026-12-01",
      },
      { role: "mother", "given-name": "Kim", "family-name": "Tourmother", born: "2002-03-03" },
      { role: "father", "given-name": "Tom", "family-name": "Tourfather", born: "1998-03-03" },
      { role: "man-in-household", "given-name": "Kit", "family-name": "Tourfriend" },
    ],
    with: ["marf-core", "pre-birth-pregnancy"],
    remember: "assessment",
  },
  { as: "croft-lea-first/safeguarding-lead", hidden: "yes" },
  {
    as: "la-csc/team-manager",
    move: "assessment",
    with: "pre-birth-meeting",
    refused: ["meetings"],
  },
  {
    meet: {
      meeting: "professionals-meeting",
      attended: ["la-csc", "nhcft", "hdft"],
      with: "professionals-meeting",
    },
  },
  { move: "assessment" },
  {
    ask: {
      request: "agency-contribution",
      agencies: ["nhcft", "police"],
      words: "What do you know of both parents?",
    },
  },
  { as: "nhcft/researcher", reply: { with: "check-maternity" } },
  {
    as: "police/researcher",
    reply: { with: "check-police", answers: { "rag-view": "green" } },
  },
  {
    as: "la-csc/team-manager",
    meet: { meeting: "team-meeting", attended: ["la-csc", "nhcft"], with: "pre-birth-team" },
  },
  {
    as: "la-csc/pre-birth-worker",
    move: "decision",
    with: "pre-birth-assessment",
    without: "father-says",
    refused: ["father-says"],
  },
  { move: "decision", with: "pre-birth-assessment" },
  {
    as: "la-csc/team-manager",
    move: "birth-plan",
    with: "pre-birth-decision",
    refused: ["pb-disagreement"],
  },
  {
    move: "birth-plan",
    answers: { "pb-disagreement": "Maternity amber for the removal; police green." },
    expect: { opened: ["icpc"] },
  },
];

// The conference, before the baby is born.
const conference = [
  { follow: "icpc" },
  {
    as: "la-csc/conference-support",
    move: "reports",
    with: "icpc-booking",
    without: "s47-started-on",
    answers: { "icpc-from": "pre-birth", "icpc-date": "2026-10-05" },
    remember: "conference",
  },
  {
    ask: {
      request: "conference-report",
      agencies: ["kelda-surgery", "nhcft"],
      words: "What do you want for this baby?",
    },
  },
  { as: "kelda-surgery/safeguarding-lead", reply: { with: "conference-report" } },
  { as: "nhcft/researcher", reply: { with: "conference-report" } },
  {
    as: "la-csc/social-worker",
    move: "conference",
    with: "icpc-taking-part",
    without: ["advocate-offered", "cc-child-says"],
    answers: { "child-takes-part": "too-young", "cc-child-not-heard": "unborn-or-baby" },
  },
  {
    as: "la-csc/conference-chair",
    meet: {
      meeting: "conference",
      at: "2026-10-05T09:00:00Z",
      attended: ["la-csc", "nhcft", "kelda-surgery"],
      with: "conference",
    },
  },
  {
    move: "outline",
    with: "icpc-decision",
    answers: {
      "child-decisions": [
        {
          child: "Unborn Tourbaby",
          "child-plan": "yes",
          "plan-category": "NEG",
          "previous-plans": "0",
        },
      ],
    },
    refused: ["meetings"],
  },
  {
    meet: {
      meeting: "conference",
      at: "2026-10-06T09:00:00Z",
      attended: ["la-csc", "police", "nhcft", "hdft", "kelda-surgery"],
      with: "conference",
    },
  },
  { history: opened },
  { move: "outline" },
  {
    move: "told",
    with: "icpc-outline",
    answers: {
      "cp-start-on": "2026-10-06",
      "first-core-group-on": "2026-10-15",
      "first-review-on": "2026-12-15",
    },
    expect: { opened: ["child-protection-plan-core-group-rcpc"] },
  },
  ...["attenders", "referrer", "family"].map((whom) => ({
    tell: { whom, how: "telephone", words: "A plan for the baby, from before the birth." },
  })),
  { tell: { whom: "contributors", how: "letter", words: "A plan for the baby." } },
  { tell: { whom: "contributors", how: "letter", words: "A plan for the baby." } },
  { move: "closed", with: "closing-feedback" },
];

const birth = [
  {
    as: "la-csc/team-manager",
    record: "assessment",
    move: "waiting",
    with: "birth-plan",
    refused: ["outcome"],
  },
  { tell: { whom: "maternity", how: "letter", words: "The birth plan." } },
  { tell: { whom: "out-of-hours", how: "letter", words: "The birth plan." } },
  { move: "waiting" },
  {
    birth: {
      person: "Unborn Tourbaby",
      born: "2026-11-19",
      sex: "F",
      "given-name": "Ivy",
      "family-name": "Tourbaby",
    },
  },
  { move: "born" },
  { answers: {}, with: "pre-birth-born" },
  {
    meet: {
      meeting: "birth-review",
      at: "2026-11-25T10:00:00Z",
      attended: ["la-csc", "nhcft", "hdft"],
      with: "birth-review",
    },
  },
  { history: opened },
  { move: "ending" },
  { tell: { whom: "referrer", how: "letter", words: "She is home with both parents." } },
  { tell: { whom: "family", how: "meeting", words: "What happens next." } },
  { tell: { whom: "contributors", how: "letter", words: "She is home with both parents." } },
  { tell: { whom: "contributors", how: "letter", words: "She is home with both parents." } },
  {
    move: "closed",
    with: "closing-feedback",
    answers: { "pb-end": "born-plan", "pb-end-words": "On a plan; Sam Sample goes on." },
  },
  // Nothing is lost at the birth.
  { see: { words: ["I did not know about Ivo. I will be there every night."] } },
];

const plan = [
  {
    as: "la-csc/social-worker",
    record: "conference",
    follow: "child-protection-plan-core-group-rcpc",
    remember: "plan",
  },
  {
    with: ["protection-detail"],
    answers: {
      "plan-category": "NEG",
      "previous-plans": "0",
      "began-before-birth": "yes",
      "mother-unwell": "no",
    },
  },
  {
    meet: {
      meeting: "core-group",
      at: "2026-11-26T09:00:00Z",
      attended: ["la-csc", "hdft"],
      with: "core-group",
      answers: { "cg-child-words": "She turns to her father's voice." },
    },
  },
  { tell: { whom: "minutes", how: "letter", words: "The minutes." } },
  { move: "plan" },
  {
    meet: {
      meeting: "cp-visit",
      at: "2026-12-01T15:00:00Z",
      attended: ["la-csc"],
      with: "child-visit",
    },
  },
  {
    meet: {
      meeting: "core-group",
      at: "2026-12-08T09:00:00Z",
      attended: ["la-csc", "hdft"],
      with: "core-group",
    },
  },
  {
    as: "la-csc/conference-chair",
    meet: {
      meeting: "review-conference",
      at: "2026-12-15T13:00:00Z",
      attended: ["la-csc", "hdft"],
      with: "review-conference",
      without: "rc-next-on",
      answers: { "rc-decision": "end", "rc-why": "Safe day and night since the birth." },
    },
  },
  { history: opened },
  { move: "ending" },
  {
    move: "stepped-down",
    with: "protection-ending",
    expect: { opened: ["child-family-assessment-s17"] },
  },
  {
    as: "la-csc/team-manager",
    follow: "child-family-assessment-s17",
    move: "plan",
    answers: { "follows-protection": "yes", "primary-need": "N1" },
  },
  { as: "la-csc/social-worker", record: "plan", move: "told" },
  {
    tell: { whom: "core-group-members", how: "letter", words: "The plan ends and another begins." },
  },
  { tell: { whom: "family", how: "meeting", words: "A child in need plan begins." } },
  { history: opened },
  { move: "closed", with: "closing-feedback" },
];

const missing = [
  {
    as: "police/missing-officer",
    open: "missing-child-episode",
    people: [
      { role: "subject", "given-name": "Ada", "family-name": "Tourmissing", born: "2012-03-03" },
      { role: "father", "given-name": "Tom", "family-name": "Tourmissing" },
    ],
    with: "missing-report",
    remember: "episode",
  },
  { as: "nhcft/researcher", hidden: "yes" },
  { as: "police/missing-officer", move: "missing", expect: { opened: ["operation-endeavour"] } },
  { move: "returned", with: "missing-search" },
  { move: "interview", with: "missing-return", refused: ["men-not-known"] },
  { move: "interview", answers: { "men-not-known": "Mother says that no other man lives there." } },
  {
    as: "la-csc/return-interviewer",
    move: "sharing",
    with: "return-interview",
    without: "rhi-words",
    refused: ["rhi-words"],
  },
  { move: "sharing", with: "return-interview" },
  {
    as: "la-csc/missing-coordinator",
    move: "told",
    with: "missing-learning",
    answers: { "to-mset": "yes" },
    expect: { opened: ["mset"] },
  },
  { tell: { whom: "referrer", how: "telephone", words: "What was learnt." } },
  { tell: { whom: "family", how: "meeting", words: "What was learnt." } },
  { tell: { whom: "workers", how: "letter", words: "The interview." } },
  { move: "closed", with: "outside-home-feedback" },
];

const group = [
  { follow: "mset", remember: "group" },
  {
    as: "la-csc/exploitation-coordinator",
    move: "research",
    with: ["mset-referral", "mset-screening"],
  },
  {
    ask: {
      request: "mset-research",
      agencies: ["police", "la-csc"],
      words: "The vans, the older men, and where they wait.",
    },
  },
  { as: "police/researcher", reply: { with: "mset-research", answers: { "research-rag": "red" } } },
  { as: "la-csc/researcher", reply: { with: "mset-research" } },
  { as: "la-csc/exploitation-coordinator", history: opened },
  { move: "meeting" },
  {
    as: "police/exploitation-chair",
    meet: {
      meeting: "mset-meeting",
      attended: ["police", "la-csc", "nhcft"],
      with: "mset-meeting",
    },
  },
  { move: "tracking", refused: ["rag-disagreement"] },
  {
    move: "tracking",
    answers: {
      "rag-disagreement": "Police red for the van. The group stays amber.",
      "criteria-reviewed": "yes",
    },
  },
  {
    action: {
      what: "Warning notice for the driver",
      owner: "Jo Example, chair",
      agency: "police",
      due: "2026-07-10",
    },
  },
  {
    as: "la-csc/exploitation-coordinator",
    move: "linked",
    answers: { "to-nrm": "yes", "to-context": "no", "one-to-one": "yes" },
    expect: { opened: ["nrm-referral"] },
  },
  { move: "ending" },
  { as: "la-csc/exploitation-co-chair", move: "told", with: "mset-ending", refused: ["actions"] },
  { action: { end: "done", what: "Warning notice for the driver", evidence: "Served on 2 June." } },
  { history: opened },
  { move: "told" },
  ...["referrer", "young-person", "family", "plan-lead"].map((whom) => ({
    tell: { whom, how: "meeting", words: "What happens now." },
  })),
  { move: "closed", with: "outside-home-feedback" },
];

const slavery = [
  { as: "la-csc/social-worker", record: "group", follow: "nrm-referral" },
  { move: "referral", with: "nrm-indicators" },
  {
    move: "waiting",
    with: "nrm-sent",
    answers: { "nrm-sent-on": "2026-05-20" },
    without: "nrm-reference",
    refused: ["nrm-reference"],
  },
  { move: "waiting", with: "nrm-sent", answers: { "nrm-sent-on": "2026-05-20" } },
  {
    move: "recovery",
    answers: { "rg-on": "2026-05-27", "rg-decision": "positive", "rg-text": "There are grounds." },
  },
  { move: "conclusive", answers: { ictg: "yes", "nrm-support": "A guardian and a lawyer." } },
  {
    move: "update",
    answers: { "cg-on": "2026-06-30", "cg-decision": "positive", "cg-text": "Conclusive." },
  },
  { history: opened },
  { move: "told", with: "nrm-update" },
  ...["referrer", "person", "workers"].map((whom) => ({
    tell: { whom, how: "letter", words: "A positive decision." },
  })),
  { move: "closed", with: "outside-home-feedback" },
];

export const tests = {
  "a newborn: from the midwife's worry to the end of the plan": tour({ lastDay: "2026-12-18" }, [
    ...expecting,
    ...conference,
    ...birth,
    ...plan,
  ]),

  "a missing girl: found, heard, met about, and referred as a victim": tour(
    { lastDay: "2026-07-01" },
    [...missing, ...group, ...slavery],
  ),
};
