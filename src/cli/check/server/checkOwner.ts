import type { CheckContext } from '../CheckContext.js'

/** Calls the server as somebody who is not signed in. */
export async function checkOwner({ uploads, findings }: CheckContext): Promise<void> {
  const asked = 'List files with a request that has no cookie and no token.'
  const path = (uploads.http.basePath ?? '/api/uploads').replace(/\/+$/, '')
  const { status } = await uploads(new Request(`https://check.invalid${path}/files?limit=1`))
  if (status === 401) {
    return findings.ok('owner', { asked, message: 'A visitor who is not signed in gets 401.' })
  }
  if (status === 200) {
    return findings.warn('owner', {
      asked,
      message: 'The answer is 200: owner takes a request without a session for somebody, so everybody can upload.',
      code: 'owner-open',
      advice: 'Have owner return null for a request without a valid session or token. The answer is 401 then.',
    })
  }
  findings.warn('owner', {
    asked,
    message: `The answer is ${status}, and should be 401.`,
    code: 'owner-failed',
    advice:
      'Have owner return null, and not throw, for a request without a valid session or token. Its error went to onError. If it reads the session from the context of a framework and not from the request, the check cannot tell more.',
  })
}
