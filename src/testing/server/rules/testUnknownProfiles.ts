import type { Answer } from '../calls/HttpCalls.js'
import { uniqueName } from '../calls/TestFile.js'

/** Makes a call under names that no profile has, two of which every JavaScript object has as members. */
export async function testUnknownProfiles(call: (profile: string) => Promise<Answer>): Promise<void> {
  for (const profile of [uniqueName(), '__proto__', 'constructor']) {
    const answer = await call(profile)
    const { error } = (answer.body ?? {}) as { readonly error?: { readonly code?: string } }
    if (answer.status !== 400 || error?.code !== 'request-invalid') {
      throw answer.breach('the status 400 and the code request-invalid, because there is no such profile')
    }
  }
}
