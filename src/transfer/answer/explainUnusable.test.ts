import { expect, it } from 'vitest'
import { UnusableTicket, type UnusableReason } from '../request/UnusableTicket.js'
import { explainUnusable } from './explainUnusable.js'

it('names the header that is at fault', () => {
  const ticket = new UnusableTicket('header-twice', 'X-Amz-Meta-A')
  expect(explainUnusable(ticket)).toBe('The ticket has two values for X-Amz-Meta-A.')
})

it('gives only the reason where there is no name to add', () => {
  expect(explainUnusable(new UnusableTicket('other-size'))).toBe('The ticket is for a file of another size.')
})

it.each<[UnusableReason, string]>([
  ['url-is-not-http', 'not an absolute http or https URL'],
  ['url-has-password', 'a user name or a password'],
  ['url-is-insecure', 'http, but the page is https'],
  ['header-malformed', 'a header that cannot be sent'],
  ['form-redirects', 'success_action_status'],
])('says of %s what is wrong with the ticket', (reason, words) => {
  const text = explainUnusable(new UnusableTicket(reason))
  expect(text).toMatch(/^The ticket/)
  expect(text).toContain(words)
})
