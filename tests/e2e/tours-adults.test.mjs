// The long story of an adult, as the people who work at it.
import { tour } from "./help/tour.mjs";

const concern = [
  {
    as: "whin-sill-house/registered-manager",
    open: "adult-safeguarding-concern",
    people: [
      { role: "subject", "given-name": "Edith", "family-name": "Touradult", born: "1941-05-05" },
      { role: "source-of-harm", "given-name": "Ray", "family-name": "Touradult" },
    ],
    with: "adult-concern",
    answers: {
      worry: "A resident's bank card is gone; her nephew holds it",
      "location-of-risk": "residential-home",
      household: "Edith lives in the home. Her nephew comes each day.",
    },
    remember: "concern",
  },
  { as: "police/researcher", hidden: "yes" },
  { as: "la-asc/triage-worker", move: "triage", with: "adult-log" },
  {
    move: "decision",
    with: ["adult-rating", "adult-triage"],
    answers: { "triage-route": "decide", "triage-why": "The answer is plain without partners." },
  },
  {
    as: "la-asc/decision-maker",
    move: "decided",
    with: ["adult-conversation", "adult-reasons", "adult-plan"],
    answers: { "adult-outcome": "s42" },
    expect: { opened: ["section-42-enquiry"] },
  },
  { as: "whin-sill-house/registered-manager", see: { unseen: ["The answer is plain"] } },
];

const enquiry = [
  {
    as: "la-asc/decision-maker",
    record: "concern",
    follow: "section-42-enquiry",
    remember: "enquiry",
  },
  { move: "enquiry", with: ["s42-concern", "s42-planning"], refused: ["meetings"] },
  {
    meet: {
      meeting: "planning-discussion",
      attended: ["la-asc", "police", "saltpan-advocacy"],
      with: "s42-meeting",
    },
  },
  { move: "enquiry" },
  {
    as: "la-asc/enquiry-officer",
    move: "report",
    with: "s42-work",
    without: "en-adult-says",
    refused: ["en-adult-says"],
  },
  { move: "report", with: "s42-work" },
  { move: "outcome", with: "s42-report" },
  {
    as: "la-asc/decision-maker",
    meet: {
      meeting: "outcome-meeting",
      attended: ["la-asc", "police"],
      with: "s42-outcome-meeting",
    },
  },
  { history: { all: "opened", reason: "" } },
  { move: "plan", with: "s42-outcome" },
  { with: "s42-plan" },
  { move: "closing", refused: ["meetings"] },
  { meet: { meeting: "plan-review", attended: ["la-asc"], with: "s42-plan-review" } },
  { move: "closing" },
  // She says whether she got what she wanted, and marks it.
  { with: ["msp-score", "s42-closing"] },
  { see: { words: ["My card back, and food in the house.", "I was listened to."] } },
  { move: "closed", refused: ["outcome"] },
  { tell: { whom: "referrer", how: "letter", words: "The enquiry has ended." } },
  { tell: { whom: "adult", how: "meeting", words: "What was found, and her plan." } },
  { move: "closed" },
];

export const tests = {
  "an adult in a care home: from the home's concern to her own marks": tour(
    { lastDay: "2026-08-14" },
    [...concern, ...enquiry],
  ),
};
