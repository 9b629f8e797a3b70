// A line beside something that says what the script has done, read out when it changes.
export function statusBeside(element: Element): (words: string, wrong?: boolean) => void {
  const line = document.createElement("p");
  line.className = "ls-status";
  line.setAttribute("role", "status");
  element.before(line);
  return (words, wrong = false) => {
    line.textContent = words;
    line.classList.toggle("ls-status--wrong", wrong);
  };
}

export function clockTime(now: Date): string {
  return now.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}
