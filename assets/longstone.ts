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
import { answerAsTyped } from "./scripts/live";
import { keepFresh } from "./scripts/refresh";

function start(scope: Element): void {
  for (const Component of [
    Accordion, Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, FileUpload,
    NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink, Tabs,
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
  keepFresh(document, start);
  for (const button of document.querySelectorAll<HTMLElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

begin();
