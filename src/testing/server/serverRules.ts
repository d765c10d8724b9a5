import { createScrubber, type Scrubber } from './calls/createScrubber.js'
import { describeBreach } from './calls/BrokenRule.js'
import { Owner } from './calls/Owner.js'
import { abandonRules } from './rules/abandonRules.js'
import { answerRules } from './rules/answerRules.js'
import { deleteRules, updateRules } from './rules/changeRules.js'
import { confirmRules } from './rules/confirmRules.js'
import { malformedRules } from './rules/malformedRules.js'
import { ownerRules } from './rules/ownerRules.js'
import { partRules } from './rules/partRules.js'
import { readRules } from './rules/readRules.js'
import type { RuleGroup, Setting } from './rules/Rule.js'
import { sendRules } from './rules/sendRules.js'
import { ticketRules } from './rules/ticketRules.js'
import type { OwnerHeaders, ServerUnderTest } from './ServerUnderTest.js'

/** A rule of the contract, ready to be tested. */
export interface ServerRule {
  /** What it is about, such as 'when a ticket is requested'. */
  readonly group: string
  /** What a server does that keeps the rule: a sentence that begins with its verb. */
  readonly name: string
  /** Tests it. The error of the promise names the rule, the call, what was expected and what came, without secrets. */
  readonly test: () => Promise<void>
}

/**
 * Returns the rules that a server with these abilities has to keep, for those who have no test runner.
 *
 * @param url the base URL of the server: the option `url` of `createRestBackend`, with its origin
 */
export function serverRules(url: string, server: ServerUnderTest): readonly ServerRule[] {
  const groups: readonly RuleGroup[] = [
    ownerRules(server),
    ticketRules(server),
    malformedRules(server),
    sendRules(server),
    confirmRules(server),
    abandonRules(server),
    readRules(server),
    deleteRules(server),
    updateRules(server),
    partRules(server),
    answerRules(server),
  ]
  return groups.flatMap(({ name: group, rules }) =>
    rules.map(({ name, run }) => ({ group, name, test: () => testRule(url, server, name, run) })),
  )
}

async function testRule(
  url: string,
  server: ServerUnderTest,
  name: string,
  run: (setting: Setting) => Promise<void>,
): Promise<void> {
  const scrub = await openScrubber(server)
  const setting = openSetting(url, server, scrub)
  try {
    await run(setting).catch((thrown: unknown) => {
      // Not as a cause: runners print it, and nobody knows what is in it.
      throw new Error(describeBreach(name, thrown, scrub))
    })
  } finally {
    await Promise.all([setting.owner.cleanUp(), setting.other.cleanUp()])
  }
}

function openSetting(url: string, server: ServerUnderTest, scrub: Scrubber): Setting {
  const { owner, otherOwner, waitingOwner } = server
  const as = (headers: OwnerHeaders | undefined): Owner => new Owner(url, server, headers, scrub)
  return {
    server,
    owner: as(owner),
    other: as(otherOwner),
    nobody: as(undefined),
    waiting: waitingOwner && as(waitingOwner),
  }
}

async function openScrubber({ owner, otherOwner, waitingOwner, secrets = [] }: ServerUnderTest): Promise<Scrubber> {
  const credentials = await Promise.all([owner, otherOwner, waitingOwner].map(readCredentials))
  return createScrubber([...secrets, ...credentials.flat()])
}

/** The values of the headers, and the tokens in them, which a server may repeat alone. */
async function readCredentials(headers: OwnerHeaders | undefined): Promise<readonly string[]> {
  const values = [...new Headers(typeof headers === 'function' ? await headers() : headers).values()]
  return values.flatMap((value) => [value, ...value.split(/[\s;=,]+/).filter(({ length }) => length > 7)])
}
