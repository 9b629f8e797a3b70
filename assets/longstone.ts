// What improves a page where there are scripts. Every page works without it.
import {
  Accordion,
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  ExitThisPage,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
  createAll,
} from "govuk-frontend";
import { AddAnother, Alert, ButtonMenu, DatePicker } from "@ministryofjustice/frontend";

import { offerAutocomplete } from "./scripts/autocomplete";
import { keepDrafts } from "./scripts/drafts";
import { drawGraphs } from "./scripts/graph";
import { answerAsTyped } from "./scripts/live";
import { looksAsTyped } from "./scripts/looks";
import { keepFresh } from "./scripts/refresh";

// ARIA knows no expanded state for a radio button; what it reveals follows it in the page.
class PlainRadios extends Radios {
  syncConditionalRevealWithInputState(input: HTMLInputElement): void {
    super.syncConditionalRevealWithInputState(input);
    input.removeAttribute("aria-expanded");
  }
}

// What is heard is what is seen: heading, summary, then show or hide.
class PlainAccordion extends Accordion {
  setExpanded(expanded: boolean, section: Element): void {
    super.setExpanded(expanded, section);
    section.querySelector(".govuk-accordion__section-button")?.removeAttribute("aria-label");
  }
}

function start(scope: Element): void {
  for (const Component of [
    PlainAccordion, Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, FileUpload,
    NotificationBanner, PasswordInput, PlainRadios, ServiceNavigation, SkipLink, Tabs,
    AddAnother, Alert, ButtonMenu, DatePicker,
  ]) {
    createAll(Component, undefined, { scope });
  }
  offerAutocomplete(scope);
}

function begin(): void {
  start(document.documentElement);
  keepDrafts(document);
  answerAsTyped(document);
  looksAsTyped(document);
  keepFresh(document, start);
  drawGraphs(document);
  for (const button of document.querySelectorAll<HTMLElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

begin();
