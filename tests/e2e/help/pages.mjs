// The main pages each kind of user reaches, with a record that waits for the police's answer.
import { answersOf } from "./answers.mjs";

let prepared;

async function prepare(house) {
  const opened = await house.call("hubManager", "POST", "/records", {
    pathway: "child-mash",
    people: [
      { role: "subject", given_name: "Ida", family_name: "Pageschild", birth_date: "2019-03-03" },
      { role: "father", given_name: "Tom", family_name: "Pagesfather" },
      { role: "man-in-household", given_name: "Kit", family_name: "Pagesfriend" },
    ].map(({ role, ...person }) => ({ role, new: person })),
    answers: answersOf("marf", { rag: "red", "rag-criteria": ["r-injury"], "rag-reason": "Hurt." }),
  });
  const { ref } = opened;
  const move = (to, answers) =>
    house.call("hubManager", "POST", `/records/${ref}/moves`, { to, answers });
  await move("family", {});
  await move("checks", answersOf("mash-family"));
  const asked = await house.call("hubManager", "POST", `/records/${ref}/requests`, {
    request: "partner-check",
    agencies: ["police", "nhcft"],
    words: "What do you know of the friend?",
  });
  const request = asked.requests.find(({ agency }) => agency === "police").id;
  return { ref, request, person: opened.people[0].id };
}

const tabs = ["", "answers", "people", "checks", "history", "meetings", "actions", "documents",
  "outcome", "sharing", "journal", "clocks", "answers/mash-views.child", "people/add/father",
  "checks/ask/partner-check", "meetings/call/hub-discussion", "meetings/hold/hub-discussion",
  "move/analysis"];

export async function pagesFor(house, who) {
  const { ref, request, person } = await (prepared ??= prepare(house));
  const record = (tab) => `/records/${ref}${tab ? `/${tab}` : ""}`;
  const own = ["/", "/meetings", "/notices", "/account", "/account/password", "/search"];
  switch (who) {
    case "anybody":
      return ["/sign-in", "/report", "/report/return", "/accessibility", "/privacy", "/cookies"];
    case "school":
      return [...own, "/referrals", "/referrals/new"];
    case "contact":
      return [...own, "/boards/front-door", "/referrals"];
    case "hubWorker":
      return [...own, "/boards/hub", "/forecast", ...tabs.map(record), `/people/${person}`,
        `/people/${person}/family`];
    case "police":
      return [...own, "/boards/hub", `/requests/${request}`, record("")];
    case "administrator":
      return [
        ...own,
        "/users",
        "/users/new",
        "/pathways",
        "/pathways/child-mash",
        "/pathways/child-mash/versions",
        "/pathways/child-mash/try",
      ];
    case "business":
      return [
        ...own,
        "/figures",
        "/figures?theme=Front%20door",
        "/figures/C-CONTACT",
        "/figures/C-MASH-RAG",
        "/figures/reference",
        "/learning",
        "/figures/C-CONTACT/records",
      ];
    case "dataManager":
      return [...own, "/feeds"];
    case "protection":
      return [...own, "/access-log", "/access-log/who-can"];
    default:
      return own;
  }
}
