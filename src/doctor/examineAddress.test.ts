import { describe, expect, it } from 'vitest'
import type { SendOutcome } from '../contract/ports/transport.js'
import { findCheck } from './testing/findCheck.js'
import { findings } from './testing/findings.js'
import { answerWith, runExamination } from './testing/runExamination.js'

describe('the address of a ticket', () => {
  it('may not lead from https to http', async () => {
    const ticket = { kind: 'put', url: 'http://storage.test/a', reference: { key: 'key-1' } }
    const { diagnosis, transport } = await runExamination({ instead: answerWith(ticket) })
    expect(findings(diagnosis)).toEqual(['problem address mixed-content'])
    expect(transport.requests).toEqual([])
  })

  it('has to be one that can be sent to', async () => {
    const outcome: SendOutcome = { kind: 'unusable', why: 'The ticket has two values for Content-Type.' }
    const { diagnosis } = await runExamination({ outcomes: [outcome] })
    expect(findings(diagnosis)).toEqual(['problem address ticket-unusable'])
    expect(findCheck(diagnosis, 'address').message).toContain('two values')
  })

  it('has to be among the origins that the app allows', async () => {
    const options = { allowedOrigins: ['https://elsewhere.test'] }
    const { diagnosis, transport } = await runExamination({ options })
    expect(findings(diagnosis)).toEqual(['problem address ticket-unusable'])
    expect(transport.requests).toEqual([])
  })

  it('has to be good for long enough', async () => {
    const { diagnosis, transport } = await runExamination({ backend: { ticketExpiresInSeconds: 1 } })
    expect(findings(diagnosis)).toEqual(['problem clock ticket-short-lived'])
    expect(transport.requests).toEqual([])
  })
})
