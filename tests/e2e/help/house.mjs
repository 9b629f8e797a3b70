// A house for one run: a data folder with the demonstration in it, a person for each post the
// tests need, and the server. Nothing of it is left behind.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../../..");
const program = resolve(process.env.LONGSTONE ?? join(root, "build/release/longstone"));

export const posts = {
  school: "croft-lea-first/safeguarding-lead",
  schools: "la-education/schools-safeguarding",
  contact: "la-csc/first-contact-worker",
  supervisor: "la-csc/practice-supervisor",
  hubWorker: "la-csc/hub-social-worker",
  hubManager: "la-csc/hub-manager",
  police: "police/researcher",
  visiting: "hdft/researcher",
  reviewer: "icb/designated-nurse",
  hospital: "nhcft/researcher",
  provider: "whin-sill-house/registered-manager",
  triage: "la-asc/triage-worker",
  decider: "la-asc/decision-maker",
  adultManager: "la-asc/safeguarding-manager",
  surgery: "kelda-surgery/safeguarding-lead",
  administrator: "partnership-office/administrator",
  protection: "partnership-office/data-protection-officer",
  scrutineer: "partnership-office/scrutineer",
  business: "partnership-office/business-manager-children",
  executive: "la-csc/executive-director",
  analyst: "la-csc/data-analyst",
  dataManager: "croft-lea-first/data-manager",
  policeData: "police/data-analyst",
  learner: "police/response-officer",
  trainer: "partnership-office/trainer",
  workforce: "partnership-office/workforce-lead",
};

class House {
  constructor(data) {
    this.data = data;
    this.people = {};
    this.tokens = {};
  }

  run(...words) {
    const options = { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 };
    return execFileSync(program, ["--data", this.data, "--json", ...words], options);
  }

  // Name and password of whoever holds a post.
  person(who) {
    const post = posts[who];
    if (!post) throw new Error(`No test works as ${who}`);
    return (this.people[who] ??= this.#add(who, post));
  }

  #add(who, post) {
    const name = `e2e.${who.toLowerCase()}`;
    const shown = `${who[0].toUpperCase()}${who.slice(1).toLowerCase()} Tester`;
    const said = this.run("user", "add", name, "--shown", shown, "--post", post);
    return { name, shown, password: JSON.parse(said).password };
  }

  // One call of the API as whoever holds a post.
  async call(who, method, path, body) {
    const user = this.person(who).name;
    const token = (this.tokens[who] ??= JSON.parse(
      this.run("token", "create", "--user", user),
    ).token);
    const reply = await fetch(`${this.origin}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const said = await reply.json().catch(() => ({}));
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(said)}`);
    return said;
  }

  // Serves on a port that was free, until stop().
  serve(...options) {
    this.server = spawn(
      program,
      ["--data", this.data, "serve", "--listen", "127.0.0.1:0", ...options],
      { cwd: root, stdio: ["ignore", "pipe", "pipe"] },
    );
    let said = "";
    return new Promise((ready, failed) => {
      const hear = (chunk) => {
        said = (said + chunk).slice(-20000);
        const found = /on (http:\/\/[\d.]+:\d+)/.exec(said);
        if (found && !this.origin) ready((this.origin = found[1]));
      };
      this.server.stdout.on("data", hear);
      this.server.stderr.on("data", hear);
      this.server.on("exit", (code, signal) => {
        if (!this.stopping) console.log(`The server ended (${code ?? signal}): ${said}`);
        failed(new Error("The server ended before its time"));
      });
    });
  }

  async stop() {
    const server = this.server;
    this.stopping = true;
    if (server && server.exitCode === null && server.signalCode === null) {
      const ended = new Promise((done) => server.once("exit", done));
      server.kill("SIGTERM");
      const late = setTimeout(() => server.kill("SIGKILL"), 5000);
      await ended;
      clearTimeout(late);
    }
    rmSync(this.data, { recursive: true, force: true });
  }
}

// `year`: with the years that are over, which take a minute to fill.
export async function openHouse({ demo = true, year = false } = {}) {
  if (!existsSync(program)) throw new Error(`There is no program at ${program}; build it first.`);
  const house = new House(mkdtempSync(join(tmpdir(), "longstone-e2e-")));
  // Whatever ends this process, the server ends too.
  process.once("exit", () => {
    house.server?.kill("SIGKILL");
    rmSync(house.data, { recursive: true, force: true });
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(130));
  try {
    house.demo = demo ? house.run("demo", ...(year ? [] : ["--only", "present"])) : "";
    for (const who of Object.keys(posts)) house.person(who);
    await house.serve();
  } catch (error) {
    await house.stop();
    throw error;
  }
  return house;
}
