import { expect, it } from 'vitest'
import { UnusableTicket } from '../request/UnusableTicket.js'
import { explainUnusable } from './explainUnusable.js'

it('names the header that is at fault', () => {
  const ticket = new UnusableTicket('header-twice', 'X-Amz-Meta-A')
  expect(explainUnusable(ticket)).toBe('The ticket has two values for X-Amz-Meta-A.')
})

it('gives only the reason where there is no name to add', () => {
  expect(explainUnusable(new UnusableTicket('other-size'))).toBe('The ticket is for a file of another size.')
})
