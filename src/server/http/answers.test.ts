import { expect, it } from 'vitest'
import { Refusal } from '../uploads/Refusal.js'
import { toErrorBody } from './answers.js'

it('cuts the message of a refusal between two characters, and never through one', () => {
  const messageOf = (message: string): string => toErrorBody(new Refusal(403, message)).message
  expect(messageOf('x'.repeat(201))).toBe('x'.repeat(200))
  expect(messageOf(`${'x'.repeat(199)}😀`)).toBe('x'.repeat(199))
  expect(messageOf(`${'x'.repeat(198)}😀!`)).toBe(`${'x'.repeat(198)}😀`)
})
