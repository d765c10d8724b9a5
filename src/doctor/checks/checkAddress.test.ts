import { describe, expect, it } from 'vitest'
import type { SendOutcome } from '../../contract/ports/transport.js'
import { findCheck } from '../../../test/doctor/findCheck.js'
import { findings } from '../../../test/doctor/findings.js'
import { answerWith, runDiagnosis } from '../../../test/doctor/runDiagnosis.js'

describe('checkAddress', () => {
  it('reports an http address on an https page, and sends nothing', async () => {
    const ticket = { kind: 'put', url: 'http://storage.test/a', reference: { key: 'key-1' } }
    const { diagnosis, transport } = await runDiagnosis({ instead: answerWith(ticket) })
    expect(findings(diagnosis)).toEqual(['problem address mixed-content'])
    expect(transport.requests).toEqual([])
  })

  it('reports an address that nothing can be sent to', async () => {
    const outcome: SendOutcome = { kind: 'unusable', why: 'The ticket has two values for Content-Type.' }
    const { diagnosis } = await runDiagnosis({ outcomes: [outcome] })
    expect(findings(diagnosis)).toEqual(['problem address ticket-unusable'])
    expect(findCheck(diagnosis, 'address').message).toContain('two values')
  })

  it('reports an origin that the app does not allow, and sends nothing', async () => {
    const options = { allowedOrigins: ['https://elsewhere.test'] }
    const { diagnosis, transport } = await runDiagnosis({ options })
    expect(findings(diagnosis)).toEqual(['problem address ticket-unusable'])
    expect(transport.requests).toEqual([])
  })

  it('reports a ticket that expires too soon, and sends nothing', async () => {
    const { diagnosis, transport } = await runDiagnosis({ backend: { ticketExpiresInSeconds: 1 } })
    expect(findings(diagnosis)).toEqual(['problem clock ticket-short-lived'])
    expect(transport.requests).toEqual([])
  })
})
