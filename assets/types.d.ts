// The packages ship no types of their own; these are what we use of them.
declare module "govuk-frontend" {
  type Component = new (root: Element, config?: object) => unknown;
  export class Accordion {
    constructor(root: Element, config?: object);
    setExpanded(expanded: boolean, section: Element): void;
  }
  export const Button: Component;
  export const CharacterCount: Component;
  export const Checkboxes: Component;
  export const ErrorSummary: Component;
  export const ExitThisPage: Component;
  export const FileUpload: Component;
  export const NotificationBanner: Component;
  export const PasswordInput: Component;
  export class Radios {
    constructor(root: Element, config?: object);
    syncConditionalRevealWithInputState(input: HTMLInputElement): void;
  }
  export const ServiceNavigation: Component;
  export const SkipLink: Component;
  export const Tabs: Component;
  export function createAll(
    component: Component,
    config?: object,
    options?: { scope: Element },
  ): unknown[];
}

declare module "@ministryofjustice/frontend" {
  type Component = new (root: Element, config?: object) => unknown;
  export const AddAnother: Component;
  export const Alert: Component;
  export const ButtonMenu: Component;
  export const DatePicker: Component;
}

declare module "accessible-autocomplete" {
  const accessibleAutocomplete: {
    enhanceSelectElement(options: {
      selectElement: HTMLSelectElement;
      defaultValue?: string;
      showAllValues?: boolean;
      preserveNullOptions?: boolean;
      tNoResults?: () => string;
    }): void;
  };
  export default accessibleAutocomplete;
}
