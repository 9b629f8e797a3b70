// Four long stories, as the people who work at them: an allegation against somebody who works with
// children, a serious incident, the death of an adult, the death of a child.
import { dayFromNow } from "./help/days.mjs";
import { expect, expectIn, expectNotIn } from "./help/expect.mjs";
import { Tour } from "./help/tour.mjs";

// What a story alone does not say: what somebody finds when they look for a name, what stands on a
// board, and what a page says.
export class Look extends Tour {
  // What may not be before the day on which the record was opened is "today".
  answersOf(given) {
    const today = dayFromNow(0);
    const said = Object.entries(super.answersOf(given));
    return Object.fromEntries(said.map(([name, one]) => [name, one === "today" ? today : one]));
  }

  async step(step) {
    await super.step(step);
    if (step.search) await this.search(step);
    if (step.board) await this.board(step);
    if (step.page !== undefined) await this.reads(step);
  }

  async search({ search: words, finds, misses = "" }) {
    await this.person.go("/");
    await this.page.fill('header input[type="search"], header input[type="text"]', words);
    await this.press("header form button", "search box");
    const said = await this.person.words();
    if (finds) return expectIn(finds, said, this.fail(`“${words}”`));
    for (const each of [this.ref, misses]) {
      if (each) expectNotIn(each, said, this.fail(`“${words}”`));
    }
  }

  async board({ board, without }) {
    await this.person.go(`/boards/${board}`);
    const said = await this.person.words();
    if (without) expectNotIn(this.ref, said, this.fail(board));
    else expectIn(this.ref, said, this.fail(board));
  }

  // `press` names a link on that page, whose page is read.
  async reads({ page, press, says = [], silent = [] }) {
    await this.go(page);
    if (press) await this.press(`main a:text-is("${press}")`, press);
    const said = await this.person.words();
    for (const each of says) expectIn(each, said, this.fail(page));
    for (const each of silent) expectNotIn(each, said, this.fail(page));
  }
}

// ---- an allegation

const looksForTheTeacher = (post) => [
  { as: post, search: "Tourteacher", misses: "Neil" },
  { search: "Grabbed a pupil by the arm in the corridor" },
  { hidden: true },
];

const allegation = [
  {
    as: "croft-lea-first/head-teacher",
    open: "lado-allegation",
    people: [
      { role: "subject", "given-name": "Neil", "family-name": "Tourteacher", born: "1984-05-05" },
      { role: "child", "given-name": "Ada", "family-name": "Tourpupil", born: "2018-03-03" },
    ],
    with: "work-allegation",
  },
  ...looksForTheTeacher("croft-lea-first/safeguarding-lead"),
  ...looksForTheTeacher("la-csc/hub-manager"),
  ...looksForTheTeacher("police/researcher"),
  { as: "la-csc/lado", search: "Tourteacher", finds: "Neil Tourteacher" },
  { board: "allegations" },
  {
    move: "meeting",
    with: "lado-consideration",
    without: "lado-criteria",
    refused: ["lado-criteria"],
  },
  { move: "meeting", answers: { "lado-criteria": ["harmed", "risk"] } },
  {
    move: "review",
    with: "lado-strands",
    answers: { "strand-social": "yes" },
    refused: ["meetings"],
  },
  {
    meet: {
      meeting: "allegations-meeting",
      attended: ["la-csc", "police", "croft-lea-first"],
      with: "allegations-meeting",
    },
  },
  { move: "review" },
  {
    page: "",
    says: ["Police: still runs", "social care: still runs", "Employer or regulator: still runs"],
  },
  { ask: { request: "employer-account", agencies: ["croft-lea-first"] } },
  // Only its senior manager is asked; a colleague learns nothing.
  { as: "croft-lea-first/safeguarding-lead", hidden: true },
  { as: "croft-lea-first/head-teacher", reply: { with: "employer-account" } },
  { page: "/answers", silent: ["Work without pupils", "Police first"] },
  {
    as: "la-csc/lado",
    meet: {
      meeting: "allegations-review",
      attended: ["la-csc", "croft-lea-first"],
      with: "allegations-review",
    },
  },
  { move: "outcome", with: "lado-progress", refused: ["employer-stands"] },
  { answers: { "employer-ended-on": "2026-06-18" } },
  {
    page: "",
    says: ["Police: has ended", "Employer or regulator: has ended", "social care: still runs"],
  },
  { move: "outcome", refused: ["social-stands"] },
  {
    move: "outcome",
    answers: { "social-stands": "risk", "social-ended-on": "2026-06-18" },
  },
  { move: "closing", with: "lado-outcome" },
  { move: "closed", with: "lado-closing", refused: ["outcome"] },
  { tell: { whom: "referrer", how: "telephone", words: "The outcome." } },
  { tell: { whom: "employer", how: "letter", words: "The outcome and the reference wording." } },
  { tell: { whom: "subject", how: "letter", words: "The outcome and where to turn." } },
  { tell: { whom: "family", how: "meeting", words: "What was found." } },
  { move: "closed" },
  ...["/people", "/outcome", "/clocks", "/journal"].map((page) => ({ page })),
  ...looksForTheTeacher("la-csc/hub-manager"),
];

// ---- a serious incident

const times = (count, step) => Array.from({ length: count }, () => step);

const signOff = ["la-csc", "icb", "police"].map((agency) => ({
  as: `${agency}/delegated-partner`,
  reply: { with: "partner-sign-off" },
}));

const incident = [
  {
    as: "nhcft/named-nurse",
    open: "serious-incident-notification",
    people: [
      { role: "subject", "given-name": "Ned", "family-name": "Tourbaby", born: "2025-12-01" },
      { role: "father", "given-name": "Tom", "family-name": "Tourfather" },
      { role: "man-in-household", "given-name": "Kit", "family-name": "Tourlodger" },
    ],
    with: "sin-incident",
  },
  { as: "partnership-office/business-manager-children", board: "reviews" },
  { move: "conversation", with: "sin-known" },
  { as: "la-csc/delegated-partner", reply: { with: "sin-view" } },
  // Until it is decided, nobody reads another's view before they have given their own.
  { as: "police/delegated-partner", page: "/checks", silent: ["Serious injury, and abuse"] },
  { reply: { with: "sin-view" } },
  {
    as: "icb/delegated-partner",
    reply: { with: "sin-view", answers: { "criteria-view": "unsure" } },
  },
  {
    as: "la-csc/delegated-partner",
    meet: {
      meeting: "sin-conversation",
      attended: ["la-csc", "icb", "police", "nhcft"],
      with: "sin-conversation",
    },
  },
  { move: "decision", with: "sin-family" },
  { move: "notify", with: "sin-decision", refused: ["sin-disagreement"] },
  {
    move: "notify",
    answers: { "sin-disagreement": "Health was not sure at first and then agreed." },
  },
  { tell: { whom: "partners", how: "letter", words: "A copy of the notification." } },
  { move: "telling", with: "sin-notification", expect: { opened: ["rapid-review"] } },
  { as: "partnership-office/business-manager-children", follow: "rapid-review" },
];

const rapidReview = [
  { ask: { request: "rapid-return", agencies: ["la-csc", "hdft", "police"] }, with: "rapid-scope" },
  ...["la-csc", "hdft", "police"].map((agency) => ({
    as: `${agency}/review-author`,
    reply: { with: "rapid-return" },
  })),
  { as: "partnership-office/business-manager-children", move: "collate" },
  { move: "meeting", with: "rapid-draft" },
  {
    as: "icb/designated-nurse",
    meet: {
      meeting: "rapid-meeting",
      attended: ["la-csc", "icb", "police", "hdft"],
      with: "rapid-meeting",
    },
  },
  { move: "sign-off", with: ["rapid-decision", "review-recommendations"] },
  ...signOff,
  { as: "partnership-office/business-manager-children", move: "panel", refused: ["sent-on"] },
  { move: "panel", answers: { "sent-on": "2026-04-24" } },
  {
    move: "learning",
    with: "rapid-reply",
    expect: { opened: ["lcspr", "recommendation-action-tracker"] },
    remember: "review",
  },
  { page: "", says: ["Local child safeguarding practice review", "Recommendation"] },
];

// Each recommendation is a line of its own; the owner proves it, the group closes it.
const recommendation = (source) => [
  { follow: "recommendation-action-tracker", board: "tracker" },
  { move: "plan", answers: { "rec-scope": "children", "rec-before": "no" } },
  { as: "hdft/improvement-lead", board: "tracker" },
  { page: "/answers", says: ["Health visitors ask at each visit"], silent: ["Tourbaby"] },
  { move: "progress", with: "recommendation-plan" },
  {
    action: {
      what: "Change the template",
      owner: "Practice lead",
      agency: "hdft",
      due: "2026-12-31",
    },
  },
  { move: "test", with: "recommendation-update", refused: ["actions"] },
  { action: { end: "done", what: "Change the template", evidence: "The template in use." } },
  { move: "test" },
  {
    as: "icb/designated-nurse",
    meet: {
      meeting: "evidence-test",
      attended: ["la-csc", "icb", "police"],
      with: "evidence-test",
    },
  },
  { move: "impact" },
  { board: "tracker" },
  { as: "hdft/improvement-lead", record: source, hidden: true },
];

const localReview = [
  { as: "partnership-office/business-manager-children", record: "review" },
  { follow: "lcspr", move: "reports", with: "review-commission" },
  {
    as: "partnership-office/lead-reviewer",
    ask: { request: "agency-report", agencies: ["la-csc", "police", "hdft"] },
  },
  { as: "la-csc/review-author", reply: { with: "agency-report" } },
];

// ---- the death of an adult

const adult = [
  {
    as: "nfrs/safeguarding-lead",
    open: "sar-referral",
    people: [
      { role: "subject", "given-name": "Olive", "family-name": "Touradult", born: "1950-05-05" },
    ],
    with: "sar-incident",
  },
  { as: "partnership-office/business-manager-adults", board: "reviews" },
  {
    move: "scoping",
    with: "sar-adult",
    without: ["adult-says", "parallel-plan"],
    answers: { "acknowledged-on": "today" },
    refused: ["adult-says", "parallel-plan"],
  },
  {
    move: "scoping",
    answers: {
      "adult-says": "Leave me my smoke, it is all I have.",
      "parallel-plan": "The coroner's officer is told. Reports wait for nothing.",
    },
  },
  ...[
    "la-asc/review-author",
    "icb/designated-nurse",
    "nfrs/safeguarding-lead",
    "nhcft/review-author",
    "police/review-author",
  ].map((post) => ({ as: post, reply: { with: "sar-scoping" } })),
  { as: "marram-homes/safeguarding-lead", hidden: true },
  { reply: { with: "sar-scoping", answers: { "sar-view": "not-met" } } },
  { as: "partnership-office/business-manager-adults", move: "decision" },
  {
    as: "la-asc/safeguarding-manager",
    move: "ratify",
    with: "sar-decision",
    without: "minority-view",
    refused: ["meetings", "minority-view"],
  },
  {
    meet: {
      meeting: "sarg-meeting",
      attended: ["la-asc", "icb", "police"],
      with: "sarg-meeting",
      answers: { dissent: "The police vote for a learning review." },
    },
  },
  {
    page: "/meetings",
    press: "Review group",
    says: ["The police vote for a learning review.", "A learning review would be quicker."],
  },
  {
    move: "ratify",
    answers: { "minority-view": "The police would hold a learning review, because it is quicker." },
  },
  {
    as: "la-asc/delegated-partner",
    move: "telling",
    answers: { "ratified-on": "today", "ratified-by": "Head of adult safeguarding" },
    expect: { opened: ["sar-review"] },
  },
  { page: "/answers", says: ["Head of adult safeguarding", "The police would hold a learning"] },
  { as: "partnership-office/business-manager-adults" },
  { tell: { whom: "family", how: "meeting", words: "A review is held." } },
  ...times(6, { tell: { whom: "contributors", how: "letter", words: "A review is held." } }),
  { move: "closed", with: "sar-feedback", refused: ["outcome"] },
  { tell: { whom: "referrer", how: "here", words: "A review is held, and why." } },
  { move: "closed" },
  { as: "nfrs/safeguarding-lead", page: "", says: ["A review is held, and why."] },
];

// ---- the death of a child

const child = [
  {
    as: "nhcft/lead-paediatrician",
    open: "child-death-review",
    people: [
      { role: "subject", "given-name": "Una", "family-name": "Tourchild", born: "2025-11-20" },
      { role: "father", "given-name": "Tom", "family-name": "Tourdad" },
    ],
    with: "cdr-notification",
  },
  { as: "partnership-office/review-coordinator", board: "child-deaths" },
  {
    move: "response",
    with: "cdr-immediate",
    without: "coroner-told",
    refused: ["coroner-told"],
  },
  { move: "response", answers: { "coroner-told": "yes" } },
  { move: "information", with: "cdr-response", refused: ["meetings"] },
  {
    as: "nhcft/lead-paediatrician",
    meet: { meeting: "jar-meeting", attended: ["nhcft", "police", "la-csc"], with: "jar-meeting" },
  },
  { move: "information" },
  ...[
    "kelda-surgery/safeguarding-lead",
    "hdft/review-author",
    "nhcft/review-author",
    "la-csc/review-author",
    "police/review-author",
  ].map((post) => ({ as: post, reply: { with: "cdr-reporting" } })),
  {
    as: "partnership-office/review-coordinator",
    move: "meeting",
    answers: { "men-not-known": "Both men who live there are named; nobody else is there." },
  },
  {
    as: "icb/designated-doctor",
    meet: {
      meeting: "cdr-meeting",
      attended: ["nhcft", "kelda-surgery", "la-csc", "police"],
      with: "cdr-analysis",
    },
  },
  { move: "panel", answers: { "post-mortem-on": "2026-05-20", inquest: "no" } },
  {
    as: "partnership-office/review-coordinator",
    answers: {
      "cdop-paper": "A baby of four months was found lifeless beside an adult.",
      "paper-read-by": "The deputy coordinator",
    },
    ask: { request: "panel-view", agencies: ["icb", "neighbour-areas"] },
  },
  { as: "icb/panel-member", reply: { with: "cdop-view" } },
  {
    as: "neighbour-areas/panel-member",
    reply: { with: "cdop-view", answers: { "view-modifiable": "none" } },
  },
  {
    as: "icb/designated-doctor",
    meet: {
      meeting: "cdop-panel",
      attended: ["icb", "police", "la-csc", "neighbour-areas"],
      with: "cdop-panel",
    },
  },
  {
    as: "partnership-office/review-coordinator",
    move: "telling",
    with: "review-recommendations",
    answers: { "rec-source": "child-death-review" },
    refused: ["cdop-disagreement"],
  },
  {
    move: "telling",
    answers: { "cdop-disagreement": "One member sees nothing that could be changed." },
    expect: { opened: ["recommendation-action-tracker"] },
  },
  { page: "/answers", says: ["Safe sleep is spoken of with fathers too."] },
];

export const stories = {
  allegation: { lastDay: "2026-06-19", steps: allegation },
  incident: {
    lastDay: "2026-09-01",
    steps: [...incident, ...rapidReview, ...recommendation("review"), ...localReview],
  },
  adult: { lastDay: "2026-05-06", steps: adult },
  child: { lastDay: "2026-07-21", steps: child },
};

const played = ({ lastDay, steps }) => (stage) => new Look(stage, { lastDay }).play(steps);

export const tests = {
  "an allegation: three strands to an outcome, and nobody else learns of it": played(
    stories.allegation,
  ),
  "a serious incident: a rapid review, and recommendations that the group closes": played(
    stories.incident,
  ),
  "the death of an adult: the group votes, one is against, and a review is held": played(
    stories.adult,
  ),
  "the death of a child: from the night to the panel": played(stories.child),
};
