import type { UnusableReason, UnusableTicket } from '../request/UnusableTicket.js'

const texts: Readonly<Record<UnusableReason, (detail: string) => string>> = {
  'url-is-not-http': () => "The ticket's URL is not an absolute http or https URL.",
  'url-has-password': () => "The ticket's URL contains a user name or a password.",
  'url-is-insecure': () => "The ticket's URL is http, but the page is https: browsers block such requests.",
  'origin-not-allowed': () => "The ticket's URL has an origin that allowedOrigins does not list.",
  'header-twice': (name) => `The ticket has two values for ${name}.`,
  'header-malformed': () => 'The ticket has a header that cannot be sent.',
  'other-size': () => 'The ticket is for a file of another size.',
  'form-redirects': () => "The ticket's form asks for a redirect. Use success_action_status instead.",
  'no-browser': () => 'Only a browser can send files.',
}

/** Says to developers why a ticket cannot be used. No text contains a URL, because its query holds the signature. */
export function explainUnusable({ reason, detail }: UnusableTicket): string {
  return texts[reason](detail)
}
